import type { MediaSampled } from '../events/networkEvent.ts';
import { flowByUser } from './flowByUser.ts';
import type { UserFacts } from './networkState.ts';
import { reduceFlow } from './reduceFlow.ts';
import { trustedMs } from './reduceMedia.ts';

/** What one look at a connection saw of one user. */
export interface SeenFlow {
  userId: string;
  packets: number;
  /** The user after it. */
  reduce(user: UserFacts): UserFacts;
}

export function readFlows(event: MediaSampled & { at: number }): SeenFlow[] {
  const { connectionId, at } = event;
  const trusted = { connectionId, at, trustedMs: trustedMs(event) };
  return [...flowByUser(event)].map(([userId, flow]) => ({
    userId,
    packets: flow.packets,
    reduce: (user) => reduceFlow(user, { ...flow, ...trusted }),
  }));
}
