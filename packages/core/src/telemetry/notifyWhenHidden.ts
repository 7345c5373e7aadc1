import type { PromptHook, PromptText } from './promptHook.ts';

export interface NotifyOptions {
  text: PromptText;
  /** Which prompts are worth it; default: errors. */
  wants?: (prompt: Parameters<PromptHook>[0]) => boolean;
  page?: { visibilityState: string };
  /** Default: the browser's own, if the person has already allowed it. This never asks. */
  notify?: (body: string, tag: string) => void;
}

/** A system notification for what comes on screen while the page is hidden. */
export function notifyWhenHidden({
  text,
  wants = ({ severity }) => severity === 'error',
  page = document,
  notify = browserNotification,
}: NotifyOptions): PromptHook {
  return (prompt) => {
    if (page.visibilityState === 'hidden' && wants(prompt)) notify(text(prompt), prompt.id);
  };
}

function browserNotification(body: string, tag: string): void {
  // The tag lets a later notification about the same thing replace this one.
  if (globalThis.Notification?.permission === 'granted') new Notification(body, { tag });
}
