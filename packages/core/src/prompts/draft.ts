import type { PromptDecision } from './promptDecision.ts';
import type { PromptMemory, Track } from './promptMemory.ts';
import type { PromptPolicy, PromptRule } from './promptPolicy.ts';
import type { PromptState } from './promptState.ts';
import type { PromptView } from './promptView.ts';

/** One decision in the making: private copies of the memory that may be written to. */
export interface Draft {
  view: PromptView;
  now: number;
  policy: PromptPolicy;
  tracks: Map<string, Track>;
  shown: Map<string, number>;
  dismissed: Map<string, number>;
  muted: ReadonlySet<string>;
  debts: Map<string, number>;
  outage: boolean;
  outageEndedAt: number;
  announcedAt: number;
  state: PromptState;
  decisions: PromptDecision[];
  recheckAt: number;
  /** Takes part in a call now. */
  inCall: boolean;
}

/** Copies the memory, and forgets what belonged to a call that is over. */
export function openDraft(
  view: PromptView,
  memory: PromptMemory,
  now: number,
  policy: PromptPolicy,
): Draft {
  const { phase, everConnected } = view.call.connection;
  const over = phase === 'idle' || phase === 'left';
  return {
    view,
    now,
    policy,
    tracks: new Map([...memory.tracks].map(([id, track]) => [id, { ...track }])),
    shown: new Map(over ? [] : memory.shown),
    dismissed: new Map(memory.dismissed),
    muted: over ? new Set() : memory.muted,
    debts: new Map(over ? [] : memory.debts),
    outage: memory.outage,
    outageEndedAt: memory.outageEndedAt,
    announcedAt: memory.announcedAt,
    state: memory.state,
    decisions: [],
    recheckAt: Infinity,
    inCall: everConnected && !over && phase !== 'leaving',
  };
}

/** True from `at` on; until then asks to look again at that time. The only way to wait for something. */
export function isDue(draft: Draft, at: number): boolean {
  if (draft.now >= at) return true;
  draft.recheckAt = Math.min(draft.recheckAt, at);
  return false;
}

export function ruleOf(draft: Draft, { kind }: { kind: string }): PromptRule {
  return draft.policy.prompts[kind] as PromptRule;
}

/** Tracks whose trouble is not over, in whatever order they came. */
export function liveTracks({ tracks }: Draft): Track[] {
  return [...tracks.values()].filter(({ live }) => live);
}

export function note(
  { decisions, now }: Draft,
  what: PromptDecision['what'],
  { id, kind, began, trouble }: Track,
  rule: string,
): void {
  decisions.push({ at: now, what, id, kind, rule, began, evidence: trouble.evidence ?? [] });
}

/** Remembers that people were told of a trouble, so that its end is worth telling. */
export function owe(draft: Draft, track: Track): void {
  const { owes } = ruleOf(draft, track);
  if (owes) draft.debts.set(debtOf(owes, track.userId), draft.now);
}

export function debtOf(what: string, userId = ''): string {
  return `${what}:${userId}`;
}
