import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtLeast, type Quality, qualityLevels, rankOf } from '../events/quality.ts';
import type { QualityTrack } from './networkState.ts';
import { smoothQuality, unknownQuality } from './smoothQuality.ts';

const letters: Readonly<Record<string, Quality>> = {
  e: 'excellent',
  g: 'good',
  p: 'poor',
  b: 'bad',
  v: 'vbad',
  d: 'down',
  '?': 'unknown',
};

/** One sample a second, the first at 1 s. */
function track(samples: string, before: QualityTrack = unknownQuality): QualityTrack {
  return [...samples].reduce(
    (sofar, letter, index) =>
      smoothQuality(sofar, letters[letter] ?? 'unknown', 'sdk', (index + 1) * 1000),
    before,
  );
}

describe('the steady level', () => {
  it.each<[samples: string, steady: Quality, why: string]>([
    ['', 'unknown', 'nothing was measured'],
    ['?', 'unknown', 'an unknown sample says nothing'],
    ['g', 'good', 'the first sample is all there is'],
    ['p', 'poor', 'the first sample is all there is'],
    ['b', 'unknown', 'one bad sample raises nothing'],
    ['bb', 'unknown', 'two bad samples raise nothing'],
    ['bbb', 'bad', 'three of three'],
    ['bg', 'good', 'the best that was seen, until something worse is held'],
    ['gb', 'good', 'one of five'],
    ['gbb', 'good', 'two of five'],
    ['gbgbg', 'good', 'two of five'],
    ['gbgbb', 'bad', 'three of five raise'],
    ['ggbbb', 'bad', 'three of five raise'],
    ['gbbggb', 'bad', 'three of the last five, and the first sample has left the window'],
    ['gbgggbgggb', 'good', 'never three of five'],
    ['gbvd', 'bad', 'three of five are at least bad, only two worse'],
    ['gpbv', 'poor', 'three of five are at least poor'],
    ['bbbgggg', 'bad', 'four good samples do not clear'],
    ['bbbggggg', 'good', 'five of five clear'],
    ['bbbggbggg', 'bad', 'one bad sample starts the five over'],
    ['bbbggbggggg', 'good', 'five good after it'],
    ['bbbgpgeg', 'poor', 'clears to the worst of the five'],
    ['bbbg?g?g?g?g', 'good', 'unknown samples do not count against clearing'],
    ['gb?b?', 'good', 'unknown samples do not count towards raising'],
    ['bbb?????', 'bad', 'unknown samples do not clear'],
    ['ggggg?????', 'good', 'unknown samples do not raise'],
    ['vvvbbbbb', 'bad', 'improves by one level too'],
  ])('of %s is %s: %s', (samples, steady) => {
    expect(track(samples).steady).toBe(steady);
  });

  it('is as old as its last change', () => {
    expect(track('ggggg').since).toBe(1000);
    expect(track('gbbb').since).toBe(4000);
    expect(track('gbbbb').since).toBe(4000);
    expect(track('bbbggggg').since).toBe(8000);
  });

  it('is bad only if three of some five samples running were, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...qualityLevels)), (samples) => {
        const levels = samples.map(
          (_, index) =>
            samples
              .slice(0, index + 1)
              .reduce((sofar, raw) => smoothQuality(sofar, raw, 'sdk', 0), unknownQuality).steady,
        );
        for (const [index, level] of levels.entries()) {
          if (!isAtLeast(level, 'bad') || rankOf(levels[index - 1] ?? 'unknown') >= rankOf(level))
            continue;
          const window = samples.slice(Math.max(0, index - 4), index + 1);
          expect(window.filter((sample) => rankOf(sample) >= rankOf(level)).length).toBeGreaterThan(
            2,
          );
        }
      }),
    );
  });

  it('is what five samples running agree on, whatever came before', () => {
    const any = fc.array(fc.constantFrom(...qualityLevels));
    fc.assert(
      fc.property(any, fc.constantFrom(...qualityLevels), (before, level) => {
        const samples = [...before, level, level, level, level, level];
        const end = samples.reduce(
          (sofar, raw) => smoothQuality(sofar, raw, 'sdk', 0),
          unknownQuality,
        );
        expect(end.steady).toBe(level);
      }),
    );
  });
});

