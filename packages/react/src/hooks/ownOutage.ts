import { isOutage, type NetworkState, type NetworkStatus } from '@netcue/core';

/** Whether our own side is out, for whoever draws the others. */
export interface OwnOutage {
  isOut(): boolean;
  /** Called when that changes; returns the unsubscribe function. */
  subscribe(changed: () => void): () => void;
}

const known = new WeakMap<NetworkStatus, OwnOutage>();

/** One subscription for each network, however many tiles ask. */
export function ownOutage(network: NetworkStatus): OwnOutage {
  const before = known.get(network);
  if (before) return before;
  const made = follow(network);
  known.set(network, made);
  return made;
}

function follow({ store }: NetworkStatus): OwnOutage {
  const listeners = new Set<() => void>();
  let unsubscribe: (() => void) | undefined;
  const isOut = () => isOutIn(store.getState());
  return {
    isOut,
    subscribe(changed) {
      listeners.add(changed);
      let was = isOut();
      unsubscribe ??= store.subscribe((state) => {
        const is = isOutIn(state);
        if (is === was) return;
        was = is;
        for (const listener of [...listeners]) listener();
      });
      return () => {
        listeners.delete(changed);
        if (listeners.size) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
  };
}

/** While nothing gets through, nothing is known. */
export function isOutIn({ connection: { phase }, diagnosis: { cause } }: NetworkState): boolean {
  return isOutage(cause) || phase === 'reconnecting' || phase === 'lost';
}
