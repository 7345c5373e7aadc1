import type { PromptState } from '@netcue/core';
import { usePrompts } from './usePrompts.ts';

/** Every prompt that is on screen now, by surface. */
export function useNetworkPrompts(): PromptState {
  return usePrompts((state) => state);
}
