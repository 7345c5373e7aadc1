import { createStore } from 'zustand/vanilla';
import type { Prompt } from '../prompts/prompt.ts';
import { noPrompts, type PromptState } from '../prompts/promptState.ts';
import type { ReadonlyStore } from './networkStatus.ts';

/** Holds what is on screen, and tells the app of each prompt that comes. */
export function createPromptStore(onPrompt?: (prompt: Prompt<string>) => void): {
  store: ReadonlyStore<PromptState>;
  set(state: PromptState): void;
} {
  const store = createStore<PromptState>(() => noPrompts);
  return {
    store,
    set(state) {
      const before = new Set(shown(store.getState()).map(({ id }) => id));
      store.setState(state, true);
      if (onPrompt) for (const prompt of shown(state)) if (!before.has(prompt.id)) onPrompt(prompt);
    },
  };
}

function shown({ banner, toasts, badges, inline }: PromptState): Prompt<string>[] {
  return [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
}
