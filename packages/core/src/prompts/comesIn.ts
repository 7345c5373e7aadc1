import type { PromptView } from './promptView.ts';

/** Media has come in since then on a connection that has not been silent for so long. */
export function comesIn({ media }: PromptView['call'], since: number, silenceMs: number): boolean {
  return Object.values(media).some(
    ({ lastRtpAt = -Infinity, silentMs }) => lastRtpAt > since && !(silentMs >= silenceMs),
  );
}
