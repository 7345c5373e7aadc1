import { createStore } from 'zustand/vanilla';
import type { Prompt } from '../prompts/prompt.ts';
import { noPrompts, type PromptState } from '../prompts/promptState.ts';
import type { ReadonlyStore } from './networkStatus.ts';

/** Holds what is on screen, and tells the app of each prompt that comes. The app's code is called through `call`. */
export function createPromptStore(
  call: (action: () => void) => void,
  onPrompt?: (prompt: Prompt<string>) => void,
): {
  store: ReadonlyStore<PromptState>;
  set(state: PromptState): void;
} {
  const { getState, getInitialState, setState, subscribe } = createStore<PromptState>(
    () => noPrompts,
  );
  return {
    store: {
      getState,
      getInitialState,
      subscribe: (listener) =>
        subscribe((state, previous) => call(() => listener(state, previous))),
    },
    set(state) {
      const before = new Set(shown(getState()).map(({ id }) => id));
      setState(state, true);
      if (!onPrompt) return;
      for (const prompt of shown(state)) if (!before.has(prompt.id)) call(() => onPrompt(prompt));
    },
  };
}

function shown({ banner, toasts, badges, inline }: PromptState): Prompt<string>[] {
  return [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
}
