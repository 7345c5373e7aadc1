import { chooseActions } from './chooseActions.ts';
import { owe, pay } from './debts.ts';
import { type Draft, isDue, liveTracks, note, stoodStill } from './draft.ts';
import { troubledUsers } from './findFollowers.ts';
import { isSameDrawn } from './isSameDrawn.ts';
import type { Prompt, Surface } from './prompt.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRule } from './promptRule.ts';
import { lately, suppressedBy } from './suppressedBy.ts';

/** Gives every trouble that may speak its place, the most important first, or a reason why it has none. */
export function arrangePrompts(draft: Draft): Prompt<string>[] {
  const taken = new Set<string>();
  const many = draft.tracks.get('remote.many');
  const crowd = many?.live ? troubledUsers(draft) : undefined;
  const rank = ({ rule: { priority, stickiness = 0 }, shownAt }: Track) =>
    shownAt === undefined ? priority : priority + stickiness;
  return liveTracks(draft)
    .sort((one, other) => rank(other) - rank(one) || (one.id < other.id ? -1 : 1))
    .flatMap((track) => {
      const reason =
        suppressedBy(draft, track, taken.has('outage')) ||
        place(draft, track, inForce(draft, track, crowd), taken);
      if (reason) hide(draft, track, reason);
      return track.prompts;
    });
}

/** Draws a trouble where there is room; otherwise says why not. */
function place(
  draft: Draft,
  track: Track,
  rule: PromptRule,
  taken: Set<string>,
): string | undefined {
  const { id, userId } = track;
  const { group, outage } = rule;
  const room = rule.surfaces.filter((surface) => {
    const place = surface === 'banner' ? surface : surface + (userId ?? id);
    return (
      !(track.toasted && surface === 'toast') &&
      !taken.has(place) &&
      !taken.has(String(group)) &&
      taken.add(place)
    );
  });
  if (!room.length) return track.toasted ? 'shown long enough' : 'outranked';
  if (group === 'weak') taken.add(group);
  if (outage) taken.add('outage');
  show(draft, track, rule, room);
  return undefined;
}

/** The rule as it applies to this trouble now. `crowd`: the remotes that one prompt speaks for. */
function inForce(
  draft: Draft,
  track: Track,
  crowd: ReadonlyMap<string, number> | undefined,
): PromptRule {
  const { kind, rule, began, shownAt, userId } = track;
  const { prolonged, repeated, showForMs, countsAsMany } = rule;
  const isNew = shownAt === undefined;
  if (isNew) track.repeated = !!draft.shown.get(kind);
  track.toasted ||= !isNew && !!showForMs && isDue(draft, shownAt + showForMs);
  const grouped = countsAsMany && crowd?.has(userId!);
  const hasToast = track.prompts.some(({ surface }) => surface === 'toast');
  const isTold = draft.tracks.get('remote.many')?.shownAt !== undefined;
  track.grouped ||= grouped && isTold;
  if (grouped && isTold && !track.toasted) {
    track.toasted = true;
    note(draft, 'suppressed', track, 'grouped');
  }
  return {
    ...rule,
    ...(track.repeated && repeated),
    ...(prolonged &&
      isDue(draft, began + prolonged.afterMs + stoodStill(draft, began)) &&
      prolonged),
    // The group will tell.
    ...(grouped && !hasToast && { surfaces: ['badge'], live: 'off' }),
  };
}

function show(draft: Draft, track: Track, rule: PromptRule, surfaces: readonly Surface[]): void {
  const { now } = draft;
  const { prompts: old, shownAt, trouble } = track;
  const prompts = surfaces.map((surface) => draw(draft, track, rule, surface));
  track.verdict = undefined;
  if (!isSameDrawn(prompts, old)) track.prompts = prompts;
  if (!trouble.endOf) owe(draft, track, rule, surfaces);
  if (shownAt === undefined) begin(draft, track, rule);
  else if (track.prompts !== old) note(draft, 'updated', track, 'in place');
  isDue(draft, (shownAt ?? now) + (rule.showForMs ?? Infinity));
}

/** It comes on screen. */
function begin(draft: Draft, track: Track, rule: PromptRule): void {
  const { shown, now, policy } = draft;
  const { kind, userId, trouble, announced, goneAt = -Infinity, prompts } = track;
  // An outage that is back shortly after is the same: it was read out.
  const isKnown = rule.outage && announced && now < goneAt + 2 * policy.flapWindowMs;
  const appearances = [...lately(track, draft), now];
  Object.assign(track, { shownAt: now, told: true, announced: !!isKnown, appearances });
  shown.set(kind, (shown.get(kind) ?? 0) + 1);
  if (trouble.endOf) pay(draft, trouble.endOf, userId);
  note(draft, 'shown', track, prompts[0]!.rule);
}

function draw(
  { view, now }: Draft,
  { id, kind, userId, began, trouble, shownAt = now, prompts: [first] }: Track,
  rule: PromptRule,
  surface: Surface,
): Prompt<string> {
  const { severity, priority, live, dismissible, delayMs } = rule;
  const { params = {}, userIds, expectedEndAt, evidence = [], ripe } = trouble;
  return {
    id,
    kind,
    severity,
    surface,
    priority,
    live,
    userId,
    userIds,
    params: params as Prompt<string>['params'],
    actions: chooseActions(view, rule.actions, now),
    dismissible,
    began,
    shownAt,
    expectedEndAt,
    // As they were when it came on screen: they alone change nothing to read.
    rule: first?.rule ?? (delayMs && !ripe ? `lasted ${delayMs} ms` : 'at once'),
    evidence: first?.evidence ?? evidence,
  };
}

function hide(draft: Draft, track: Track, rule: string): void {
  const { shown, now } = draft;
  const { kind, shownAt, verdict } = track;
  if (shownAt !== undefined) {
    note(draft, 'cleared', track, rule);
    track.goneAt = now;
  }
  // Waiting is no news before it is over.
  else if (rule !== 'delay' && verdict !== rule) note(draft, 'suppressed', track, rule);
  // Nobody saw it.
  if (shownAt === now) {
    shown.set(kind, (shown.get(kind) ?? 1) - 1);
    track.announced = false;
    track.appearances = track.appearances?.slice(0, -1);
  }
  track.verdict = rule === 'delay' ? (verdict ?? rule) : rule;
  Object.assign(track, { shownAt: undefined, prompts: [] });
}
