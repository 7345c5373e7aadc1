import type { Clock, NetworkStatus } from '@netcue/core';
import { createContext } from 'react';
import type { Context } from 'react';
import type { MessageOverrides, Messages } from '../messages/messages.ts';
import type { KindActionHandlers } from './actionHandlers.ts';

/** What a provider hands down. */
export interface Provided {
  network: NetworkStatus;
  clock: Clock;
  /** As given: who draws puts the words together, and brings the English ones. */
  locale: Messages | undefined;
  messages: MessageOverrides | undefined;
  actions: KindActionHandlers;
}

// One context for all of it: for each tile that React passes over, it walks up through every provider.
export const NetworkContext: Context<Provided | null> =
  /* @__PURE__ */ createContext<Provided | null>(null);
