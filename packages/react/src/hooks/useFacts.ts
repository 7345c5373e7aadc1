import type { NetworkState, RemoteUser } from '@netcue/core';
import { useCallback, useSyncExternalStore } from 'react';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { useSteady } from './useSteady.ts';

/** How to see this device's side and a remote user's as one thing. */
export interface FactViews<View> {
  ofCall: (state: NetworkState) => View;
  ofUser: (user: RemoteUser | undefined) => View;
}

/**
 * A view of the call, or of one remote user. A user's view hears of that user's changes alone,
 * and a view whose fields did not change is the same object.
 */
export function useFacts<View extends object>(
  userId: string | undefined,
  views: FactViews<View>,
): View {
  const { store, users } = useNetworkStatus();
  const subscribe = useCallback(
    (changed: () => void) =>
      userId === undefined ? store.subscribe(changed) : users.subscribe(userId, changed),
    [store, users, userId],
  );
  const steady = useSteady<View>();
  const read = (state: NetworkState, user: RemoteUser | undefined) =>
    steady(userId === undefined ? views.ofCall(state) : views.ofUser(user));
  return useSyncExternalStore(
    subscribe,
    () => read(store.getState(), userId === undefined ? undefined : users.get(userId)),
    () => read(store.getInitialState(), undefined),
  );
}
