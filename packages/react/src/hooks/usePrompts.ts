import { createPromptEngine } from '@netcue/core';
import type { PromptState } from '@netcue/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';

/** A part of what is on screen. Whoever asks shows it: from then on prompts are decided, and their code is shipped. */
export function usePrompts<Part>(select: (state: PromptState) => Part): Part {
  const network = useNetworkStatus();
  useEffect(() => network.attachPrompts(createPromptEngine), [network]);
  return useStore(network.prompts, select);
}
