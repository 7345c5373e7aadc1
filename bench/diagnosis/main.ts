import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atAnotherMoment } from './atAnotherMoment.ts';
import {
  readHeldRecordings,
  readRecordings,
  type Recording,
  recordingsFolder,
} from './recording.ts';
import { describeSums, sumOf } from './sums.ts';
import { faultsOf, tableOf } from './table.ts';
import { isUntrue, judgeTrial, type Row } from './trial.ts';
import { parseWithout, type Without, witnesses } from './witnesses.ts';

const { values } = parseArgs({
  options: {
    recordings: { type: 'string', default: recordingsFolder },
    json: { type: 'string' },
    // How often each call is also looked at in other moments.
    vary: { type: 'string', default: '0' },
    // Witnesses to take away, with commas between them; or each of them in turn.
    without: { type: 'string', default: '' },
    'each-without': { type: 'boolean', default: false },
  },
});
const seeds = Array.from({ length: Number(values.vary) }, (_, index) => index + 1);

const sets = {
  open: readRecordings(values.recordings),
  held: readHeldRecordings(values.recordings),
};
const rows = values['each-without'] ? await judgeEachWithout() : await judgeSets();
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);

/** The recordings kept open, and behind them those that were held back. */
async function judgeSets(): Promise<Row[]> {
  const without = parseWithout(values.without);
  const open = await judgeAll(sets.open, without);
  const held = await judgeAll(sets.held, without);
  const isShort = seeds.length > 0;
  for (const [name, judged] of Object.entries({ open, held })) {
    if (judged.length === 0) continue;
    const shown = isShort ? judged.filter(({ verdict }) => verdict !== 'ok') : judged;
    print(`\n${name}`, ...tableOf(shown), '', ...describeSums(sumOf(judged)));
  }
  return [...open, ...held];
}

/** Fewer witnesses may say less, never something false: what is missing or late does not count. */
async function judgeEachWithout(): Promise<Row[]> {
  const all: Row[] = [];
  for (const witness of witnesses)
    for (const [name, recordings] of Object.entries(sets)) {
      if (recordings.length === 0) continue;
      const judged = await judgeAll(recordings, parseWithout(witness));
      printUntrue(`without ${witness}, ${name}`, judged);
      all.push(...judged);
    }
  return all;
}

function printUntrue(title: string, judged: readonly Row[]): void {
  const { screens, untrueScreens, untrueWords, untrueSeconds } = sumOf(judged);
  const untrue = judged
    .map((row) => ({ ...row, words: row.words.filter(isUntrue) }))
    .filter(({ words }) => words.length > 0);
  print(
    `\n${title}: ${untrueScreens} of ${screens} screens with an untrue word; ` +
      `${untrueWords} words, ${untrueSeconds.toFixed(1)} s`,
    ...untrue.flatMap((row) => [`  ${row.file} ${row.side}`, ...faultsOf(row)]),
  );
}

async function judgeAll(recordings: readonly Recording[], without: Without): Promise<Row[]> {
  const judged: Row[] = [];
  for (const recording of recordings)
    for (const one of [recording, ...seeds.map((seed) => atAnotherMoment(recording, seed))])
      judged.push(...(await judgeTrial(one, without)));
  return judged;
}

function print(...lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
