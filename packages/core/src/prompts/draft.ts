import type { PromptDecision } from './promptDecision.ts';
import type { PromptMemory, Track } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';
import type { PromptRule } from './promptRule.ts';
import type { PromptView } from './promptView.ts';

/** One decision in the making: private copies of the memory that may be written to. */
export interface Draft extends PromptMemory {
  view: PromptView;
  now: number;
  policy: PromptPolicy;
  tracks: Map<string, Track>;
  shown: Map<string, number>;
  debts: Map<string, number>;
  decisions: PromptDecision[];
  recheckAt: number;
  /** Takes part in a call now. */
  inCall: boolean;
}

/** Copies the memory, without what belonged to a call that is over. */
export function openDraft(
  view: PromptView,
  memory: PromptMemory,
  now: number,
  policy: PromptPolicy,
): Draft {
  const { phase, everConnected } = view.call.connection;
  const over = phase === 'idle' || phase === 'left';
  return {
    ...memory,
    view,
    now,
    policy,
    tracks: new Map(
      [...memory.tracks]
        .filter(([, { kind }]) => policy.prompts[kind])
        .map(([id, track]) => [id, { ...track, rule: ruleOf(policy, view, track.kind) }]),
    ),
    shown: new Map(over ? [] : memory.shown),
    dismissals: memory.dismissals.filter(({ forThisCall }) => !forThisCall || !over),
    // Old news is no news: an end that could not be told in time never is.
    debts: new Map([...memory.debts].filter(([, until]) => !over && now <= until)),
    decisions: [],
    recheckAt: Infinity,
    inCall: everConnected && !over && phase !== 'leaving',
  };
}

/** True from `at` on; until then asks to look again at that time. The only way to wait for something. No time is now. */
export function isDue(draft: Draft, at: number): boolean {
  if (!(draft.now < at)) return true;
  draft.recheckAt = Math.min(draft.recheckAt, at);
  return false;
}

/** The rule for a kind as it applies in a call of this size. */
export function ruleOf({ prompts }: PromptPolicy, view: PromptView, kind: string): PromptRule {
  const rule = prompts[kind]!;
  return view.remoteCount > 1 ? rule : { ...rule, ...rule.oneToOne };
}

/** Tracks whose trouble is not over. */
export function liveTracks({ tracks }: Draft): Track[] {
  return [...tracks.values()].filter(({ live }) => live);
}

/** Notes what an app's rule or trigger did wrong, once. It silences itself alone. */
export function noteFault(draft: Draft, kind: string, rule: string): void {
  const { now, decisions, faulty } = draft;
  if (faulty.has(kind)) return;
  draft.faulty = new Set([...faulty, kind]);
  decisions.push({ at: now, what: 'suppressed', id: kind, kind, rule, began: now, evidence: [] });
}

export function note(
  { decisions, now }: Draft,
  what: PromptDecision['what'],
  { id, kind, began, trouble }: Track,
  rule: string,
): void {
  decisions.push({ at: now, what, id, kind, rule, began, evidence: trouble.evidence ?? [] });
}

/** Time for which the device stood still since then: nobody waited meanwhile. */
export function stoodStill({ view }: Draft, since: number): number {
  const { resumedAt = -Infinity, sleptMs = 0 } = view.call.device;
  return Math.max(0, Math.min(sleptMs, resumedAt - since));
}
