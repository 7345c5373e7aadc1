import type { UserFacts } from './networkState.ts';

/** Inbound flow of one user over one poll. The silence of who is quiet does not count. */
export function reduceFlow(
  user: UserFacts,
  flow: {
    packets: number;
    lost: number;
    /** Loss of audio, 0..1. */
    loss: number;
    connectionId: string;
    at: number;
    trustedMs: number;
  },
): UserFacts {
  const { packets, lost, loss, connectionId, at, trustedMs } = flow;
  const before = user.flow;
  // Nothing ever came: there is no flow to lose.
  if (!packets && !before) return user;
  const expected = packets + lost;
  const share = Math.min(1, trustedMs / 1000);
  const lossNow = expected > 0 ? Math.max(loss, lost / expected) : (before?.lossRecent ?? 0);
  return {
    ...user,
    flow: {
      connectionId,
      // Somewhere in the interval: on average in its middle.
      lastPacketAt: packets ? at - trustedMs / 2 : (before?.lastPacketAt ?? at),
      silentMs: packets ? 0 : (before?.silentMs ?? 0) + (user.quiet ? 0 : trustedMs),
      lossRecent: (before?.lossRecent ?? 0) * (1 - share) + lossNow * share,
    },
  };
}
