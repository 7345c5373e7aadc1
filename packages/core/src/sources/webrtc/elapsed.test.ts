import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elapsedMs } from './elapsed.ts';

const seenAt = 1_000_000;
const hour = 3_600_000;

it.each([
  ['what the stats say', 500, 500, 500],
  ['what the stats say, also where they were read late', 500, 900, 500],
  ['what the stats say, also where the look before was read late', 500, 120, 500],
  ['ours, when their clock was set forward', hour + 500, 500, 500],
  ['ours, when their clock was set back', 500 - hour, 500, 500],
  ['ours, when theirs stood still for long', 100, 5000, 5000],
  ['nothing, when the stats are those of the look before', 0, 500, 0],
  ['nothing, when no time has passed and theirs is impossible', -7, 0, 0],
])('is %s', (_what, theirs, ours, elapsed) => {
  const before = { at: 77, seenAt };
  expect(elapsedMs(before, { at: 77 + theirs, seenAt: seenAt + ours })).toBe(elapsed);
});

it('is never negative and never far from our own clock', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(100_000), (theirs, ours) => {
      const elapsed = elapsedMs({ at: 0, seenAt }, { at: theirs, seenAt: seenAt + ours });
      expect(elapsed).toBeGreaterThanOrEqual(0);
      expect(elapsed).toBeLessThanOrEqual(ours * 2 + 500);
    }),
  );
});
