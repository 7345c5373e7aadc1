import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, grown, known, lostSince, signed } from './counters.ts';

describe('a number', () => {
  it.each([undefined, null, '7', Number.NaN, Number.POSITIVE_INFINITY, {}, 7n])(
    'is not known from %s',
    (value) => {
      expect([known(value), counted(value), signed(value)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it.each([
    [0, 0],
    [7, 7],
    [-3, -3],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, -(2 ** 31)],
    [4_294_967_295, -1],
    [4_294_967_296, undefined],
  ])('of lost packets, %d, is %d', (value, meant) => {
    expect(signed(value)).toBe(meant);
  });

  it('that only grows is not below zero', () => {
    expect(counted(-1)).toBeUndefined();
    expect(counted(0)).toBe(0);
  });
});

describe('what was lost', () => {
  it.each<[string, Parameters<typeof lostSince>, number]>([
    [
      'more',
      [
        { packets: 20, lost: 5 },
        { packets: 10, lost: 2 },
      ],
      3,
    ],
    [
      'less, when some came late',
      [
        { packets: 20, lost: 1 },
        { packets: 10, lost: 3 },
      ],
      -2,
    ],
    [
      'never more late than came',
      [
        { packets: 11, lost: -90 },
        { packets: 10, lost: 0 },
      ],
      -1,
    ],
    [
      'nothing of a count that started over',
      [
        { packets: 3, lost: 9 },
        { packets: 9, lost: 1 },
      ],
      0,
    ],
    [
      'nothing of a count that jumped',
      [
        { packets: 30, lost: 40_000 },
        { packets: 9, lost: 1 },
      ],
      0,
    ],
    ['nothing where none was told', [{ packets: 3 }, { packets: 1, lost: 1 }], 0],
    ['nothing without a before', [{ packets: 3, lost: 3 }, undefined], 0],
  ])('is %s', (_what, [now, before], lost) => {
    expect(lostSince(now, before)).toBe(lost);
  });
});

it('a count that vanishes and starts over any number of times never adds more than there was', () => {
  const look = fc.record({
    came: fc.nat(1000),
    event: fc.constantFrom('goes on', 'goes on', 'vanishes', 'starts over'),
  });
  fc.assert(
    fc.property(fc.array(look), fc.nat(1e9), (all, first) => {
      let shown: number | undefined = first;
      let count = first;
      let told = 0;
      let came = 0;
      for (const { came: more, event } of all) {
        came += more;
        count = event === 'starts over' ? more : count + more;
        const now = event === 'vanishes' ? undefined : count;
        const grew = grown(now, shown);
        expect(grew).toBeGreaterThanOrEqual(0);
        told += grew;
        shown = now;
      }
      expect(told).toBeLessThanOrEqual(came);
    }),
  );
});
