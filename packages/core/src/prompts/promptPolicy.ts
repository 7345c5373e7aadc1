import type {
  ActionId,
  BuiltInPromptKind,
  PromptKind,
  PromptParams,
  Severity,
  Surface,
} from './prompt.ts';
import type { CallTrigger, RemoteTrigger } from './trouble.ts';

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
  about: 'call' | 'remote';
  /** `weak`: capped, warmed up, one at a time, silent in an outage. `remote`: frozen in an outage. */
  group?: 'weak' | 'remote';
  /** Takes us out of the call: freezes remotes and hides `weak`. */
  outage?: boolean;
  /** Allowed before the first connect and after leaving. */
  anytime?: boolean;
  /** Added to the priority while it is on screen. */
  stickiness?: number;
  /** Having been shown, its end is worth telling: by the rule that `pays` the same. */
  owes?: 'outage' | 'weak' | 'return';
  pays?: 'outage' | 'weak' | 'return';
  /** Counts towards `remote.many`. */
  countsAsMany?: boolean;
  /** Instead, with one other person in the call. */
  oneToOne?: Partial<Pick<PromptRule, 'surfaces' | 'delayMs' | 'live'>>;
  /** Instead, when it was shown before in this call. */
  repeated?: Partial<Pick<PromptRule, 'surfaces'>>;
  /** Instead, when the trouble has lasted `afterMs`. */
  prolonged?: { afterMs: number } & Partial<Pick<PromptRule, 'surfaces' | 'live'>>;
  /** Your own trigger, instead of the built-in one. */
  when?: CallTrigger | RemoteTrigger;
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

type RemoteKind = `remote.${string}`;

type TriggerOf<Kind extends PromptKind> = Kind extends 'remote.many'
  ? CallTrigger<PromptParams[Kind]>
  : Kind extends RemoteKind
    ? RemoteTrigger<PromptParams[Kind]>
    : CallTrigger<PromptParams[Kind]>;

/** A change to a built-in prompt. */
export type RuleChange<Kind extends PromptKind> = Partial<Omit<PromptRule, 'when' | 'about'>> & {
  when?: TriggerOf<Kind>;
};

/** A prompt of your own: what is left out is that of a quiet toast. */
export type OwnRule<Kind extends PromptKind> = Partial<Omit<PromptRule, 'when' | 'about'>> &
  (
    | { about?: 'call'; when: CallTrigger<PromptParams[Kind]> }
    | { about: 'remote'; when: RemoteTrigger<PromptParams[Kind]> }
  );

export interface PolicyChanges extends Partial<PolicyNumbers> {
  prompts?: { [Kind in BuiltInPromptKind]?: RuleChange<Kind> } & {
    [Kind in Exclude<PromptKind, BuiltInPromptKind>]?: OwnRule<Kind>;
  };
}

const base: PromptRule = {
  severity: 'info',
  priority: 0,
  surfaces: ['toast'],
  delayMs: 0,
  holdMs: 1_000,
  settleMs: 0,
  live: 'polite',
  actions: [],
  dismissible: true,
  enabled: true,
  about: 'call',
};

const banner: PromptRule = { ...base, surfaces: ['banner'], severity: 'error' };
// Traffic that is back for less than this is not back.
const outage: PromptRule = { ...banner, outage: true, owes: 'outage', settleMs: 400 };
const broken: PromptRule = { ...outage, severity: 'warning', actions: ['retry'] };
const ended: PromptRule = {
  ...banner,
  outage: true,
  anytime: true,
  live: 'assertive',
  snoozeMs: Infinity,
};
const joining: PromptRule = { ...banner, anytime: true };
const weak: PromptRule = {
  ...base,
  severity: 'warning',
  holdMs: 10_000,
  settleMs: 1_000,
  group: 'weak',
  owes: 'weak',
  stickiness: 5,
  repeated: { surfaces: ['banner'] },
};
const remote: PromptRule = { ...base, about: 'remote', group: 'remote' };
const badge: PromptRule = { ...remote, surfaces: ['badge'], live: 'off', dismissible: false };
const news: PromptRule = { ...base, severity: 'success', holdMs: 3_000 };
const optIn = { enabled: false, live: 'off', holdMs: 3_000 } as const;

