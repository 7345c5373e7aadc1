import type { PromptMemory } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';

/** The memory after somebody dismissed a prompt, and with it its lesser kin: for a while, or for the rest of the call. */
export function dismissPrompt(
  memory: PromptMemory,
  id: string,
  now: number,
  policy: PromptPolicy,
  forThisCall = false,
): PromptMemory {
  const rule = policy.prompts[id.split(':')[0]!];
  if (!rule) return memory;
  const { group, priority, snoozeMs = policy.snoozeMs } = rule;
  const dismissal = {
    id,
    until: forThisCall ? Infinity : now + snoozeMs,
    // No weak prompt is so much more important than another.
    priority: group === 'weak' ? Infinity : priority,
    forThisCall,
  };
  return { ...memory, dismissals: [...memory.dismissals, dismissal] };
}
