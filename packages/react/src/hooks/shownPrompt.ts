import type { ActionId, NetworkStatus, Prompt, PromptKind } from '@netcue/core';
import type { ActionHandler, KindActionHandlers } from '../context/actionHandlers.ts';
import type { Messages } from '../messages/messages.ts';
import { promptText } from '../messages/promptText.ts';

/** One button of a prompt. */
export interface PromptAction {
  id: ActionId;
  label: string;
  run: () => void;
}

/** A prompt in words, with everything that can be done about it. */
export interface ShownPrompt {
  prompt: Prompt<string>;
  text: string;
  actions: readonly PromptAction[];
  /** Absent where the prompt cannot be dismissed. */
  dismiss: (() => void) | undefined;
}

/** What a prompt is put into words with. */
export interface PromptWording {
  network: NetworkStatus;
  messages: Messages;
  /** First match wins. */
  handlers: readonly (KindActionHandlers | undefined)[];
}

/** Puts a prompt into words. */
export function wordPrompt(prompt: Prompt<string>, wording: PromptWording): ShownPrompt {
  const { network, messages, handlers } = wording;
  const toAction = (id: ActionId): PromptAction[] => {
    const own = { muteInThisCall: () => network.dismiss(prompt.id, { forThisCall: true }) };
    const handler = handlerOf(id, prompt.kind as PromptKind, [...handlers, own]);
    return handler ? [{ id, label: messages.actions[id] ?? id, run: () => handler(prompt) }] : [];
  };
  return {
    prompt,
    text: promptText(prompt, messages),
    actions: prompt.actions.flatMap(toAction),
    dismiss: prompt.dismissible ? () => network.dismiss(prompt.id) : undefined,
  };
}

function handlerOf(
  id: ActionId,
  kind: PromptKind,
  handlers: PromptWording['handlers'],
): ActionHandler | undefined {
  const own = handlers.map((map) => map?.[kind]?.[id]);
  return [...own, ...handlers.map((map) => map?.[id])].find((handler) => handler);
}
