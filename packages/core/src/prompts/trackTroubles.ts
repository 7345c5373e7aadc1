import { callTroubles } from './callTroubles.ts';
import { type Draft, liveTracks, noteFault, ruleOf, stoodStill } from './draft.ts';
import { findFollowers } from './findFollowers.ts';
import { lowerTroubles } from './lowerTroubles.ts';
import { askAgain, followOutage, noteOutage } from './ownOutage.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRemote } from './promptView.ts';
import { remoteTroubles } from './remoteTroubles.ts';
import { inWords, isNumber, ruleFault } from './ruleFault.ts';
import type { Trouble } from './trouble.ts';

type Add = (kind: string, trouble: Trouble, userId?: string) => void;

/** Finds what is wrong and brings the tracks up to date. */
export function trackTroubles(draft: Draft): void {
  const { view, policy, own } = draft;
  const found = new Set<string>();
  const faults = new Map<string, string | undefined>();
  const faultOf = (kind: string) => {
    if (!faults.has(kind)) faults.set(kind, ruleFault(policy.prompts[kind]!));
    return faults.get(kind);
  };
  const add: Add = (kind, trouble, userId) => {
    const fault = faultOf(kind);
    if (fault) noteFault(draft, kind, fault);
    else found.add(raise(draft, kind, trouble, userId));
  };
  // An own trigger takes the place of the built-in one.
  const addBuiltIn: Add = (kind, ...rest) => policy.prompts[kind]!.when || add(kind, ...rest);
  askAgain(draft);
  callTroubles(draft, addBuiltIn);
  for (const remote of view.remotes) remoteTroubles(remote, draft, addBuiltIn);
  for (const [kind, { when, perRemote }] of Object.entries(policy.prompts))
    for (const remote of when ? (perRemote ? view.remotes : [undefined]) : [])
      askOwn(draft, kind, remote, add);
  followOutage(draft, own, found);
  findFollowers(draft, found, addBuiltIn);
  lowerTroubles(draft, found);
}

/** A bug in an own trigger silences that trigger, not the others. */
function askOwn(draft: Draft, kind: string, remote: PromptRemote | undefined, add: Add): void {
  const { view, now, policy } = draft;
  try {
    const trouble = policy.prompts[kind]!.when!(view, now, remote!);
    if (!trouble) return;
    const { began } = trouble;
    if (began !== undefined && !(isNumber(began) && Number.isFinite(began)))
      noteFault(draft, kind, `trigger gave no time as began: ${inWords(began)}`);
    else add(kind, trouble, remote?.userId);
  } catch (error) {
    noteFault(draft, kind, `trigger threw: ${inWords(error)}`);
  }
}

/** A trouble was found: it begins, goes on, or is back. */
function raise(draft: Draft, kind: string, trouble: Trouble, userId?: string): string {
  const { now, policy, tracks } = draft;
  const rule = ruleOf(policy, draft.view, kind);
  const id = userId === undefined ? kind : `${kind}:${userId}`;
  const old = tracks.get(id);
  const began = beganOf(draft, trouble, old, !!rule.outage);
  if (rule.outage) noteOutage(draft, began);
  // A draft's own copy, which may be written to.
  const track = old?.live ? old : begin(draft, { id, kind, rule, userId, trouble }, old);
  if (old && !old.on) {
    track.returns = now < old.raisedAt + policy.flapWindowMs ? old.returns + 1 : 0;
    track.raisedAt = now;
  }
  Object.assign(track, { on: true, began, offAt: now, trouble });
  track.dueAt = dueAt(draft, track, track.dueAt);
  tracks.set(id, track);
  return id;
}

/** Of one that is over only what it left behind goes on. */
function begin(
  draft: Draft,
  track: Pick<Track, 'id' | 'kind' | 'rule' | 'trouble'> & { userId?: string | undefined },
  old: Track | undefined,
): Track {
  const { now } = draft;
  return {
    since: now,
    prompts: [],
    raisedAt: now,
    returns: 0,
    dueAt: now,
    announced: old?.announced,
    goneAt: old?.goneAt,
    ...(old?.appearances && { appearances: old.appearances }),
    notBefore: mayReturnAt(draft, track.trouble, old),
    ...track,
    live: true,
    on: true,
    began: now,
    offAt: now,
  };
}

/** Whatever it turns out to be: one outage has one beginning. */
function beganOf(
  draft: Draft,
  { began }: Trouble,
  old: Track | undefined,
  outage: boolean,
): number {
  const { now } = draft;
  const kin = outage ? liveTracks(draft).filter(({ rule }) => rule.outage) : [];
  return Math.min(
    Number.isFinite(began) ? began! : now,
    old?.live ? old.began : now,
    ...kin.map((track) => track.began),
  );
}

/** What left the screen stays away for a while; most of all the word that all is well again. */
function mayReturnAt({ policy }: Draft, { endOf }: Trouble, old: Track | undefined): number {
  const awayMs = policy.awayMs + (endOf === 'outage' ? policy.steadyAgainMs : 0);
  return (old?.goneAt ?? -Infinity) + awayMs;
}

function dueAt(draft: Draft, track: Track, before: number): number {
  const { began, trouble, rule, notBefore = -Infinity } = track;
  const due = trouble.ripe
    ? Math.min(draft.now, before)
    : began + rule.delayMs + stoodStill(draft, began);
  return Math.max(due, notBefore);
}
