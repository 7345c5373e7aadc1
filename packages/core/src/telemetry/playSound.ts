import type { PromptHook } from './promptHook.ts';

/**
 * A sound for what is read out urgently: whoever does not look hears that they are no longer heard.
 *
 * @example onPrompt: playSound(() => new Audio('/lost.mp3').play())
 */
export function playSound(play: () => unknown): PromptHook {
  return ({ live }) => {
    if (live !== 'assertive') return;
    // A browser refuses to play before the first click; there is nothing to be done about it here.
    void Promise.resolve()
      .then(play)
      .catch(() => {});
  };
}
