import { fallDue, forgive } from './debts.ts';
import { type Draft, isDue, note } from './draft.ts';
import { isThawing } from './ownOutage.ts';
import type { Track } from './promptMemory.ts';
import { readWithdrawals } from './readWithdrawals.ts';

interface Look {
  found: ReadonlySet<string>;
  /** Remotes of whom something holds now that is old enough to be told. */
  judged: ReadonlySet<string>;
  isWithdrawn(track: Track): boolean;
}

/** Ends the troubles that were not found, each when it has been gone, and on screen, for long enough. */
export function lowerTroubles(draft: Draft, found: ReadonlySet<string>): void {
  const judged = usersJudged(draft, found);
  const look = { found, judged, isWithdrawn: readWithdrawals(draft.view) };
  for (const track of draft.tracks.values()) if (!found.has(track.id)) lower(draft, track, look);
}

function lower(draft: Draft, track: Track, look: Look): void {
  const { now, policy, tracks } = draft;
  const { raisedAt, goneAt = raisedAt } = track;
  if (!track.live) {
    if (now >= Math.max(raisedAt, goneAt) + policy.flapWindowMs) tracks.delete(track.id);
  } else if (look.isWithdrawn(track)) withdraw(draft, track);
  else if (!isKept(draft, track)) {
    if (track.on) Object.assign(track, { on: false, offAt: now });
    if (isDue(draft, leavesAt(draft, track, look)) || isReplaced(draft, track, look))
      end(draft, track);
  }
}

/** An SDK lets everybody leave while we reconnect: what we said about them stands. So does weakness, until the outage is told. */
function isKept({ own }: Draft, { rule: { group }, shownAt }: Track): boolean {
  return own.lasts && (group === 'remote' ? own.told && shownAt !== undefined : !!group);
}

function leavesAt(draft: Draft, track: Track, { found }: Look): number {
  const { own, policy, tracks } = draft;
  const { shownAt, offAt, returns, rule } = track;
  const { outage, vague, group, holdMs, settleMs, flapMaxMs = policy.flapMaxMs } = rule;
  if (shownAt === undefined) return offAt + policy.mergeMs;
  // The rest of an outage whose cause is no longer known.
  const stays =
    outage && !vague && [...tracks.values()].some(({ id, rule }) => rule.vague && found.has(id));
  const settles = stays ? Math.max(settleMs, policy.vagueMs) : settleMs;
  // Who is heard again after an outage of ours had no part in how it flapped.
  const isFlapping = !(group === 'remote' && isThawing(draft));
  const flapMs = isFlapping ? Math.min(returns * policy.flapStepMs, flapMaxMs) : 0;
  return Math.max(
    shownAt + holdMs,
    (outage ? Math.max(offAt, own.endedAt) : offAt) + settles + flapMs,
  );
}

/** What now holds for a remote takes the place of what did. */
function isReplaced(draft: Draft, track: Track, look: Look): boolean {
  const { shownAt, userId } = track;
  if (shownAt === undefined) return false;
  return userId === undefined ? isNowKnown(draft, track, look) : look.judged.has(userId);
}

/** It was said of nobody's side, and now it is known whose: the better word need not wait. */
function isNowKnown({ tracks }: Draft, { trouble }: Track, { found }: Look): boolean {
  const { betweenUs } = (trouble.params as { betweenUs?: boolean } | undefined) ?? {};
  return (
    betweenUs === true &&
    [...tracks.values()].some(({ id, rule }) => found.has(id) && rule.group === 'weak')
  );
}

function usersJudged({ tracks, now }: Draft, found: ReadonlySet<string>): Set<string> {
  const users = new Set<string>();
  for (const { id, userId, dueAt } of tracks.values())
    if (userId !== undefined && found.has(id) && dueAt <= now) users.add(userId);
  return users;
}

function end(draft: Draft, track: Track): void {
  const { shownAt, verdict, goneAt } = track;
  fallDue(draft, track);
  if (shownAt !== undefined) note(draft, 'cleared', track, 'over');
  else if (verdict === 'delay') note(draft, 'suppressed', track, 'shorter than its delay');
  const left = shownAt === undefined ? goneAt : draft.now;
  Object.assign(track, { live: false, told: false, shownAt: undefined, goneAt: left });
  draft.recheckAt = draft.now;
}

/** It was not so: nothing of it is held, owed or remembered. */
function withdraw(draft: Draft, track: Track): void {
  forgive(draft, track);
  note(draft, track.shownAt === undefined ? 'suppressed' : 'cleared', track, 'withdrawn');
  draft.tracks.delete(track.id);
  draft.recheckAt = draft.now;
}
