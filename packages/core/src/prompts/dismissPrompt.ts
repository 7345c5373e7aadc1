import type { PromptMemory } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';

/** The memory after somebody dismissed a prompt: for a while, or for the rest of the call. */
export function dismissPrompt(
  memory: PromptMemory,
  id: string,
  now: number,
  policy: PromptPolicy,
  forThisCall = false,
): PromptMemory {
  if (forThisCall) return { ...memory, muted: new Set([...memory.muted, id]) };
  const track = memory.tracks.get(id);
  if (!track?.live) return memory;
  const snoozeMs = policy.prompts[track.kind]?.snoozeMs ?? policy.snoozeMs;
  return { ...memory, dismissed: new Map([...memory.dismissed, [id, now + snoozeMs]]) };
}
