import { isAtLeast, type Quality, qualityLevels, rankOf } from '../events/quality.ts';
import { isStale } from './levelAt.ts';
import type { QualityTrack } from './networkState.ts';

const windowSize = 5;
const toRaise = 3;

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
  const newest = { raw, rawSince, basis, at: now, ...(held && { held }) };
  const recent = raw === 'unknown' ? [] : [...(held ? [] : before.recent), raw].slice(-windowSize);
  const steady = held ? raw : steadyLevel(before.steady, recent);
  return { ...newest, recent, steady, since: steady === before.steady ? before.since : now };
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
  const worse = worstHeldBy(recent, toRaise);
  if (rankOf(worse) > rankOf(steady)) return worse;
  if (recent.length < windowSize) return steady;
  const better = worstHeldBy(recent, 1);
  return rankOf(better) < rankOf(steady) ? better : steady;
}

/** Fair weather shows at once; that it is bad takes as many samples as ever. */
function firstLevel(recent: readonly Quality[]): Quality {
  if (recent.length >= toRaise) return worstHeldBy(recent, toRaise);
  return recent.find((sample) => !isAtLeast(sample, 'bad')) ?? 'unknown';
}

/** The worst level that at least `count` samples reach. */
function worstHeldBy(recent: readonly Quality[], count: number): Quality {
  const held = qualityLevels.filter(
    (level) => recent.filter((sample) => isAtLeast(sample, level)).length >= count,
  );
  return held.at(-1) ?? 'unknown';
}
