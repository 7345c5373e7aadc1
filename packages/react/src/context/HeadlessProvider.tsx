import type { Clock, NetworkStatus } from '@netcue/core';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { systemClock } from '../clock/systemClock.ts';
import { enPrompts } from '../messages/enPrompts.ts';
import { mergeMessages } from '../messages/mergeMessages.ts';
import type { MessageOverrides, Messages } from '../messages/messages.ts';
import { ActionsContext, ClockContext, MessagesContext, NetworkContext } from './contexts.ts';
import type { KindActionHandlers } from './contexts.ts';
import { useOfferedActions } from './useOfferedActions.ts';

export interface NetworkStatusProviderProps {
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

const noActions: KindActionHandlers = {};

/** Hands the network status of one call to every hook inside. Draws nothing. */
export function HeadlessProvider({ network, ...props }: NetworkStatusProviderProps): ReactElement {
  return (
    <NetworkContext.Provider value={network}>
      <Settings {...props} />
    </NetworkContext.Provider>
  );
}

function Settings(props: Omit<NetworkStatusProviderProps, 'network'>): ReactElement {
  const {
    locale = enPrompts,
    messages,
    actions = noActions,
    clock = systemClock,
    children,
  } = props;
  const words = useMemo(
    () => (messages ? mergeMessages(locale, messages) : locale),
    [locale, messages],
  );
  useOfferedActions(actions);
  return (
    <ClockContext.Provider value={clock}>
      <MessagesContext.Provider value={words}>
        <ActionsContext.Provider value={actions}>{children}</ActionsContext.Provider>
      </MessagesContext.Provider>
    </ClockContext.Provider>
  );
}
