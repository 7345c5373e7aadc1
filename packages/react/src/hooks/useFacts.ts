import type { NetworkState, NetworkStatus, RemoteUser } from '@netcue/core';
import { useMemo, useSyncExternalStore } from 'react';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { ownOutage } from './ownOutage.ts';
import { steadily } from './steadily.ts';

/** How to see this device's side and a remote user's as one thing. */
export interface FactViews<View> {
  ofCall: (state: NetworkState) => View;
  ofUser: (user: RemoteUser | undefined) => View;
  /** What a user's view is while our own side is out, where that matters. */
  whileOut?: View;
}

/**
 * A view of the call, or of one remote user. A user's view hears of that user's changes alone,
 * and a view whose fields did not change is the same object.
 */
export function useFacts<View extends object>(
  userId: string | undefined,
  views: FactViews<View>,
): View;
/** Only a part of it, which has to be a primitive: nothing renders while that stays the same. */
export function useFacts<View extends object, Part>(
  userId: string | undefined,
  views: FactViews<View>,
  select: ((view: View) => Part) | undefined,
): View | Part;
export function useFacts<View extends object, Part>(
  userId: string | undefined,
  views: FactViews<View>,
  select?: (view: View) => Part,
): View | Part {
  const network = useNetworkStatus();
  // One hook for all three: there may be thousands of tiles.
  const { subscribe, read, readInitial } = useMemo(
    () =>
      userId === undefined ? readCall(network, views.ofCall) : readUser(network, userId, views),
    [network, userId, views],
  );
  const of = (look: () => View) => (select ? () => select(look()) : look);
  return useSyncExternalStore<View | Part>(subscribe, of(read), of(readInitial));
}

interface Reader<View> {
  subscribe: (changed: () => void) => () => void;
  read: () => View;
  /** What a server renders, and the first pass in the browser. */
  readInitial: () => View;
}

function readCall<View extends object>(
  { store }: NetworkStatus,
  ofCall: FactViews<View>['ofCall'],
): Reader<View> {
  const view = steadily(ofCall);
  return {
    subscribe: store.subscribe,
    read: () => view(store.getState()),
    readInitial: () => view(store.getInitialState()),
  };
}

function readUser<View extends object>(
  network: NetworkStatus,
  userId: string,
  { ofUser, whileOut }: FactViews<View>,
): Reader<View> {
  const { users } = network;
  const view = steadily(ofUser);
  const outage = whileOut && ownOutage(network);
  return {
    subscribe(changed) {
      const stops = [users.subscribe(userId, changed), outage?.subscribe(changed)];
      return () => stops.forEach((stop) => stop?.());
    },
    read: () => (whileOut && outage?.isOut() ? whileOut : view(users.get(userId))),
    readInitial: () => view(undefined),
  };
}
