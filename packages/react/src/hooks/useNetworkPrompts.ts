import type { PromptState } from '@netcue/core';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';

/** Every prompt that is on screen now, by surface. */
export function useNetworkPrompts(): PromptState {
  return useStore(useNetworkStatus().prompts);
}
