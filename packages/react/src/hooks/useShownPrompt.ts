import type { Prompt } from '@netcue/core';
import { useMemo } from 'react';
import type { KindActionHandlers } from '../context/actionHandlers.ts';
import { useOfferedActions } from '../context/useOfferedActions.ts';
import { useProvided } from '../context/useProvided.ts';
import { useMessages } from './useMessages.ts';
import { wordPrompt } from './shownPrompt.ts';
import type { PromptWording, ShownPrompt } from './shownPrompt.ts';

/** What puts prompts into words here; `given` handlers come before the provider's. */
export function usePromptWording(given?: KindActionHandlers): PromptWording {
  const { network, actions } = useProvided();
  const messages = useMessages();
  const own = useOfferedActions(network, given);
  return useMemo(
    () => ({ network, messages, handlers: [own, actions] }),
    [network, messages, own, actions],
  );
}

/** One prompt in words, or `null`. */
export function useShownPrompt(
  prompt: Prompt<string> | null | undefined,
  actions?: KindActionHandlers,
): ShownPrompt | null {
  const wording = usePromptWording(actions);
  return useMemo(() => (prompt ? wordPrompt(prompt, wording) : null), [prompt, wording]);
}
