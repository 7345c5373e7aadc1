import { type Clock, type NetworkStatus, systemClock } from '@netcue/core';
import { useMemo } from 'react';
import type { MessageOverrides, Messages } from '../messages/messages.ts';
import type { KindActionHandlers } from './actionHandlers.ts';
import type { Provided } from './NetworkContext.ts';
import { useOfferedActions } from './useOfferedActions.ts';

/** What every provider takes. */
export interface ProvidingOptions {
  /** What `createNetworkStatus` returned. It stays yours: unmounting does not destroy it. */
  network: NetworkStatus;
  /** The language, from `@netcue/react/locales/…`. English unless given. */
  locale?: Messages;
  /** Your own wording for some of the texts. Keep it outside the component: a new object re-renders what shows text. */
  messages?: MessageOverrides;
  /** What your app can do about a prompt. Prompts offer only actions that have a handler. */
  actions?: KindActionHandlers;
  /** Drives elapsed time and announcements; give the fake clock of the network in tests and stories. */
  clock?: Clock;
}

/** What a provider hands down. The same object until something in it changes. */
export function useProviding(options: ProvidingOptions): Provided {
  const { network, locale, messages, clock = systemClock } = options;
  const actions = useOfferedActions(network, options.actions);
  return useMemo(
    () => ({ network, clock, actions, locale, messages }),
    [network, clock, actions, locale, messages],
  );
}
