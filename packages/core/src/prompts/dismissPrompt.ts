import { familyOf, type PromptMemory } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';

/** The memory after somebody dismissed a prompt, and with it its lesser kin: for a while, or for the rest of the call. */
export function dismissPrompt(
  memory: PromptMemory,
  id: string,
  now: number,
  policy: PromptPolicy,
  forThisCall = false,
): PromptMemory {
  const about = memory.tracks.get(id) ?? partsOf(id, policy);
  const rule = about && policy.prompts[about.kind];
  if (!rule) return memory;
  const { group, priority, snoozeMs = policy.snoozeMs } = rule;
  const dismissal = {
    id,
    family: familyOf(about),
    until: forThisCall ? Infinity : now + snoozeMs,
    // No weak prompt is so much more important than another.
    priority: group === 'weak' ? Infinity : priority,
    forThisCall,
  };
  return { ...memory, dismissals: [...memory.dismissals, dismissal] };
}

/** Kind and user of the id of a prompt that is gone. Both may have colons in them: the longest known kind is meant. */
function partsOf(id: string, { prompts }: PromptPolicy) {
  const [kind] = Object.keys(prompts)
    .filter((one) => id === one || id.startsWith(`${one}:`))
    .sort((one, other) => other.length - one.length);
  if (kind === undefined) return undefined;
  return { kind, userId: id === kind ? undefined : id.slice(kind.length + 1) };
}
