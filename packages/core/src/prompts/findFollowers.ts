import { type Draft, isDue, liveTracks } from './draft.ts';
import type { BuiltInPromptKind } from './prompt.ts';
import type { Trouble } from './trouble.ts';

type Add = (kind: BuiltInPromptKind, trouble: Trouble, userId?: string) => void;

/** What follows from other troubles: that they are over, or that there are many of them. */
export function findFollowers(draft: Draft, found: ReadonlySet<string>, add: Add): void {
  const { view, debts, policy, now, outageEndedAt, tracks } = draft;
  const { media, mediaSeen } = view.call;
  const ongoing = liveTracks(draft).filter(
    ({ id, shownAt }) => found.has(id) || shownAt !== undefined,
  );
  const rules = ongoing.map(({ rule }) => rule);
  const outage = rules.some((rule) => rule.outage);
  // Without measured media the SDK's word has to do.
  const paths = Object.values(media);
  const flows =
    !(mediaSeen || paths.length) ||
    paths.some(({ lastRtpAt = 0 }) => lastRtpAt > outageEndedAt - 1_000);
  if (debts.has('outage') && !outage && flows) add('local.restored', { endOf: 'outage' });
  if (debts.has('weak') && !outage && !rules.some(({ group }) => group === 'weak'))
    add('weak.restored', { endOf: 'weak' });
  for (const { userId, name = userId, presence, returnedAt } of view.remotes) {
    const endOf = `remote.dropped:${userId}`;
    if (presence === 'returned' && debts.has(endOf))
      add('remote.returned', { began: returnedAt, params: { name }, endOf }, userId);
  }
  const users = troubledUsers(draft);
  const count = users.size;
  const lately = [...users.values()].filter((at) => !isDue(draft, at + policy.manyWithinMs)).length;
  const enough = tracks.get('remote.many')?.shownAt === undefined ? policy.manyCount : 1;
  if (count >= policy.manyCount && lately >= enough)
    add('remote.many', {
      params: { count },
      userIds: [...users.keys()].sort(),
      evidence: [{ sign: 'remotes in trouble at once', at: now, value: count }],
    });
}

/** Remotes in trouble that is old enough to show, with the time it became so. */
export function troubledUsers(draft: Draft): Map<string, number> {
  const users = new Map<string, number>();
  for (const { on, rule, userId, since, dueAt } of liveTracks(draft)) {
    const at = Math.max(since, dueAt);
    if (on && rule.countsAsMany && isDue(draft, at))
      users.set(userId!, Math.min(at, users.get(userId!) ?? at));
  }
  return users;
}
