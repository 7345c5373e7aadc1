import { sayable } from '../diagnosis/causes.ts';
import type { OwnSide } from '../diagnosis/diagnoseRemote.ts';
import { readMediaSigns } from '../diagnosis/mediaSigns.ts';
import { isOutage } from '../diagnosis/outage.ts';
import type { NetworkState } from './networkStatus.ts';

/** What judging a remote has to know of our own side. Pure. */
export function ownSide(
  state: NetworkState,
  remoteCount: number,
  userDroppedLagMs: number,
  now: number,
): OwnSide {
  const signs = readMediaSigns(state, now);
  const { phase } = state.connection;
  const { cause, confidence, began, outage } = state.diagnosis;
  const isBroken = phase === 'reconnecting' || phase === 'lost';
  return {
    signs,
    // Where only media is cut, what signalling says of the others is true.
    unheardOf: (isOutage(cause) && cause !== 'mediaBlocked') || isBroken,
    down: isOutage(cause) || isBroken,
    downSince: isOutage(cause) && confidence >= sayable ? began : undefined,
    backAt: outage?.endedAt,
    serverAnsweredAt: state.server.answeredAt ?? 0,
    channelAliveAt: channelAliveAt(state),
    betweenUs: signs.mesh && remoteCount <= 1,
    userDroppedLagMs,
  };
}

/** Of channels whose answers are told, not only that they opened and closed. */
function channelAliveAt({ signaling }: NetworkState): number | 'unproved' | undefined {
  const channels = Object.values(signaling);
  const telling = channels.filter(
    ({ health, since, aliveAt = 0 }) => health !== 'alive' || aliveAt > since,
  );
  if (!telling.length) return channels.length ? 'unproved' : undefined;
  return Math.max(...telling.map(({ aliveAt = 0 }) => aliveAt));
}
