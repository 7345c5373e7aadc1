import type { ProbeState } from '../state/networkState.ts';
import type { SignView } from './observation.ts';

// TCP doubles its pause: after an outage a socket stays mute for up to ten seconds, or as long as the outage lasted.
const muteSocketMs = 15_000;
const beforeMs = 2000;
const afterMs = 1000;

/**
 * The one mechanism for what an outage leaves behind: the newest moment at which a part of the path nearer to us that was
 * dead after `since` came back. What was seen dead before that moment says nothing about now. 0 without one.
 */
export function healedAfter({ call, remotes }: SignView, since: number): number {
  const { device, server, other } = call;
  const online =
    device.online && device.offlineAt !== undefined && device.changedAt > since
      ? device.changedAt
      : 0;
  const reports = remotes.reportsBackAt ?? 0;
  return Math.max(
    online,
    backAfter(server, since),
    backAfter(other, since),
    reports > since ? reports : 0,
  );
}

function backAfter({ backAt = 0, failedSentAt = 0 }: ProbeState, since: number): number {
  return backAt > since && failedSentAt >= since - 200 ? backAt : 0;
}

/** A channel went mute within an outage that is explained otherwise: until its next word it waits for TCP alone. */
export function isLeftBehind(view: SignView, since: number): boolean {
  const { outage, now } = view;
  const healedAt = healedAfter(view, since);
  if (healedAt > 0 && now - healedAt < Math.max(muteSocketMs, healedAt - since)) return true;
  if (outage?.endedAt === undefined) return false;
  const { began, endedAt } = outage;
  const within = since > began - beforeMs && since < endedAt + afterMs;
  return within && now - endedAt < Math.max(muteSocketMs, endedAt - began);
}
