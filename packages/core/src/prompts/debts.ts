import type { Draft } from './draft.ts';
import type { Surface } from './prompt.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRule } from './promptRule.ts';

/** Remembers that people are told of this trouble now, so that its end is worth telling. */
export function owe(
  draft: Draft,
  track: Track,
  rule: PromptRule,
  surfaces: readonly Surface[],
): void {
  const { debts, own, now, policy } = draft;
  const { kind, shownAt } = track;
  const isNew = shownAt === undefined || shownAt === now;
  if (rule.outage) {
    debts.set('outage', Infinity);
    if (!own.kinds.has(kind)) draft.own = { ...own, kinds: new Set([...own.kinds, kind]) };
  } else if (rule.group === 'weak') {
    if (isNew) debts.set('weak', now + policy.newsMs);
  } else if (kind === 'remote.interrupted') {
    if (rule.live !== 'off' || surfaces.includes('toast')) debts.set(track.id, Infinity);
  } else if (kind === 'remote.dropped' && isNew && surfaces.includes('toast'))
    debts.set(track.id, now + policy.returnMs);
}

/** The trouble is over: for how long that is news. Of a drop only if it was told by name, and from then on. */
export function fallDue({ debts, now, policy }: Draft, track: Track): void {
  const debt = debtOf(track);
  const { rule, shownAt, told } = track;
  const isOwed = rule.outage
    ? told && debts.has(debt)
    : rule.group === 'weak'
      ? shownAt !== undefined
      : debts.get(debt) === Infinity;
  if (isOwed) debts.set(debt, now + policy.newsMs);
}

/** What was said was not so: there is no end to tell. */
export function forgive({ debts }: Draft, track: Track): void {
  debts.delete(debtOf(track));
}

/** The end is told. */
export function pay({ debts }: Draft, endOf: string, userId?: string): void {
  debts.delete(endOf);
  if (userId === undefined) return;
  debts.delete(`remote.dropped:${userId}`);
  debts.delete(`remote.interrupted:${userId}`);
}

function debtOf({ id, rule }: Track): string {
  return rule.outage ? 'outage' : rule.group === 'weak' ? rule.group : id;
}
