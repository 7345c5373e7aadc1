import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atAnotherMoment } from './atAnotherMoment.ts';
import { readRecordings, recordingsFolder } from './recording.ts';
import { replay } from './replay.ts';
import { type Row, score } from './score.ts';

const { values } = parseArgs({
  options: {
    recordings: { type: 'string' },
    json: { type: 'string' },
    // How often each call is also looked at in other moments.
    vary: { type: 'string', default: '0' },
  },
});
const folder = values.recordings ?? recordingsFolder;
const seeds = Array.from({ length: Number(values.vary) }, (_, index) => index + 1);
const recordings = readRecordings(folder).flatMap((recording) => [
  recording,
  ...seeds.map((seed) => atAnotherMoment(recording, seed)),
]);

const rows: Row[] = [];
for (const recording of recordings) {
  const named = await replay(recording);
  for (const side of ['A', 'B'] as const) {
    const screen = named[side];
    if (screen) rows.push(score(recording, side, screen.causes));
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
print(seeds.length ? rows.filter(({ verdict }) => verdict !== 'ok') : rows);
const ok = rows.filter(({ verdict }) => verdict === 'ok').length;
console.log(
  `\n${ok} of ${rows.length} screens right, in time and without a wrong cause for more than 1 s.`,
);

function print(all: readonly Row[]): void {
  console.log(
    'Milliseconds after the fault; cleared: after the heal. wrong, before: cause@from+lasted.\n' +
      'baseline: when connectionState alone would have said anything.\n',
  );
  const cells = all.map((row) => [
    row.verdict,
    `${row.file} ${row.side}`,
    row.first ? `${row.first.cause}@${row.first.ms}` : '–',
    row.correctMs === null ? '–' : String(row.correctMs),
    row.by === null ? '' : String(row.by),
    row.wrong.map(({ cause, ms, lastedMs }) => `${cause}@${ms}+${lastedMs}`).join(' ') || '–',
    row.before.map(({ cause, ms, lastedMs }) => `${cause}@${ms}+${lastedMs}`).join(' ') || '–',
    row.clearedMs === null ? '–' : String(row.clearedMs),
    row.baselineMs === null ? '–' : String(row.baselineMs),
  ]);
  const header = [
    'verdict',
    'trial',
    'first',
    'right',
    'by',
    'wrong',
    'before',
    'cleared',
    'baseline',
  ];
  const widths = header.map((name, column) =>
    Math.min(44, Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0))),
  );
  for (const line of [header, ...cells]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
