import type { ActionId, Prompt, PromptKind } from '@netcue/core';

/** Does what a prompt's button says. */
export type ActionHandler = (prompt: Prompt<string>) => void;

/** Handlers by action. An action without a handler is never offered. */
export type ActionHandlers = { readonly [Action in ActionId]?: ActionHandler };

/** Handlers by action, and by prompt kind where one kind needs its own. */
export type KindActionHandlers = ActionHandlers & {
  readonly [Kind in PromptKind]?: ActionHandlers;
};
