import { callTroubles } from './callTroubles.ts';
import { type Draft, isDue, isFrozen, liveTracks, note, owe, ruleOf } from './draft.ts';
import { findFollowers } from './findFollowers.ts';
import type { Track } from './promptMemory.ts';
import { remoteTroubles } from './remoteTroubles.ts';
import type { Trouble } from './trouble.ts';

/** Finds what is wrong and brings the tracks up to date. */
export function trackTroubles(draft: Draft): void {
  const { view, now, policy, tracks } = draft;
  const wasOut = draft.outage;
  const found = new Set<string>();
  const add = (kind: string, trouble: Trouble, userId?: string) =>
    found.add(raise(draft, kind, trouble, userId));
  // An own trigger takes the place of the built-in one.
  const addBuiltIn: typeof add = (kind, ...rest) =>
    policy.prompts[kind]!.when ? found : add(kind, ...rest);
  draft.outage = false;
  callTroubles(draft, addBuiltIn);
  for (const remote of view.remotes) remoteTroubles(remote, draft, addBuiltIn);
  for (const [kind, { when, perRemote }] of Object.entries(policy.prompts))
    for (const remote of when ? (perRemote ? view.remotes : [undefined]) : [])
      try {
        const trouble = when!(view, now, remote!);
        if (trouble) add(kind, trouble, remote?.userId);
      } catch (error) {
        noteThrown(draft, kind, error);
      }
  // What turned out to be a remote's was no outage of ours, and nothing has to thaw.
  if (wasOut && !draft.outage)
    draft.outageEndedAt = view.call.diagnosis.wasTheirs ? -Infinity : now;
  findFollowers(draft, found, addBuiltIn);
  const judged = usersJudged(draft, found);
  for (const track of tracks.values()) if (!found.has(track.id)) lower(draft, track, judged);
}

/** Remotes of whom something holds now that is old enough to be told. */
function usersJudged({ tracks, now }: Draft, found: ReadonlySet<string>): Set<string> {
  const users = new Set<string>();
  for (const { id, userId, dueAt } of tracks.values())
    if (userId !== undefined && found.has(id) && dueAt <= now) users.add(userId);
  return users;
}

/** It was said of nobody's side, and now it is known whose: the better word need not wait. */
function isNowKnown({ tracks }: Draft, { trouble }: Track): boolean {
  const { betweenUs } = (trouble.params as { betweenUs?: boolean } | undefined) ?? {};
  return (
    betweenUs === true && [...tracks.values()].some(({ on, rule }) => on && rule.group === 'weak')
  );
}

/** A bug in an own trigger silences that trigger, not the others; it is noted once. */
function noteThrown(draft: Draft, kind: string, error: unknown): void {
  const { now, decisions, thrown } = draft;
  if (thrown.has(kind)) return;
  draft.thrown = new Set([...thrown, kind]);
  const rule = `trigger threw: ${String(error)}`;
  decisions.push({ at: now, what: 'suppressed', id: kind, kind, rule, began: now, evidence: [] });
}

/** A trouble was found: it begins, goes on, or is back. */
function raise(draft: Draft, kind: string, trouble: Trouble, userId?: string): string {
  const { now, policy, tracks } = draft;
  const rule = ruleOf(policy, draft.view, kind);
  const { outage, delayMs } = rule;
  const id = userId === undefined ? kind : `${kind}:${userId}`;
  const old = tracks.get(id);
  const live = old?.live ? old : undefined;
  // Whatever it turns out to be: one outage has one beginning.
  const kin = outage ? liveTracks(draft).filter((track) => track.rule.outage) : [];
  const began = Math.min(
    trouble.began ?? now,
    live?.began ?? now,
    ...kin.map((track) => track.began),
  );
  if (outage) draft.outage = true;
  tracks.set(id, {
    since: now,
    prompts: [],
    raisedAt: now,
    returns: 0,
    ...live,
    ...(old &&
      !old.on && {
        raisedAt: now,
        returns: now < old.raisedAt + policy.flapWindowMs ? old.returns + 1 : 0,
      }),
    id,
    kind,
    rule,
    userId,
    live: true,
    on: true,
    began,
    dueAt: trouble.ripe ? Math.min(now, live?.dueAt ?? now) : began + delayMs,
    offAt: now,
    trouble,
  });
  return id;
}

/** A trouble was not found: it is over once it has been gone, and on screen, for long enough. */
function lower(draft: Draft, track: Track, judged: ReadonlySet<string>): void {
  const { now, policy, tracks } = draft;
  const { id, userId, shownAt, raisedAt, returns, live } = track;
  const { group, holdMs, settleMs } = track.rule;
  if (!live) {
    if (now >= raisedAt + policy.flapWindowMs) tracks.delete(id);
    return;
  }
  // An SDK lets everybody leave while we reconnect: what we said about them stands. So does weakness, until the
  // outage is told.
  if (group === 'remote' ? isFrozen(draft) : group && draft.outage) return;
  if (track.on) Object.assign(track, { on: false, offAt: now });
  const flapMs = Math.min(returns * policy.flapStepMs, policy.flapMaxMs);
  const overAt =
    shownAt === undefined
      ? track.offAt + policy.mergeMs
      : Math.max(shownAt + holdMs, track.offAt + settleMs + flapMs);
  // What now holds for a remote takes the place of what did.
  const isReplaced =
    shownAt !== undefined && (userId === undefined ? isNowKnown(draft, track) : judged.has(userId));
  if (!isDue(draft, overAt) && !isReplaced) return;
  if (shownAt !== undefined) {
    // The end of a drop is only news if it was told by name.
    if (userId === undefined) owe(draft, track);
    note(draft, 'cleared', track, 'over');
  } else if (track.verdict === 'delay') note(draft, 'suppressed', track, 'shorter than its delay');
  Object.assign(track, { live: false, shownAt: undefined });
  draft.recheckAt = now;
}
