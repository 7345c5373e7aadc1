import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explain } from '../timeline/explain.ts';
import type { ExportedTimeline } from '../timeline/timeline.ts';
import { playScenario } from './playScenario.ts';
import { scenarios } from './scenarios.ts';

const page = new URL('../../../../docs/explain.md', import.meta.url);
const [begin, end] = ['<!-- answers: written by explainDocs.test.ts -->', '<!-- /answers -->'];

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

/** What support is sent: nothing but text. */
function exported(): string {
  const player = playScenario(scenarios.routerDead, { startAt: at('10:31:45') });
  return player.network.timeline.export();
}

function answers(text: string): string {
  const { entries } = JSON.parse(text) as ExportedTimeline;
  const questions: [question: string, prompt: string, time?: string][] = [
    ['What did it say at 10:32:05, and why?', 'local.noInternet', '10:32:05'],
    ['Had it said “reconnecting” first?', 'local.reconnecting'],
    ['When did it stop saying so?', 'local.noInternet'],
    ['Why was nobody told that the call was lost?', 'local.lost'],
    ['Did it ever say that the network was weak?', 'weak.up'],
  ];
  return questions
    .map(
      ([question, prompt, time]) =>
        `**${question}**\n\n> ${explain(entries, prompt, time ? at(time) : undefined)}`,
    )
    .join('\n\n');
}

// NETCUE_WRITE_DOCS=1 writes them.
it('the documented answers are the answers', () => {
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const expected = `${before}${begin}\n\n${answers(exported())}\n\n${end}${rest.split(end)[1] ?? ''}`;
  if (process.env.NETCUE_WRITE_DOCS) writeFileSync(page, expected);
  else expect(text).toBe(expected);
});
