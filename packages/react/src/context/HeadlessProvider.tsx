import type { Clock, NetworkStatus } from '@netcue/core';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { systemClock } from '../clock/systemClock.ts';
import { enPrompts } from '../messages/enPrompts.ts';
import { mergeMessages } from '../messages/mergeMessages.ts';
import type { MessageOverrides, Messages } from '../messages/messages.ts';
import { NetworkContext } from './NetworkContext.ts';
import type { KindActionHandlers } from './actionHandlers.ts';
import { useOfferedActions } from './useOfferedActions.ts';

export interface HeadlessProviderProps {
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
  children?: ReactNode;
}

/** Hands the network status of one call to every hook inside. Draws nothing. */
export function HeadlessProvider(props: HeadlessProviderProps): ReactElement {
  const { network, locale = enPrompts, messages, clock = systemClock, children } = props;
  const actions = useOfferedActions(network, props.actions);
  const provided = useMemo(
    () => ({
      network,
      clock,
      actions,
      messages: messages ? mergeMessages(locale, messages) : locale,
    }),
    [network, clock, actions, locale, messages],
  );
  return <NetworkContext.Provider value={provided}>{children}</NetworkContext.Provider>;
}
