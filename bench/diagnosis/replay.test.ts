import { describe, expect, it } from 'vitest';
import { atAnotherMoment } from './atAnotherMoment.ts';
import { causesOf } from './causeExpectations.ts';
import { expectationOf } from './expectationOf.ts';
import { knownCauseExceptions, knownExceptions } from './knownExceptions.ts';
import { readRecordings, recordingsFolder, screensOf } from './recording.ts';
import { replay } from './replay.ts';
import { judgeTrial, type Row } from './trial.ts';
import { nothingMissing } from './witnesses.ts';

const recordings = readRecordings(recordingsFolder);
// As recorded, and twice looked at in other moments.
const seeds = [1, 2];

/** What each screen of a call gets that is not ok, in any of the moments. */
function notOk(rows: readonly Row[], verdictOf: (row: Row) => string): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const row of rows) {
    const name = `${row.file.replace(/~.*/, '')} ${row.side}`;
    found[name] ??= new Set();
    if (verdictOf(row) !== 'ok') found[name].add(verdictOf(row));
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, verdicts]) => [name, [...verdicts].sort()]),
  );
}

const knownOf = (rows: readonly Row[], known: typeof knownExceptions) =>
  Object.fromEntries(
    rows.map(({ file, side }) => {
      const name = `${file.replace(/~.*/, '')} ${side}`;
      return [name, known[name] ?? []];
    }),
  );

describe('a recorded call', () => {
  it.each(recordings.map((recording) => [recording.file, recording] as const))(
    '%s: on each screen the right words, in time and nothing else, and the right cause behind them',
    async (_file, recording) => {
      const moments = [recording, ...seeds.map((seed) => atAnotherMoment(recording, seed))];
      const rows: Row[] = [];
      for (const moment of moments) rows.push(...(await judgeTrial(moment)));
      const details = JSON.stringify(rows, null, 1);
      expect(rows).toHaveLength(screensOf(recording).length * moments.length);
      expect(
        notOk(rows, ({ verdict }) => verdict),
        details,
      ).toEqual(knownOf(rows, knownExceptions));
      expect(
        notOk(rows, ({ cause }) => cause?.verdict ?? 'ok'),
        details,
      ).toEqual(knownOf(rows, knownCauseExceptions));
    },
  );

  it('gives the same answer whenever it is replayed', async () => {
    const recording = recordings.find(({ file }) => file === 'p2p-f2-udpup');
    if (!recording) throw new Error('This recording is in the repository');
    expect(await replay(recording)).toEqual(await replay(recording));
  });
});

describe('the recordings', () => {
  it('cover every fault of the table that can be told apart', () => {
    const faults = new Set(recordings.map(({ file }) => file.replace(/^\w+-/, '')));
    for (const fault of [
      'a1-ifdown',
      'b-blackhole',
      'k-server',
      'c-sfukill',
      'd-sfustop',
      'e1-sigtcp',
    ])
      expect(faults).toContain(fault);
    for (const fault of [
      'f-udp',
      'f2-udpup',
      'f3-udpdown',
      'g-up15',
      'g-dn15',
      'j1-tabclose',
      'none',
    ])
      expect(faults).toContain(fault);
  });

  it('have an expectation each, and every exception is about one of them', () => {
    for (const recording of recordings)
      for (const [side] of screensOf(recording)) {
        expect(expectationOf(recording, side, nothingMissing)).toBeDefined();
        expect(causesOf(recording, side)?.exact).toBeInstanceOf(Array);
      }
    const screens = recordings.flatMap((recording) =>
      screensOf(recording).map(([side]) => `${recording.file} ${side}`),
    );
    for (const known of [knownExceptions, knownCauseExceptions])
      expect(screens).toEqual(expect.arrayContaining(Object.keys(known)));
  });
});
