import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ExpectedScreen } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const page = new URL('../../../../docs/testing.md', import.meta.url);
const [begin, end] = ['<!-- scenarios: written by scenarioDocs.test.ts -->', '<!-- /scenarios -->'];

function screen([at, ...ids]: ExpectedScreen): string {
  return `${at / 1_000} s ${ids.map((id) => `\`${id}\``).join(' ') || '–'}`;
}

function table(): string {
  const rows = Object.entries(scenarios).map(
    ([key, { about, expect: screens }]) =>
      `| \`${key}\` | ${about} | ${screens.map(screen).join('<br>') || 'nothing'} |`,
  );
  return ['| scenario | what happens | on screen |', '|---|---|---|', ...rows].join('\n');
}

// NETCUE_WRITE_DOCS=1 writes it.
it('the documented scenarios are the scenarios', () => {
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const expected = `${before}${begin}\n\n${table()}\n\n${end}${rest.split(end)[1] ?? ''}`;
  if (process.env.NETCUE_WRITE_DOCS) writeFileSync(page, expected);
  else expect(text).toBe(expected);
});
