import type { Prompt } from './prompt.ts';

/** What is on screen now. Objects and lists stay the same while nothing in them changed. */
export interface PromptState {
  banner: Prompt<string> | null;
  /** Oldest first; one that replaces another keeps its place. */
  toasts: readonly Prompt<string>[];
  /** One per user at most, by user id; a hint about this device itself has the key `''`. */
  badges: ReadonlyMap<string, Prompt<string>>;
  /** Shown inside the app's own pre-call screen. */
  inline: readonly Prompt<string>[];
  /** The one prompt to read out now: coalesced, and never more often than the policy's `announceEveryMs`. */
  announcement: Prompt<string> | null;
}

/** Nothing on screen. */
export const noPrompts: PromptState = {
  banner: null,
  toasts: [],
  badges: new Map(),
  inline: [],
  announcement: null,
};
