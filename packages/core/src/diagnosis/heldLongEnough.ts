import type { QualityTrack } from '../state/networkState.ts';

// A level that is said once counts when it has stood for as long as several samples would take.
const heldForMs = 4000;
// Whoever scores a call still counts the gap of an outage ten seconds after it.
const afterOutageMs = 10_000;
const leftoverMs = 15_000;

/** A held level that has stood for long enough to be believed; longer for one that was said soon after an outage. */
export function isHeldLongEnough(
  { held, rawSince }: Pick<QualityTrack, 'held' | 'rawSince'>,
  outageEndedAt: number | undefined,
  now: number,
): boolean {
  if (!held) return true;
  const isLeftover = outageEndedAt !== undefined && rawSince - outageEndedAt < leftoverMs;
  return now - rawSince >= (isLeftover ? afterOutageMs : heldForMs);
}
