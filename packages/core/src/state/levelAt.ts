import type { Quality } from '../events/quality.ts';
import type { QualityTrack } from './networkState.ts';

// Four of the two-second samples that SDKs give.
export const staleMs = 8000;

/** What a track says now: a sample grows old and is unknown then, a word that holds does not. */
export function levelAt(track: QualityTrack, now: number): { raw: Quality; steady: Quality } {
  const { raw, steady } = track;
  return isStale(track, now) ? { raw: 'unknown', steady: 'unknown' } : { raw, steady };
}

/** Nothing was measured for longer than a few samples take. */
export function isStale({ held, at }: QualityTrack, now: number): boolean {
  return !held && now - at >= staleMs;
}