describe('samples that pause', () => {
  it.each<[pause: number, steady: Quality]>([
    [7999, 'bad'],
    [8000, 'unknown'],
  ])('for %s ms before a bad one: %s', (pause, steady) => {
    const before = track('bbb');
    const after = smoothQuality(before, 'bad', 'sdk', 3000 + pause);
    expect(after.steady).toBe(steady);
    expect(after.rawSince).toBe(steady === 'bad' ? 1000 : 3000 + pause);
  });

  it('are forgotten also while "unknown" comes in, which stays as old as it is', () => {
    const steady = [4, 8, 10.999, 11, 20].map((second) =>
      smoothQuality(track('bbb'), 'unknown', 'sdk', second * 1000),
    );
    expect(steady.map((one) => one.steady)).toEqual(['bad', 'bad', 'bad', 'unknown', 'unknown']);
    expect(new Set(steady.map(({ at }) => at))).toEqual(new Set([3000]));
  });

  it('change nothing while nothing is known', () => {
    const before = smoothQuality(track('bbb'), 'unknown', 'sdk', 20_000);
    expect(before).toMatchObject({ since: 20_000, rawSince: 20_000, recent: [] });
    expect(smoothQuality(before, 'unknown', 'sdk', 90_000)).toEqual(before);
  });
});

describe('a level that holds until the next word', () => {
  const level = fc.constantFrom<Quality>('unknown', ...qualityLevels);
  const hold = (before: QualityTrack, raw: Quality, now: number) =>
    smoothQuality(before, raw, 'sdk', now, true);

  it('is steady at once, and the last one stands, whatever was said or measured before', () => {
    const said = fc.record({ raw: level, held: fc.boolean(), wait: fc.nat({ max: 20_000 }) });
    fc.assert(
      fc.property(fc.array(said), level, (before, last) => {
        let now = 0;
        let sofar = unknownQuality;
        for (const { raw, held, wait } of before) {
          now += wait;
          sofar = held ? hold(sofar, raw, now) : smoothQuality(sofar, raw, 'sdk', now);
        }
        const end = hold(sofar, last, now);
        const recent = last === 'unknown' ? [] : [last];
        expect(end).toMatchObject({ raw: last, steady: last, at: now, held: true, recent });
      }),
    );
  });

  it('is as old as its first word', () => {
    const said = hold(hold(unknownQuality, 'poor', 1000), 'poor', 60_000);
    expect(said).toMatchObject({ since: 1000, rawSince: 1000, at: 60_000 });
    expect(hold(said, 'bad', 61_000)).toMatchObject({ since: 61_000, rawSince: 61_000 });
  });

  it('is not taken back by somebody who does not know', () => {
    const said = hold(unknownQuality, 'poor', 1000);
    expect(smoothQuality(said, 'unknown', 'derived', 2000)).toBe(said);
  });

  it('holds no longer where samples come in', () => {
    const sampled = smoothQuality(hold(unknownQuality, 'bad', 1000), 'good', 'derived', 60_000);
    expect(sampled).toMatchObject({ raw: 'good', steady: 'bad', basis: 'derived' });
    expect(sampled.held).toBeUndefined();
    expect(track('ggggg', sampled).steady).toBe('good');
  });
});

describe('the raw level', () => {
  it('is the newest sample, unknown ones too, which have no basis and no time', () => {
    expect(track('gb')).toMatchObject({ raw: 'bad', basis: 'sdk', at: 2000 });
    const derived = smoothQuality(track('gb'), 'unknown', 'derived', 5000);
    expect(derived).toMatchObject({ raw: 'unknown', basis: 'sdk', at: 2000, steady: 'good' });
  });

  it('is as old as its last change', () => {
    expect(track('gbb').rawSince).toBe(2000);
    expect(track('gb?b').rawSince).toBe(4000);
  });

  it('remembers the last five known samples', () => {
    expect(track('gb?pvdge').recent).toEqual(['poor', 'vbad', 'down', 'good', 'excellent']);
  });
});
