import { describe, expect, it } from 'vitest';
import { atAnotherMoment } from './atAnotherMoment.ts';
import { expectationOf } from './expectations.ts';
import { readRecordings, recordingsFolder } from './recording.ts';
import { replay } from './replay.ts';
import { type Row, score } from './score.ts';

/**
 * Screens that are not right, and why they may not be. A screen that becomes right has to leave this table.
 *
 * `janus-e2-alltcp B`: the recorder's host itself stood still from 14.5 s on (samples 1.2 s apart on both screens,
 * nothing of A forwarded to B until 18.3 s although A sent all the time). B's screen says that A is interrupted, which
 * is what B sees and hears; the fault's row expects silence because the cut of TCP leaves media alone.
 */
const exceptions: Readonly<Record<string, Row['verdict']>> = { 'janus-e2-alltcp B': 'wrong' };

const recordings = readRecordings(recordingsFolder);
// As recorded, and twice looked at in other moments.
const replayed = recordings.flatMap((recording) => [
  [recording.file, '', recording] as const,
  ...[1, 2].map((seed) => [recording.file, `~${seed}`, atAnotherMoment(recording, seed)] as const),
]);

describe('a recorded call', () => {
  it.each(replayed)(
    '%s%s: the right cause on each screen, in time, and no wrong one for more than a second',
    async (file, _moment, recording) => {
      const screens = await replay(recording);
      const rows = (['A', 'B'] as const).flatMap((side) => {
        const screen = screens[side];
        return screen ? [score(recording, side, screen.causes)] : [];
      });
      const verdicts = rows.map((row) => [`${file} ${row.side}`, row.verdict]);
      const expected = rows.map(({ side }) => [
        `${file} ${side}`,
        exceptions[`${file} ${side}`] ?? 'ok',
      ]);
      expect(rows.length).toBeGreaterThan(0);
      expect(verdicts, JSON.stringify(rows, null, 1)).toEqual(expected);
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
      for (const side of ['A', 'B'] as const)
        expect(expectationOf(recording, side).exact).toBeInstanceOf(Array);
    const screens = recordings.flatMap(({ file }) => [`${file} A`, `${file} B`]);
    expect(screens).toEqual(expect.arrayContaining(Object.keys(exceptions)));
  });
});

describe('a score', () => {
  const calm = {
    file: 'x',
    mode: 'janus',
    id: 'a1',
    what: '',
    t0: 0,
    t1: 10_000,
    t2: 20_000,
  } as const;
  const span = (cause: string, from: number, to: number) => ({ cause, from, to, why: '' });

  it.each<[string, Parameters<typeof span>[], Row['verdict']]>([
    ['the right cause in time', [['deviceOffline', 100, 10_200]], 'ok'],
    ['the right cause late', [['deviceOffline', 600, 10_200]], 'late'],
    ['no cause', [], 'missed'],
    [
      'a neutral one first',
      [
        ['unknownOutage', 100, 400],
        ['deviceOffline', 400, 10_200],
      ],
      'ok',
    ],
    [
      'a wrong one for a second',
      [
        ['noInternet', 0, 1000],
        ['deviceOffline', 100, 10_200],
      ],
      'ok',
    ],
    [
      'a wrong one for longer',
      [
        ['noInternet', 0, 1001],
        ['deviceOffline', 100, 10_200],
      ],
      'wrong',
    ],
    [
      'one before the fault',
      [
        ['noInternet', -3000, -1000],
        ['deviceOffline', 100, 10_200],
      ],
      'false alarm',
    ],
    [
      'a wrong one long after the heal',
      [
        ['deviceOffline', 100, 10_200],
        ['noInternet', 15_000, 18_000],
      ],
      'ok',
    ],
  ])('of %s is %s', (_what, spans, verdict) => {
    expect(
      score(
        calm,
        'A',
        spans.map((one) => span(...one)),
      ).verdict,
    ).toBe(verdict);
  });

  it('tells when all that was named before the heal was gone', () => {
    expect(score(calm, 'A', [span('deviceOffline', 100, 11_300)]).clearedMs).toBe(1300);
    expect(score(calm, 'A', [span('deviceOffline', 100, 9000)]).clearedMs).toBe(0);
  });
});
