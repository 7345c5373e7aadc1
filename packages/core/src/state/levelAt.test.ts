import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityLevels } from '../events/quality.ts';
import { levelAt } from './levelAt.ts';
import { smoothQuality, unknownQuality } from './smoothQuality.ts';

const unknown = { raw: 'unknown', steady: 'unknown' };

describe('what a track says at a moment', () => {
  it('of samples is unknown eight seconds after the last one', () => {
    const track = smoothQuality(unknownQuality, 'good', 'sdk', 1000);
    expect(levelAt(track, 8999)).toEqual({ raw: 'good', steady: 'good' });
    expect(levelAt(track, 9000)).toEqual(unknown);
  });

  it('of samples is unknown after a minute of "unknown"', () => {
    let track = smoothQuality(unknownQuality, 'poor', 'sdk', 0);
    for (let now = 2000; now <= 60_000; now += 2000)
      track = smoothQuality(track, 'unknown', 'sdk', now);
    expect(levelAt(track, 60_000)).toEqual(unknown);
    expect(track).toMatchObject({ ...unknown, at: 0 });
  });

  it('of a word that holds is true until the next one, however late', () => {
    fc.assert(
      fc.property(fc.constantFrom(...qualityLevels), fc.nat(), (level, later) => {
        const track = smoothQuality(unknownQuality, level, 'sdk', 1000, true);
        expect(levelAt(track, 1000 + later)).toEqual({ raw: level, steady: level });
      }),
    );
  });
});
