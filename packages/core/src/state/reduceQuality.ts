import type { QualitySampled } from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';
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
  const after = (track: QualityTrack, raw: Quality | undefined) =>
    !raw || isOutranked(track, event, now)
      ? track
      : smoothQuality(track, raw, event.basis, now, event.held);
  const uplink = after(state.uplink, event.uplink);
  const downlink = after(state.downlink, event.downlink);
  const overall = after(state.overall, event.overall);
  const isSame =
    uplink === state.uplink && downlink === state.downlink && overall === state.overall;
  return isSame ? state : { uplink, downlink, overall };
}

function isOutranked(track: QualityTrack, event: QualitySampled, now: number): boolean {
  return event.basis === 'sdk' && track.basis === 'derived' && now - track.at < derivedStaysFreshMs;
}
