import type { PromptDecision } from '../prompts/promptDecision.ts';
import type { TimelineEntry } from './timeline.ts';

/** Why a prompt, or a kind of prompt, did or did not appear: the newest decision about it up to `at`, in one sentence. */
export function explain(
  entries: readonly TimelineEntry[],
  idOrKind: string,
  at: number = Infinity,
): string {
  const decisions = entries
    .filter((entry) => entry.kind === 'prompt' && entry.at <= at)
    .map(({ detail }) => detail as unknown as PromptDecision);
  const last = decisions.reverse().find(({ id, kind }) => id === idOrKind || kind === idOrKind);
  if (!last) return `${idOrKind} had no reason to appear.`;
  const signs = last.evidence.map(({ sign, value }) =>
    value === undefined ? sign : `${sign}: ${value}`,
  );
  return `${last.id} was ${last.what} at ${time(last.at)} (${last.rule}); trouble since ${time(last.began)}; ${signs.join(', ') || 'no evidence'}.`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
