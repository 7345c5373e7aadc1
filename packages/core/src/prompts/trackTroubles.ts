import { type Draft, isDue, liveTracks, note, owe, ruleOf } from './draft.ts';
import type { BuiltInPromptKind } from './prompt.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRule } from './promptPolicy.ts';
import type { PromptRemote } from './promptView.ts';
import { triggers } from './triggers.ts';
import type { Trouble } from './trouble.ts';

/** Asks every trigger and brings the tracks up to date. */
export function trackTroubles(draft: Draft): void {
  const { view } = draft;
  const outageBegan = Math.min(...outages(draft).map(({ began }) => began));
  // First what is wrong, then what follows from it: recoveries and groups.
  for (const follows of [false, true]) {
    const raised = new Set<string>();
    for (const [kind, rule] of Object.entries(draft.policy.prompts)) {
      if (followsOthers(kind, rule) !== follows) continue;
      for (const remote of rule.about === 'remote' ? view.remotes : [undefined]) {
        const trouble = ask(draft, kind, rule, remote);
        if (trouble) raised.add(raise(draft, kind, rule, trouble, remote, outageBegan));
      }
    }
    if (!follows) noticeOutage(draft, raised);
    for (const track of draft.tracks.values()) {
      const rule = ruleOf(draft, track);
      if (followsOthers(track.kind, rule) === follows && !raised.has(track.id)) {
        lower(draft, track, rule);
      }
    }
  }
}

function followsOthers(kind: string, { pays }: PromptRule): boolean {
  return pays !== undefined || kind === 'remote.many';
}

function ask(draft: Draft, kind: string, rule: PromptRule, remote?: PromptRemote) {
  const trigger = rule.when ?? triggers[kind as BuiltInPromptKind];
  return trigger(draft.view, draft.now, remote as PromptRemote, draft);
}

function outages(draft: Draft): Track[] {
  return liveTracks(draft).filter((track) => ruleOf(draft, track).outage);
}

function noticeOutage(draft: Draft, raised: ReadonlySet<string>): void {
  const was = draft.outage;
  draft.outage = outages(draft).some(({ id }) => raised.has(id));
  if (was && !draft.outage) draft.outageEndedAt = draft.now;
}

function raise(
  draft: Draft,
  kind: string,
  rule: PromptRule,
  trouble: Trouble,
  remote: PromptRemote | undefined,
  outageBegan: number,
): string {
  const { now, policy, tracks } = draft;
  const userId = remote?.userId;
  const id = userId === undefined ? kind : `${kind}:${userId}`;
  const old = tracks.get(id);
  const live = old?.live ? old : undefined;
  const raisedAt = (old?.raisedAt ?? []).filter((at) => at > now - policy.flapWindowMs);
  if (!old?.on) raisedAt.push(now);
  const began = Math.min(
    trouble.began ?? now,
    live?.began ?? Infinity,
    // Whatever it turns out to be: one outage has one beginning.
    rule.outage ? outageBegan : Infinity,
  );
  const due = trouble.ripe ? now : began + timing(draft, rule).delayMs;
  tracks.set(id, {
    since: now,
    repeated: false,
    toasted: false,
    announced: false,
    prompts: [],
    ...live,
    id,
    kind,
    userId,
    live: true,
    on: true,
    began,
    dueAt: trouble.ripe ? Math.min(due, live?.dueAt ?? due) : due,
    raisedAt,
    offAt: now,
    trouble,
  });
  return id;
}

/** The rule as it applies in a call of this size. */
export function timing({ view }: Draft, rule: PromptRule): PromptRule {
  return view.remoteCount <= 1 ? { ...rule, ...rule.oneToOne } : rule;
}

function lower(draft: Draft, track: Track, rule: PromptRule): void {
  const { now, policy } = draft;
  if (!track.live) {
    if (track.raisedAt.every((at) => at <= now - policy.flapWindowMs))
      draft.tracks.delete(track.id);
    return;
  }
  // An SDK lets everybody leave while we reconnect: what we said about them stands.
  if (track.userId !== undefined && isFrozen(draft)) return;
  if (track.on) Object.assign(track, { on: false, offAt: now });
  const { shownAt, offAt } = track;
  const endsAt =
    shownAt === undefined
      ? offAt + policy.mergeMs
      : Math.max(shownAt + rule.holdMs, offAt + rule.settleMs + flapping(draft, track));
  if (isDue(draft, endsAt)) end(draft, track);
}

function end(draft: Draft, track: Track): void {
  track.live = false;
  draft.dismissed.delete(track.id);
  if (track.shownAt !== undefined) {
    if (track.userId === undefined) owe(draft, track);
    note(draft, 'cleared', track, 'over');
  } else if (track.verdict === 'delay') {
    note(draft, 'suppressed', track, 'shorter than its delay');
  }
  track.shownAt = undefined;
}

/** How much longer a trouble that keeps coming back has to stay away. */
function flapping({ now, policy }: Draft, { raisedAt }: Track): number {
  const { flapWindowMs, flapStepMs, flapMaxMs } = policy;
  const returns = raisedAt.filter((at) => at > now - flapWindowMs).length - 1;
  return Math.max(0, Math.min(returns * flapStepMs, flapMaxMs));
}

/** Our own side is out, or was until just now: nobody else is judged. */
export function isFrozen(draft: Draft): boolean {
  return draft.outage || !isDue(draft, draft.outageEndedAt + draft.policy.thawMs);
}
