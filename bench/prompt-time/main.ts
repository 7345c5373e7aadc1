import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../apps/demo/e2e/launchOptions.ts';
import { createCallServer } from '../../apps/demo/server/createCallServer.ts';
import { faults } from './faults.ts';
import { measure, type Row } from './measure.ts';
import { summarize } from './summary.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    repeat: { type: 'string', default: '1' },
    pages: { type: 'string' },
    json: { type: 'string' },
  },
});
const pages = values.pages ?? fileURLToPath(new URL('../../apps/demo/dist', import.meta.url));
if (!existsSync(pages)) {
  console.error('The demo is not built: run `pnpm build:all` first.');
  process.exit(1);
}

const wanted = values.only?.split(',');
const chosen = faults.filter(({ id }) => !wanted || wanted.includes(id));
const server = await createCallServer({ pages });
const browser = await chromium.launch({ ...launchOptions, headless: false });
const rows: Row[] = [];

console.log(
  'Real calls in one Chromium. Milliseconds after the fault; cleared: after the heal. wrong: prompt@shown+lasted.\n',
);
printLine({
  fault: 'fault',
  what: '',
  screen: 'screen',
  right: 'right prompt',
  shown: 'shown',
  by: 'by',
  cleared: 'cleared',
  clearedBy: 'by',
  verdict: 'verdict',
  wrong: 'wrong',
});
for (let round = 0; round < Number(values.repeat); round++) {
  for (const fault of chosen) {
    const measured = await measure(
      browser,
      `http://127.0.0.1:${server.port}/`,
      fault,
      `bench-${fault.id}-${round}`,
    );
    rows.push(...measured);
    for (const row of measured) print(row);
  }
}
await browser.close();
await server.close();
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
if (Number(values.repeat) > 1) console.table(summarize(rows));
console.log(
  `\n${rows.filter(({ verdict }) => verdict === 'ok').length} of ${rows.length} screens right and in time.`,
);

function print({
  fault,
  what,
  screen,
  right,
  shownMs,
  by,
  clearedMs,
  clearedBy,
  verdict,
  wrong,
}: Row): void {
  const cell = (value: number | null) => (value === null ? '–' : String(value));
  printLine({
    fault,
    what,
    screen,
    right,
    shown: cell(shownMs),
    by: cell(by),
    cleared: cell(clearedMs),
    clearedBy: cell(clearedBy),
    verdict,
    wrong: wrong.join(' ') || '–',
  });
}

function printLine(
  cells: Record<
    | 'fault'
    | 'what'
    | 'screen'
    | 'right'
    | 'shown'
    | 'by'
    | 'cleared'
    | 'clearedBy'
    | 'verdict'
    | 'wrong',
    string
  >,
): void {
  const { fault, what, screen, right, shown, by, cleared, clearedBy, verdict, wrong } = cells;
  console.log(
    [
      fault.padEnd(11),
      what.padEnd(24),
      screen.padEnd(7),
      right.padEnd(24),
      shown.padStart(6),
      by.padStart(6),
      cleared.padStart(8),
      clearedBy.padStart(6),
      ` ${verdict.padEnd(8)}`,
      wrong,
    ].join(' '),
  );
}
