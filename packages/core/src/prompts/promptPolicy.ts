import { baseRule, defaultRules } from './defaultRules.ts';
import type { PromptKind, PromptParams } from './prompt.ts';
import type { PromptRule } from './promptRule.ts';
import type { Trigger } from './trouble.ts';

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
  /** What left the screen does not come back sooner than this. */
  awayMs: number;
  /** A cause with a name stays this long when it is no longer known and the outage goes on. */
  vagueMs: number;
  /** Nothing new is said of remotes until this long after an outage of ours that was told. */
  thawMs: number;
  /** A shorter outage may be the first of several: that it is over is told … */
  shortOutageMs: number;
  /** … when media has flowed for this long, */
  steadyMs: number;
  /** and after another one within `flapWindowMs` for this long. */
  steadyAgainMs: number;
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

export type { PromptRule } from './promptRule.ts';

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
  awayMs: 1_500,
  vagueMs: 1_000,
  thawMs: 3_000,
  shortOutageMs: 5_000,
  steadyMs: 3_000,
  steadyAgainMs: 3_000,
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
