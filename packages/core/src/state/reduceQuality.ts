import type { QualitySampled } from '../events/networkEvent.ts';
import type { QualityState, QualityTrack } from './networkState.ts';
import { smoothQuality } from './smoothQuality.ts';

// Our own measurement is fresher and finer than the SDK's two-second score; while it comes in, it alone counts.
const derivedStaysFreshMs = 4000;

/** One sample into the tracks of the directions it measured. The same object when it measured none. */
export function reduceQuality(
  state: QualityState,
  event: QualitySampled,
  now: number,
): QualityState {
  // Said without having been measured.
  if (event.partial) return state;
  const next = { ...state };
  let changed = false;
  for (const direction of ['uplink', 'downlink', 'overall'] as const) {
    const raw = event[direction];
    if (!raw || isOutranked(state[direction], event, now)) continue;
    next[direction] = smoothQuality(state[direction], raw, event.basis, now, event.held);
    changed = true;
  }
  return changed ? next : state;
}

function isOutranked(track: QualityTrack, event: QualitySampled, now: number): boolean {
  return event.basis === 'sdk' && track.basis === 'derived' && now - track.at < derivedStaysFreshMs;
}
