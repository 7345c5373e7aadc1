import type { Prompt } from '../prompts/prompt.ts';

/** What `createNetworkStatus({ onPrompt })` calls for every prompt that comes on screen. */
export type PromptHook = (prompt: Prompt<string>) => void;

/** Turns a prompt into words. `promptText` of `@netcue/react` does, in any of its languages. */
export type PromptText = (prompt: Prompt<string>) => string;

/**
 * Several hooks as one.
 *
 * @example onPrompt: allOf(notifyWhenHidden({ text }), leaveBreadcrumb(Sentry.addBreadcrumb))
 */
export function allOf(...hooks: readonly PromptHook[]): PromptHook {
  return (prompt) => {
    for (const hook of hooks) hook(prompt);
  };
}
