import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChecksMemory, followChecks, tellChecks } from './followChecks.ts';
import type { PairTotals, StatsTotals } from './statsTotals.ts';

const start = 1_700_000_000_000;

type Look = readonly PairTotals[];

/** What is told of the checks at each look, the looks being `everyMs` apart. */
function told(looks: readonly Look[], everyMs = 500) {
  let memory: ChecksMemory | undefined;
  return looks.map((pairs, index) => {
    const seenAt = start + index * everyMs;
    const byId = new Map(pairs.map((pair) => [pair.id, pair]));
    memory = followChecks(memory, { pairs: byId, seenAt } as never as StatsTotals, everyMs);
    const { checkedAt, checkOverdueMs } = tellChecks(memory, seenAt);
    return { checkedAt: checkedAt && checkedAt - start, overdue: checkOverdueMs };
  });
}

/** A check is answered every 2.5 s until `until`. */
const answering = (count: number, until = count, more: Partial<PairTotals> = {}): Look[] =>
  Array.from({ length: count }, (_, look) => [
    { id: 'P', answers: Math.floor(Math.min(look, until) / 5), ...more },
  ]);

describe('answers to connectivity checks', () => {
  it('are noticed when their count grows', () => {
    expect(told(answering(12)).map(({ checkedAt }) => checkedAt)).toEqual([
      ...Array(5).fill(undefined),
      ...Array(5).fill(2500),
      5000,
      5000,
    ]);
  });

  it('are overdue after three times their own cadence and a half second', () => {
    const said = told(answering(60, 20));
    expect(said[20]?.checkedAt).toBe(10_000);
    expect(said[36]?.overdue).toBeUndefined();
    expect(said[37]?.overdue).toBe(500);
    expect(said[41]?.overdue).toBe(2500);
  });

  it('are never overdue before three of them have shown a cadence', () => {
    expect(told(answering(200, 14)).every(({ overdue }) => overdue === undefined)).toBe(true);
    expect(told(answering(200, 15)).some(({ overdue }) => overdue !== undefined)).toBe(true);
  });

  it('are not overdue when a young connection, which is checked more often, settles down', () => {
    const young = Array.from({ length: 8 }, (_, look) => [{ id: 'P', answers: look }]);
    const settled = answering(60).map(([pair]) => [
      { id: 'P', answers: 8 + (pair?.answers ?? 0) } as PairTotals,
    ]);
    expect(told([...young, ...settled]).every(({ overdue }) => overdue === undefined)).toBe(true);
  });

  it('are awaited anew on another pair', () => {
    const other = answering(60, 0).map(([pair]) => [{ ...pair, id: 'Q' } as PairTotals]);
    const said = told([...answering(20), ...other]);
    expect(said.slice(20).every(({ checkedAt }) => checkedAt === undefined)).toBe(true);
    expect(said.slice(20).every(({ overdue }) => overdue === undefined)).toBe(true);
  });

  it('are awaited anew when the pair is gone for a while or counts anew', () => {
    for (const between of [[], [{ id: 'P', answers: 0 }]]) {
      const silent = answering(60, 20).slice(20);
      const said = told([...answering(20), between, ...silent]);
      expect(said.slice(20).every(({ overdue }) => overdue === undefined)).toBe(true);
    }
  });

  it('are not awaited where nothing is asked, where that is counted', () => {
    const asking = answering(60, 20, { asked: 7 });
    expect(told(asking).every(({ overdue }) => overdue === undefined)).toBe(true);
    const asked = answering(60, 20).map(([pair], look) => [{ ...pair, asked: look } as PairTotals]);
    expect(told(asked)[40]?.overdue).toBe(2000);
  });

  it('are not overdue while another pair is answered', () => {
    const other = answering(60).map(([pair]) => ({ ...pair, id: 'Q' }) as PairTotals);
    const both = answering(60, 20).map((pairs, look) => [...pairs, other[look] as PairTotals]);
    expect(told(both).every(({ overdue }) => overdue === undefined)).toBe(true);
  });

  it('say nothing where the browser does not count them', () => {
    expect(told(answering(60).map(() => [{ id: 'P' }])).at(-1)).toEqual({});
  });

  it('are not overdue only because nobody looked', () => {
    const slow = told(answering(60, 20), 4000);
    expect(slow.every(({ overdue }) => overdue === undefined)).toBe(true);
  });

  it('are never overdue at a steady cadence, however often we look', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 6000 }),
        fc.integer({ min: 250, max: 2500 }),
        (cadence, everyMs) => {
          const looks = Array.from({ length: 200 }, (_, look) => [
            { id: 'P', answers: Math.floor((look * everyMs) / cadence) },
          ]);
          expect(told(looks, everyMs).every(({ overdue }) => overdue === undefined)).toBe(true);
        },
      ),
    );
  });
});
