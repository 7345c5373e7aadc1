import { isStale, staleMs } from './levelAt.ts';
import type { QualityState } from './networkState.ts';
import { forgotten } from './smoothQuality.ts';

const directions = ['uplink', 'downlink', 'overall'] as const;

/** What was sampled too long ago is no longer known. The same object when nothing grew old. */
export function expireQuality(quality: QualityState, now: number): QualityState {
  let next = quality;
  for (const direction of directions) {
    const track = next[direction];
    if (track.steady === 'unknown' && track.raw === 'unknown') continue;
    if (isStale(track, now)) next = { ...next, [direction]: forgotten(track, now) };
  }
  return next;
}

/** When the next of them grows old; `Infinity` when none does. */
export function qualityExpiresAt(quality: QualityState): number {
  return Math.min(
    ...directions.map((direction) => {
      const { steady, raw, held, at } = quality[direction];
      return held || (steady === 'unknown' && raw === 'unknown') ? Infinity : at + staleMs;
    }),
  );
}
