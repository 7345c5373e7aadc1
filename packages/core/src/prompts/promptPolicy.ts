import { baseRule, defaultRules } from './defaultRules.ts';
import type { ActionId, PromptKind, PromptParams, Severity, Surface } from './prompt.ts';
import type { Trigger } from './trouble.ts';

/** When and how one kind of prompt speaks. Plain data; every part can be overridden. */
export interface PromptRule {
  severity: Severity;
  /** The higher one wins a contested place. */
  priority: number;
  /** Where it is drawn. */
  surfaces: readonly Surface[];
  /** From the beginning of the trouble, so an SDK's own detection lag counts as waited. */
  delayMs: number;
  /** Shortest time on screen. */
  holdMs: number;
  /** How long the trouble must be over before the prompt leaves. */
  settleMs: number;
  /** Longest time as a toast. */
  showForMs?: number;
  live: 'assertive' | 'polite' | 'off';
  /** In order of preference; offered only if the app handles them. Of advice only the first that fits. */
  actions: readonly ActionId[];
  dismissible: boolean;
  /** False: opt-in. */
  enabled: boolean;
  /** How long a dismissal lasts, if not the policy's `snoozeMs`. */
  snoozeMs?: number;
  /** `weak`: capped, warmed up, one at a time, silent in an outage. `remote`: frozen in an outage. */
  group?: 'weak' | 'remote';
  /** Takes us out of the call: freezes remotes and hides `weak`. */
  outage?: boolean;
  /** Allowed before the first connect and after leaving. */
  anytime?: boolean;
  /** Added to the priority while it is on screen. */
  stickiness?: number;
  /** Counts towards `remote.many`. */
  countsAsMany?: boolean;
  /** Instead, with one other person in the call. */
  oneToOne?: Partial<Pick<PromptRule, 'surfaces' | 'delayMs' | 'live'>>;
  /** Instead, when it was shown before in this call. */
  repeated?: Partial<Pick<PromptRule, 'surfaces'>>;
  /** Instead, when the trouble has lasted `afterMs`. */
  prolonged?: { afterMs: number } & Partial<Pick<PromptRule, 'surfaces' | 'live'>>;
  /** Your own trigger, instead of the built-in one. */
  when?: Trigger;
  /** Ask it once per remote. */
  perRemote?: boolean;
}

/** The numbers behind the rules. */
export interface PolicyNumbers {
  /** A dismissed prompt stays away this long, or until it clears and recurs. */
  snoozeMs: number;
  /** `weak` prompts per call. */
  weakCap: number;
  /** No `weak` prompt this long after a join, first publish, reconnect or resume. */
  warmUpMs: number;
  /** Trouble that pauses for less than this has not ended: its delay goes on counting. */
  mergeMs: number;
  /** Trouble that comes back within this time flaps … */
  flapWindowMs: number;
  /** … and each return makes its prompt stay this much longer, */
  flapStepMs: number;
  /** but not longer than this. */
  flapMaxMs: number;
  /** Remotes are not judged until this long after our own outage. */
  thawMs: number;
  /** A recovery is news for this long. */
  newsMs: number;
  /** Somebody who comes back within this time of a shown drop "is back". */
  returnMs: number;
  /** This many remote prompts … */
  manyCount: number;
  /** … within this time become one. */
  manyWithinMs: number;
  /** Shortest time between two announcements. */
  announceEveryMs: number;
}

export interface PromptPolicy extends PolicyNumbers {
  prompts: Readonly<Record<string, PromptRule>>;
}

/** A change to a prompt, or a prompt of your own: what is left out is that of a quiet toast. */
export type RuleChange<Kind extends PromptKind> = Partial<Omit<PromptRule, 'when'>> & {
  when?: Trigger<PromptParams[Kind]>;
};

export interface PolicyChanges extends Partial<PolicyNumbers> {
  prompts?: { [Kind in PromptKind]?: RuleChange<Kind> };
}

/** The policy that is used unless an app brings its own. */
export const defaultPolicy: PromptPolicy = {
  snoozeMs: 60_000,
  weakCap: 3,
  warmUpMs: 10_000,
  mergeMs: 1_000,
  flapWindowMs: 10_000,
  flapStepMs: 1_000,
  flapMaxMs: 5_000,
  thawMs: 3_000,
  newsMs: 10_000,
  returnMs: 60_000,
  manyCount: 3,
  manyWithinMs: 5_000,
  announceEveryMs: 3_000,
  prompts: defaultRules,
};

/**
 * The default policy with your changes: any number, any part of a prompt's rule, and prompts of your own.
 *
 * @example
 * const policy = definePromptPolicy({
 *   weakCap: 1,
 *   prompts: { 'local.reconnecting': { delayMs: 4_000 }, 'remote.left': { enabled: true } },
 * });
 */
export function definePromptPolicy({ prompts = {}, ...numbers }: PolicyChanges): PromptPolicy {
  const merged: Record<string, PromptRule> = { ...defaultRules };
  for (const [kind, change] of Object.entries(prompts)) {
    merged[kind] = { ...(merged[kind] ?? baseRule), ...change } as PromptRule;
  }
  return { ...defaultPolicy, ...numbers, prompts: merged };
}
