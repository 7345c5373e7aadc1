import { isAtLeast, type Quality, qualityLevels, rankOf } from '../events/quality.ts';
import type { QualityTrack } from './networkState.ts';

const windowSize = 5;
const toRaise = 3;

export const unknownQuality: QualityTrack = {
  raw: 'unknown',
  steady: 'unknown',
  at: 0,
  since: 0,
  basis: 'sdk',
  recent: [],
};

/**
 * Adds one sample. The steady level worsens at 3 samples of 5 and improves at 5 of 5;
 * `unknown` samples neither raise nor clear.
 */
export function smoothQuality(
  track: QualityTrack,
  raw: Quality,
  basis: 'sdk' | 'derived',
  now: number,
): QualityTrack {
  if (raw === 'unknown') return { ...track, raw, basis, at: now };
  const recent = [...track.recent, raw].slice(-windowSize);
  const steady = steadyLevel(track.steady, recent);
  const since = steady === track.steady ? track.since : now;
  return { raw, basis, at: now, recent, steady, since };
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
