import { isStale, staleMs } from './levelAt.ts';
import type { QualityState, QualityTrack } from './networkState.ts';
import { forgotten } from './smoothQuality.ts';

const directions = ['uplink', 'downlink', 'overall'] as const;
// Two of the two-second samples that SDKs give, and half a beat for one that is late.
const missedMs = 5000;

/**
 * What was sampled too long ago is no longer known. With `inCall` an SDK's newest word goes before: one that falls silent
 * in a call may be cut off and not know yet. The same object when nothing grew old.
 */
export function expireQuality(quality: QualityState, now: number, inCall = false): QualityState {
  let next = quality;
  for (const direction of directions) {
    const track = quality[direction];
    if (now < expiresAt(track, inCall)) continue;
    const old = isStale(track, now)
      ? forgotten(track, now)
      : { ...track, raw: 'unknown' as const, rawSince: now };
    next = { ...next, [direction]: old };
  }
  return next;
}

/** When the next of them grows old; `Infinity` when none does. */
export function qualityExpiresAt(quality: QualityState, inCall = false): number {
  const { uplink, downlink, overall } = quality;
  return Math.min(
    expiresAt(uplink, inCall),
    expiresAt(downlink, inCall),
    expiresAt(overall, inCall),
  );
}

function expiresAt({ steady, raw, basis, held, at }: QualityTrack, inCall: boolean): number {
  if (held || (steady === 'unknown' && raw === 'unknown')) return Infinity;
  return at + (inCall && basis === 'sdk' && raw !== 'unknown' ? missedMs : staleMs);
}
