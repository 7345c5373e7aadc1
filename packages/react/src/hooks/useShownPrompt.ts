import type { Prompt } from '@netcue/core';
import { useContext, useMemo } from 'react';
import { ActionsContext } from '../context/contexts.ts';
import type { KindActionHandlers } from '../context/contexts.ts';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { useOfferedActions } from '../context/useOfferedActions.ts';
import { wordPrompt } from './shownPrompt.ts';
import type { ShownPrompt, PromptWording } from './shownPrompt.ts';
import { useMessages } from './useMessages.ts';

/** What puts prompts into words here; `actions` come before the provider's. */
export function usePromptWording(actions?: KindActionHandlers): PromptWording {
  const network = useNetworkStatus();
  const messages = useMessages();
  const shared = useContext(ActionsContext);
  useOfferedActions(actions);
  return useMemo(
    () => ({ network, messages, handlers: [actions, shared] }),
    [network, messages, actions, shared],
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
