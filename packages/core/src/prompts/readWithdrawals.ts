import type { Track } from './promptMemory.ts';
import type { PromptView } from './promptView.ts';

/** Tells of which troubles it turned out that they were not so: what came up later is another matter. */
export function readWithdrawals({ call, remotes }: PromptView): (track: Track) => boolean {
  const { withdrawn, since } = call.diagnosis;
  const ours = withdrawn ? since : -Infinity;
  const theirs = new Map<string, number>();
  for (const { userId, diagnosis } of remotes)
    if (diagnosis.withdrawn) theirs.set(userId, diagnosis.since);
  return ({ rule, raisedAt, userId, trouble: { userIds = [] } }) => {
    const isOf = (user: string) => raisedAt <= (theirs.get(user) ?? -Infinity);
    if (!rule.blames) return false;
    if (userIds.length) return userIds.every(isOf);
    return userId === undefined ? raisedAt <= ours : isOf(userId);
  };
}
