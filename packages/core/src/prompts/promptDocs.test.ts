import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultPolicy } from './promptPolicy.ts';
import type { PromptRule } from './promptRule.ts';

const page = new URL('../../../../docs/prompt-policy.md', import.meta.url);
const [begin, end] = ['<!-- rules: written by promptDocs.test.ts -->', '<!-- /rules -->'];

const seconds = (ms: number) => (ms === 0 ? '0' : `${ms / 1_000} s`);

function where({ surfaces, repeated, prolonged, oneToOne, enabled }: PromptRule): string {
  return [
    surfaces.join(' + '),
    repeated && !surfaces.includes('banner') && `${repeated.surfaces?.join()} if repeated`,
    prolonged && `${prolonged.surfaces?.join()} after ${seconds(prolonged.afterMs)}`,
    oneToOne && `${oneToOne.surfaces?.join(' + ')} one-to-one`,
    !enabled && 'opt-in',
  ]
    .filter(Boolean)
    .join('; ');
}

function delay({ delayMs, oneToOne }: PromptRule): string {
  return oneToOne?.delayMs
    ? `${seconds(delayMs)} (${seconds(oneToOne.delayMs)} one-to-one)`
    : seconds(delayMs);
}

function stay({ holdMs, showForMs, snoozeMs }: PromptRule): string {
  if (snoozeMs === Infinity) return 'until dismissed';
  return showForMs ? `${seconds(showForMs)} as a toast` : seconds(holdMs);
}

function table(): string {
  const rows = Object.entries(defaultPolicy.prompts).map(([kind, rule]) =>
    [
      `\`${kind}\``,
      rule.severity,
      rule.priority,
      where(rule),
      delay(rule),
      stay(rule),
      rule.live,
      rule.actions.join(', '),
    ].join(' | '),
  );
  return [
    '| prompt | severity | priority | where | delay | stays | read out | actions |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

// NETCUE_WRITE_DOCS=1 writes it.
it('the documented rules are the rules', () => {
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const after = rest.split(end)[1] ?? '';
  const expected = `${before}${begin}\n\n${table()}\n\n${end}${after}`;
  if (process.env.NETCUE_WRITE_DOCS) writeFileSync(page, expected);
  else expect(text).toBe(expected);
});
