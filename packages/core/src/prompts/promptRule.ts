import type { ActionId, Severity, Surface } from './prompt.ts';
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
  /** Longest time by which it stays longer because its trouble keeps coming back, if not the policy's `flapMaxMs`. */
  flapMaxMs?: number;
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
  /** Says of an outage only that there is one: gives way to every cause that has a name. */
  vague?: boolean;
  /** Says whose trouble it is: leaves at once when that is withdrawn. */
  blames?: boolean;
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
