import { comesIn } from './comesIn.ts';
import { type Draft, isDue, liveTracks } from './draft.ts';
import { isSteady } from './ownOutage.ts';
import type { BuiltInPromptKind } from './prompt.ts';
import type { PromptRemote } from './promptView.ts';
import type { Trouble } from './trouble.ts';

type Add = (kind: BuiltInPromptKind, trouble: Trouble, userId?: string) => void;

// What was noticed a moment late began before; and who is silent for so long does not flow.
const flowedBeforeMs = 1_000;
const silenceMs = 400;

/** What follows from other troubles: that they are over, or that there are many of them. */
export function findFollowers(draft: Draft, found: ReadonlySet<string>, add: Add): void {
  const { view, debts, own } = draft;
  const ongoing = liveTracks(draft).filter(
    ({ id, shownAt }) => found.has(id) || shownAt !== undefined,
  );
  const rules = ongoing.map(({ rule }) => rule);
  const outage = rules.some((rule) => rule.outage);
  if (debts.has('outage') && !outage && mediaFlows(draft) && isSteady(draft)) {
    const after = [...own.kinds].join();
    const params = after === 'local.notHeard' ? { after } : {};
    add('local.restored', { endOf: 'outage', params });
  }
  if (debts.has('weak') && !outage && !rules.some(({ group }) => group === 'weak'))
    add('weak.restored', { endOf: 'weak' });
  for (const remote of view.remotes) {
    const { userId, name = userId, returnedAt } = remote;
    const endOf = backFrom(draft, remote);
    if (endOf) add('remote.returned', { began: returnedAt, params: { name }, endOf }, userId);
  }
  findCrowd(draft, add);
}

/** Without measured media the SDK's word has to do. */
function mediaFlows({ view, own }: Draft): boolean {
  const { media, mediaSeen } = view.call;
  const isMeasured = mediaSeen || Object.keys(media).length > 0;
  return !isMeasured || comesIn(view.call, own.endedAt - flowedBeforeMs, silenceMs);
}

/** What was told of a remote and is over: they are back after a drop, or heard again. */
function backFrom(draft: Draft, remote: PromptRemote): string | undefined {
  const { debts, tracks, policy } = draft;
  const { userId, presence, diagnosis } = remote;
  const [dropped, interrupted] = [`remote.dropped:${userId}`, `remote.interrupted:${userId}`];
  if (presence === 'returned' && debts.has(dropped)) return dropped;
  const isSilent = (remote.flow?.silentMs ?? 0) >= silenceMs;
  const isHeard = /present|returned/.test(presence) && diagnosis.cause === 'none' && !isSilent;
  const isOver = (debts.get(interrupted) ?? Infinity) < Infinity;
  if (!isHeard || !isOver) return undefined;
  const { returns = 0, offAt = 0 } = tracks.get(interrupted) ?? {};
  return !returns || isDue(draft, offAt + policy.steadyAgainMs) ? interrupted : undefined;
}

function findCrowd(draft: Draft, add: Add): void {
  const { policy, now, tracks } = draft;
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
