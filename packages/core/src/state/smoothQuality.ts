import { isAtLeast, type Quality, rankOf } from '../events/quality.ts';
import { isStale } from './levelAt.ts';
import type { QualityTrack } from './networkState.ts';

const windowSize = 5;

export const unknownQuality: QualityTrack = {
  raw: 'unknown',
  steady: 'unknown',
  at: 0,
  since: 0,
  rawSince: 0,
  basis: 'sdk',
  recent: [],
};

/**
 * Adds one sample, or a word that holds until the next one. A held level is steady at once: whoever says it has
 * smoothed it. With samples the steady level worsens at 3 of 5 and improves at 5 of 5; `unknown` ones neither raise
 * nor clear nor keep it young, and what has grown old is forgotten.
 */
export function smoothQuality(
  track: QualityTrack,
  raw: Quality,
  basis: 'sdk' | 'derived',
  now: number,
  held?: true,
): QualityTrack {
  const before = isStale(track, now) ? forgotten(track, now) : track;
  const rawSince = raw === before.raw ? before.rawSince : now;
  if (raw === 'unknown' && !held) return before.held ? before : { ...before, raw, rawSince };
  if (!held && isSettledAt(before, raw)) return { ...before, basis, at: now };
  const recent = raw === 'unknown' ? [] : held ? [raw] : [...before.recent, raw].slice(-windowSize);
  const steady = held ? raw : steadyLevel(before.steady, recent);
  const since = steady === before.steady ? before.since : now;
  const next = { raw, steady, at: now, since, basis, rawSince, recent };
  return held ? { ...next, held } : next;
}

/** Every sample that counts says so already: one more only keeps it young. */
function isSettledAt({ raw, steady, held, recent }: QualityTrack, level: Quality): boolean {
  if (raw !== level || steady !== level || held || recent.length < windowSize) return false;
  return recent.every((sample) => sample === level);
}

/** What was measured long ago says nothing about now. It is still as old as its last sample. */
export function forgotten(track: QualityTrack, now: number): QualityTrack {
  const { steady, since, raw, rawSince, basis, at } = track;
  return {
    ...unknownQuality,
    basis,
    at,
    since: steady === 'unknown' ? since : now,
    rawSince: raw === 'unknown' ? rawSince : now,
  };
}

function steadyLevel(steady: Quality, recent: readonly Quality[]): Quality {
  if (steady === 'unknown') return firstLevel(recent);
  const [worst, , third] = worstThree(recent);
  if (rankOf(third) > rankOf(steady)) return third;
  return recent.length === windowSize && rankOf(worst) < rankOf(steady) ? worst : steady;
}

/** Fair weather shows at once; that it is bad takes as many samples as ever. */
function firstLevel(recent: readonly Quality[]): Quality {
  const [, , third] = worstThree(recent);
  if (third !== 'unknown') return third;
  return recent.find((sample) => !isAtLeast(sample, 'bad')) ?? 'unknown';
}

/** The worst sample first: what stands third is the worst level that three of them reach. `unknown` where there is none. */
function worstThree(recent: readonly Quality[]): [Quality, Quality, Quality] {
  let first: Quality = 'unknown';
  let second: Quality = 'unknown';
  let third: Quality = 'unknown';
  for (const sample of recent) {
    const rank = rankOf(sample);
    if (rank > rankOf(first)) [first, second, third] = [sample, first, second];
    else if (rank > rankOf(second)) [second, third] = [sample, second];
    else if (rank > rankOf(third)) third = sample;
  }
  return [first, second, third];
}
