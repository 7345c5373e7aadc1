import type { ActionId, Clock, NetworkStatus, Prompt, PromptKind } from '@netcue/core';
import { createContext } from 'react';
import type { Context } from 'react';
import { systemClock } from '../clock/systemClock.ts';
import { enPrompts } from '../messages/enPrompts.ts';
import type { Messages } from '../messages/messages.ts';

/** Does what a prompt's button says. */
export type ActionHandler = (prompt: Prompt<string>) => void;

/** Handlers by action. An action without a handler is never offered. */
export type ActionHandlers = { readonly [Action in ActionId]?: ActionHandler };

/** Handlers by action, and by prompt kind where one kind needs its own. */
export type KindActionHandlers = ActionHandlers & {
  readonly [Kind in PromptKind]?: ActionHandlers;
};

export const NetworkContext: Context<NetworkStatus | null> =
  /* @__PURE__ */ createContext<NetworkStatus | null>(null);

export const ClockContext: Context<Clock> = /* @__PURE__ */ createContext(systemClock);

export const MessagesContext: Context<Messages> = /* @__PURE__ */ createContext(enPrompts);

export const ActionsContext: Context<KindActionHandlers> =
  /* @__PURE__ */ createContext<KindActionHandlers>({});
