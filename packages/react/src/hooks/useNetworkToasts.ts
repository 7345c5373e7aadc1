import { useMemo } from 'react';
import type { KindActionHandlers } from '../context/actionHandlers.ts';
import { usePrompts } from './usePrompts.ts';
import { wordPrompt } from './shownPrompt.ts';
import type { ShownPrompt } from './shownPrompt.ts';
import { usePromptWording } from './useShownPrompt.ts';

/** The toasts on screen, in words. Core decides how long each stays. */
export function useNetworkToasts(actions?: KindActionHandlers): readonly ShownPrompt[] {
  const toasts = usePrompts((state) => state.toasts);
  const wording = usePromptWording(actions);
  return useMemo(() => toasts.map((prompt) => wordPrompt(prompt, wording)), [toasts, wording]);
}
