import { describe, expect, it } from 'vitest';
import type { ProbeFinished } from '../events/networkEvent.ts';
import { initialCall } from './initialCall.ts';
import type { ProbeState } from './networkState.ts';
import { reduceProbe } from './reduceProbe.ts';

type Word = readonly [
  sentAt: number,
  tookMs: number,
  outcome: ProbeFinished['outcome'],
  unverified?: true,
];

/** The host after these probes, each told when it finished. */
function after(...words: readonly Word[]): ProbeState {
  return words.reduce<ProbeState>((probe, [sentAt, tookMs, outcome, unverified]) => {
    const fact = { type: 'probeFinished', target: 'server', outcome, sentAt, tookMs } as const;
    return reduceProbe(probe, unverified ? { ...fact, unverified } : fact, sentAt + tookMs);
  }, initialCall.server);
}

describe('an answer', () => {
  it('proves that the host lived half-way between question and answer, and how quick it is', () => {
    expect(after([1000, 100, 'reachable'])).toEqual({
      outcome: 'reachable',
      sentAt: 1000,
      at: 1100,
      tookMs: 100,
      since: 1100,
      calibrated: true,
      usualMs: 100,
      answeredAt: 1050,
    });
  });

  it('that took longer makes no host slower, one that took less makes it quicker', () => {
    expect(after([1000, 100, 'reachable'], [2000, 300, 'reachable']).usualMs).toBe(100);
    expect(after([1000, 100, 'reachable'], [2000, 60, 'reachable']).usualMs).toBe(60);
  });

  it('to an older question takes no newer proof away', () => {
    expect(after([2000, 100, 'reachable'], [1000, 1500, 'reachable']).answeredAt).toBe(2050);
  });

  it('that anybody may have given proves only that somebody lived', () => {
    const probe = after([1000, 100, 'reachable', true]);
    expect(probe).toMatchObject({ outcome: 'reachable', somebodyAt: 1050, calibrated: true });
    expect(probe).not.toHaveProperty('answeredAt');
    const later = after([2000, 100, 'reachable', true], [1000, 1500, 'reachable', true]);
    expect(later.somebodyAt).toBe(2050);
    expect(after([1000, 100, 'reachable'])).not.toHaveProperty('somebodyAt');
  });
});

describe('a failure', () => {
  it.each(['refused', 'timedOut'] as const)('is kept with its question: %s', (outcome) => {
    const probe = after([1000, 100, 'reachable'], [2000, 500, outcome], [3000, 500, outcome]);
    expect(probe).toMatchObject({
      outcome,
      since: 2500,
      failedAt: 3500,
      failedSentAt: 3000,
      answeredAt: 1050,
      usualMs: 100,
    });
    expect(probe).not.toHaveProperty('backAt');
  });

  it('of a host that never answered calibrates nothing', () => {
    expect(after([1000, 5, 'refused'])).not.toHaveProperty('calibrated');
  });

  it('of an older question than the newest says nothing', () => {
    const before = after([2000, 100, 'reachable']);
    const fact = { type: 'probeFinished', target: 'server', sentAt: 1999, tookMs: 1500 } as const;
    expect(reduceProbe(before, { ...fact, outcome: 'timedOut' }, 3499)).toBe(before);
    expect(reduceProbe(before, { ...fact, sentAt: 2000, outcome: 'timedOut' }, 3500)).not.toBe(
      before,
    );
  });
});

describe('a host is back', () => {
  const well: Word = [1000, 100, 'reachable'];
  it.each<[what: string, words: readonly Word[], backAt: number | undefined]>([
    [
      'when it answers after a refusal',
      [well, [2000, 5, 'refused'], [3000, 100, 'reachable']],
      3050,
    ],
    [
      'when it answers after a timeout',
      [well, [2000, 1500, 'timedOut'], [4000, 100, 'reachable']],
      4050,
    ],
    ['not when it has never failed', [well, [2000, 100, 'reachable']], undefined],
    [
      'not by an answer that is older than the failure',
      [well, [3000, 5, 'refused'], [2000, 1010, 'reachable']],
      undefined,
    ],
    [
      'not by an answer of the very moment of the failure',
      [well, [3000, 5, 'refused'], [2500, 1000, 'reachable']],
      undefined,
    ],
    ['when it answers so late that it was asked twice', [well, [2000, 1151, 'reachable']], 3151],
    ['not when it is merely slow', [well, [2000, 1150, 'reachable']], undefined],
    ['not when nobody knows how quick it is', [[2000, 5000, 'reachable']], undefined],
    [
      'and stays so through the next answer',
      [well, [2000, 5, 'refused'], [3000, 100, 'reachable'], [4000, 100, 'reachable']],
      3050,
    ],
  ])('%s', (_what, words, backAt) => {
    expect(after(...words).backAt).toBe(backAt);
  });

  it('from as long ago as the question that had to be asked twice', () => {
    expect(after(well, [2000, 1151, 'reachable']).failedSentAt).toBe(2000);
  });
});
