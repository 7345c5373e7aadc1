import { type Draft, isDue, liveTracks } from './draft.ts';
import type { OwnOutage } from './promptMemory.ts';

/** An outage of ours was found, which began then. */
export function noteOutage(draft: Draft, began: number): void {
  draft.own = { ...draft.own, lasts: true, began: Math.min(draft.own.began, began) };
}

/** Forgets for a look that we are out: what is found will tell. */
export function askAgain(draft: Draft): void {
  const { lasts, began } = draft.own;
  draft.own = { ...draft.own, lasts: false, began: lasts ? began : Infinity };
}

/** Brings the memory of our outages up to date with what was found. */
export function followOutage(draft: Draft, before: OwnOutage, found: ReadonlySet<string>): void {
  const { own, now, policy } = draft;
  if (own.lasts) {
    const begins = !before.lasts;
    const isAgain = now < before.endedAt + policy.flapWindowMs;
    draft.own = {
      ...own,
      breaks: begins ? (isAgain ? own.breaks + 1 : 1) : own.breaks,
      told: (!begins && before.told) || isTold(draft, found),
    };
  } else if (before.lasts) {
    // What turned out to be a remote's was no outage of ours, and after what nobody was told nothing has to thaw.
    const thaws = before.told && !draft.view.call.diagnosis.withdrawn;
    const thawsAt = thaws ? now + policy.thawMs : before.thawsAt;
    draft.own = { ...before, lasts: false, told: false, endedAt: now, thawsAt };
  } else draft.own = before;
}

function isTold(draft: Draft, found: ReadonlySet<string>): boolean {
  return liveTracks(draft).some(
    ({ id, rule, shownAt, dueAt }) =>
      rule.outage && (shownAt !== undefined || (found.has(id) && isDue(draft, dueAt))),
  );
}

/** Our own side is out, or was until just now as everybody saw: nobody else is newly judged. */
export function isFrozen(draft: Draft): boolean {
  return draft.own.lasts || isThawing(draft);
}

export function isThawing(draft: Draft): boolean {
  return !isDue(draft, draft.own.thawsAt);
}

/** Media has flowed for long enough to call it back: a short break is seldom the only one, and a second never. */
export function isSteady(draft: Draft): boolean {
  const { own, policy } = draft;
  const isShort = own.endedAt - own.began < policy.shortOutageMs;
  const waitMs = own.breaks > 1 ? policy.steadyAgainMs : isShort ? policy.steadyMs : 0;
  return isDue(draft, own.endedAt + waitMs);
}
