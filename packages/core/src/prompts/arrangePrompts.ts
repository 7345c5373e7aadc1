import { chooseActions } from './chooseActions.ts';
import { debtOf, type Draft, isDue, liveTracks, note, owe, ruleOf } from './draft.ts';
import type { Prompt, Surface } from './prompt.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRule } from './promptPolicy.ts';
import type { PromptState } from './promptState.ts';
import type { Trouble } from './trouble.ts';
import { suppressedBy } from './suppress.ts';
import { timing } from './trackTroubles.ts';
import { manyMembers } from './triggers.ts';

/** Gives every trouble that may speak its place, or a reason why it has none. */
export function arrangePrompts(draft: Draft): void {
  const taken = new Set<string>();
  const waiting: Track[] = [];
  for (const track of liveTracks(draft)) {
    const rule = suppressedBy(draft, track);
    if (rule) hide(draft, track, rule);
    else waiting.push(track);
  }
  const drawn = waiting
    .sort((one, other) => rank(draft, other) - rank(draft, one) || (one.id < other.id ? -1 : 1))
    .flatMap((track) => place(draft, track, taken));
  draft.state = compose(draft.state, drawn);
}

function rank(draft: Draft, { kind, shownAt, userId, on }: Track): number {
  const { priority, stickiness = 0 } = draft.policy.prompts[kind]!;
  // About a remote, what no longer holds gives way at once: "is back" replaces "dropped".
  const stale = userId !== undefined && !on ? 1_000 : 0;
  return priority - stale + (shownAt === undefined ? 0 : stickiness);
}

function place(draft: Draft, track: Track, taken: Set<string>): Prompt<string>[] {
  const rule = inForce(draft, track);
  const free = surfacesLeft(draft, track, rule).filter((surface) =>
    slots(track, rule, surface).every((slot) => !taken.has(slot)),
  );
  if (!free.length) {
    hide(draft, track, track.toasted ? 'shown long enough' : 'outranked');
    return [];
  }
  for (const surface of free) for (const slot of slots(track, rule, surface)) taken.add(slot);
  const shownAt = track.shownAt ?? draft.now;
  const prompts = free.map((surface) => reuse(track, build(draft, track, rule, surface, shownAt)));
  show(draft, track, prompts);
  return prompts;
}

/** The rule as it applies to this trouble now. */
function inForce(draft: Draft, track: Track): PromptRule {
  const rule = timing(draft, ruleOf(draft, track));
  if (track.shownAt === undefined) track.repeated = draft.shown.has(track.kind);
  const { prolonged, repeated } = rule;
  const lasts = prolonged && isDue(draft, track.began + prolonged.afterMs);
  return { ...rule, ...(track.repeated && repeated), ...(lasts && prolonged) };
}

function surfacesLeft(draft: Draft, track: Track, rule: PromptRule): readonly Surface[] {
  const { shownAt } = track;
  if (shownAt !== undefined && rule.showForMs && isDue(draft, shownAt + rule.showForMs)) {
    track.toasted = true;
  }
  if (rule.countsAsMany && rule.surfaces.includes('toast') && !track.toasted) {
    const many = draft.tracks.get('remote.many');
    const member = many?.live && manyMembers(draft).has(track.userId!);
    if (member && many.shownAt !== undefined) {
      track.toasted = true;
      note(draft, 'suppressed', track, 'grouped');
    } else if (member && shownAt === undefined) {
      return rule.surfaces.filter((surface) => surface !== 'toast');
    }
  }
  return track.toasted ? rule.surfaces.filter((surface) => surface !== 'toast') : rule.surfaces;
}

/** Places of which there is one: the banner, a toast and a badge per remote, anything about weakness. */
function slots({ id, userId }: Track, { group }: PromptRule, surface: Surface): string[] {
  const place = surface === 'banner' ? surface : `${surface}:${userId ?? id}`;
  return group === 'weak' ? [place, group] : [place];
}

function build(
  { view, now }: Draft,
  { id, kind, userId, began, trouble, prompts }: Track,
  rule: PromptRule,
  surface: Surface,
  shownAt: number,
): Prompt<string> {
  const { params = {}, expectedEndAt, userIds, evidence = [] } = trouble;
  return {
    id,
    kind,
    severity: rule.severity,
    surface,
    priority: rule.priority,
    live: rule.live,
    ...(userId !== undefined && { userId }),
    ...(userIds && { userIds }),
    params: params as Prompt<string>['params'],
    actions: chooseActions(view, rule.actions, now),
    dismissible: rule.dismissible,
    began,
    shownAt,
    ...(expectedEndAt !== undefined && { expectedEndAt }),
    // As they were when it came on screen: they alone change nothing to read.
    rule: prompts[0]?.rule ?? reason(trouble, rule),
    evidence: prompts[0]?.evidence ?? evidence,
  };
}

function reason({ ripe }: Trouble, { delayMs }: PromptRule): string {
  return delayMs && !ripe ? `lasted ${delayMs} ms` : 'at once';
}

/** The object that is already on screen, if it says the same. */
function reuse({ prompts }: Track, prompt: Prompt<string>): Prompt<string> {
  const text = JSON.stringify(prompt);
  return prompts.find((old) => JSON.stringify(old) === text) ?? prompt;
}

function show(draft: Draft, track: Track, prompts: readonly Prompt<string>[]): void {
  const { shown, debts, now } = draft;
  const { pays } = ruleOf(draft, track);
  if (track.shownAt === undefined) {
    track.shownAt = now;
    shown.set(track.kind, (shown.get(track.kind) ?? 0) + 1);
    owe(draft, track);
    if (pays) debts.delete(debtOf(pays, track.userId));
    note(draft, 'shown', track, prompts[0]!.rule);
  } else if (!sameItems(prompts, track.prompts)) {
    note(draft, 'updated', track, 'in place');
  }
  track.verdict = undefined;
  track.prompts = prompts;
}

function hide(draft: Draft, track: Track, rule: string): void {
  if (track.shownAt !== undefined) note(draft, 'cleared', track, rule);
  else if (track.verdict !== rule && rule !== 'delay') note(draft, 'suppressed', track, rule);
  Object.assign(track, { shownAt: undefined, verdict: rule, prompts: [], announced: false });
}

function compose(old: PromptState, drawn: readonly Prompt<string>[]): PromptState {
  const on = (surface: Surface) => drawn.filter((prompt) => prompt.surface === surface);
  const badges = new Map(on('badge').map((prompt) => [prompt.userId ?? '', prompt]));
  const state = {
    banner: on('banner')[0] ?? null,
    toasts: keepPlaces(old.toasts, on('toast')),
    badges: sameItems([...badges.values()], [...old.badges.values()]) ? old.badges : badges,
    inline: keepItems(old.inline, on('inline')),
    announcement: old.announcement,
  };
  return sameItems(Object.values(state), Object.values(old)) ? old : state;
}

/** What replaces a toast takes its place; what is new goes last. */
function keepPlaces(
  old: readonly Prompt<string>[],
  toasts: readonly Prompt<string>[],
): readonly Prompt<string>[] {
  const subject = ({ id, kind, userId }: Prompt<string>) =>
    userId ?? (kind.startsWith('weak.') ? 'weak.' : id);
  const placed = old.flatMap((toast) =>
    toasts.filter((other) => subject(other) === subject(toast)),
  );
  const added = [...toasts].sort((one, other) => one.shownAt - other.shownAt);
  return keepItems(old, [...new Set([...placed, ...added])]);
}

function keepItems<Item>(old: readonly Item[], items: readonly Item[]): readonly Item[] {
  return sameItems(old, items) ? old : items;
}

function sameItems(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}