const rules: Record<BuiltInPromptKind, PromptRule> = {
  'ended.byServer': { ...ended, priority: 100, actions: ['rejoin', 'leave'] },
  'local.failed': { ...ended, priority: 95, actions: ['rejoin', 'leave', 'copyDetails'] },
  'join.failed': {
    ...joining,
    priority: 92,
    live: 'assertive',
    snoozeMs: Infinity,
    actions: ['retry', 'leave'],
  },
  // `online` came up to 171 ms after a 1 s loss had healed: a delay of 1 s would flash.
  'local.offline': {
    ...outage,
    priority: 90,
    delayMs: 1_200,
    live: 'assertive',
    actions: ['leave'],
  },
  'local.noInternet': {
    ...outage,
    priority: 88,
    delayMs: 2_000,
    live: 'assertive',
    actions: ['retry'],
  },
  'local.lost': {
    ...outage,
    priority: 85,
    delayMs: 20_000,
    live: 'assertive',
    actions: ['retry', 'leave'],
  },
  'local.serverUnreachable': { ...outage, priority: 84, delayMs: 2_000, actions: ['retry'] },
  'local.reconnecting': { ...broken, priority: 80, delayMs: 2_000, actions: ['leave'] },
  'local.mediaInterrupted': { ...broken, priority: 75, delayMs: 3_000 },
  'local.notHeard': { ...broken, priority: 74, delayMs: 2_000 },
  'local.resumed': { ...outage, priority: 70, severity: 'info' },
  'join.slow': { ...joining, priority: 60, severity: 'info', delayMs: 8_000, actions: ['cancel'] },
  'local.signalingOnly': {
    ...badge,
    priority: 55,
    about: 'call',
    group: undefined,
    delayMs: 4_000,
    prolonged: { afterMs: 15_000, surfaces: ['toast'] },
  },
  'weak.severe': {
    ...weak,
    priority: 50,
    surfaces: ['banner'],
    actions: ['audioOnly', 'muteInThisCall'],
  },
  'weak.both': { ...weak, priority: 41, actions: ['audioOnly', 'muteInThisCall'] },
  'weak.up': {
    ...weak,
    priority: 40,
    actions: ['cameraOff', 'stopSharing', 'effectsOff', 'muteInThisCall'],
  },
  'weak.down': { ...weak, priority: 39, actions: ['pauseIncomingVideo', 'muteInThisCall'] },
  'local.restored': { ...news, priority: 35, pays: 'outage' },
  'weak.device': {
    ...weak,
    priority: 30,
    severity: 'info',
    delayMs: 10_000,
    repeated: undefined,
    actions: ['effectsOff', 'cameraOff', 'muteInThisCall'],
  },
  'remote.many': {
    ...base,
    priority: 26,
    severity: 'warning',
    group: 'remote',
    delayMs: 1_000,
    holdMs: 5_000,
    actions: ['showList'],
  },
  'remote.dropped': {
    ...remote,
    priority: 25,
    severity: 'warning',
    surfaces: ['toast', 'badge'],
    // Who comes back within this window was never gone.
    delayMs: 3_000,
    holdMs: 5_000,
    showForMs: 5_000,
    owes: 'return',
    countsAsMany: true,
  },
  'remote.interrupted': {
    ...badge,
    priority: 20,
    severity: 'warning',
    delayMs: 6_000,
    countsAsMany: true,
    oneToOne: { surfaces: ['badge', 'toast'], delayMs: 2_000, live: 'polite' },
  },
  'remote.returned': { ...remote, ...news, about: 'remote', priority: 15, pays: 'return' },
  'weak.restored': { ...news, ...optIn, priority: 10, pays: 'weak' },
  'network.changed': { ...base, ...optIn, priority: 5 },
  'remote.weak': { ...badge, priority: 4, severity: 'warning', holdMs: 10_000 },
  'remote.videoPaused': { ...badge, priority: 3, delayMs: 2_000, holdMs: 3_000 },
  'remote.left': { ...remote, ...optIn, priority: 2, showForMs: 3_000 },
  'precall.poor': {
    ...base,
    priority: 1,
    severity: 'warning',
    surfaces: ['inline'],
    anytime: true,
    actions: ['joinAudioOnly', 'testAgain'],
  },
};

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
  prompts: rules,
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
  const merged: Record<string, PromptRule> = { ...rules };
  for (const [kind, change] of Object.entries(prompts)) {
    merged[kind] = { ...(merged[kind] ?? base), ...change } as PromptRule;
  }
  return { ...defaultPolicy, ...numbers, prompts: merged };
}
