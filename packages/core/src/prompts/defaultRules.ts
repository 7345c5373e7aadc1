import type { BuiltInPromptKind } from './prompt.ts';
import type { PromptRule } from './promptRule.ts';

/** What a rule is that says nothing else: a quiet toast. */
export const baseRule: PromptRule = {
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
};

const banner: PromptRule = { ...baseRule, severity: 'error', surfaces: ['banner'] };
const urgent = { live: 'assertive' } as const;
// Traffic that is back for less than 400 ms is not back.
const outage: PromptRule = { ...banner, outage: true, settleMs: 400 };
const broken: PromptRule = { ...outage, severity: 'warning', actions: ['retry'] };
const over: PromptRule = { ...banner, ...urgent, outage: true, anytime: true, snoozeMs: Infinity };
const weak: PromptRule = {
  ...baseRule,
  severity: 'warning',
  holdMs: 10_000,
  settleMs: 1_000,
  group: 'weak',
  stickiness: 5,
  repeated: { surfaces: ['banner'] },
};
const remote: PromptRule = { ...baseRule, group: 'remote' };
const badge: PromptRule = { ...remote, surfaces: ['badge'], live: 'off', dismissible: false };
const news: PromptRule = { ...baseRule, severity: 'success', holdMs: 3_000, showForMs: 3_000 };
const optIn = { enabled: false, live: 'off' } as const;

/** The catalogue: what each prompt is like, and when it may speak. */
export const defaultRules: Record<BuiltInPromptKind, PromptRule> = {
  'ended.byServer': { ...over, priority: 100, actions: ['rejoin', 'leave'] },
  'local.failed': { ...over, priority: 95, actions: ['rejoin', 'leave', 'copyDetails'] },
  'join.failed': { ...over, priority: 92, actions: ['retry', 'leave'] },
  // `online` came up to 171 ms after a loss of 1 s had healed: a delay of 1 s would flash.
  'local.offline': { ...outage, ...urgent, priority: 90, delayMs: 1_200, actions: ['leave'] },
  'local.noInternet': { ...outage, ...urgent, priority: 88, delayMs: 2_000, actions: ['retry'] },
  'local.lost': {
    ...outage,
    ...urgent,
    priority: 85,
    delayMs: 20_000,
    actions: ['retry', 'leave'],
  },
  'local.serverUnreachable': { ...outage, priority: 84, delayMs: 2_000, actions: ['retry'] },
  'local.reconnecting': { ...broken, priority: 80, delayMs: 2_000, actions: ['leave'] },
  'local.mediaInterrupted': { ...broken, priority: 75, delayMs: 3_000 },
  'local.notHeard': { ...broken, priority: 74, delayMs: 2_000 },
  'local.resumed': { ...outage, severity: 'info', priority: 70 },
  'join.slow': {
    ...banner,
    severity: 'info',
    priority: 60,
    delayMs: 8_000,
    anytime: true,
    actions: ['cancel'],
  },
  // An answer is overdue, so known to be missing, 1.5 s after the break: two more are on screen within the allowed four.
  'local.signalingOnly': {
    ...badge,
    group: undefined,
    priority: 55,
    delayMs: 2_000,
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
  'local.restored': { ...news, priority: 35 },
  'weak.device': {
    ...weak,
    severity: 'info',
    priority: 30,
    delayMs: 10_000,
    repeated: undefined,
    actions: ['effectsOff', 'cameraOff', 'muteInThisCall'],
  },
  'remote.many': {
    ...remote,
    severity: 'warning',
    priority: 26,
    delayMs: 1_000,
    holdMs: 5_000,
    actions: ['showList'],
  },
  'remote.dropped': {
    ...remote,
    severity: 'warning',
    priority: 25,
    surfaces: ['toast', 'badge'],
    // Who comes back within this window was never gone.
    delayMs: 3_000,
    holdMs: 5_000,
    showForMs: 5_000,
    countsAsMany: true,
  },
  'remote.interrupted': {
    ...badge,
    severity: 'warning',
    priority: 20,
    delayMs: 6_000,
    countsAsMany: true,
    oneToOne: { surfaces: ['badge', 'toast'], delayMs: 2_000, live: 'polite' },
  },
  'remote.returned': { ...news, group: 'remote', priority: 15 },
  'weak.restored': { ...news, ...optIn, priority: 10 },
  'network.changed': { ...news, ...optIn, severity: 'info', priority: 5 },
  'remote.weak': { ...badge, severity: 'warning', priority: 4, holdMs: 10_000 },
  'remote.videoPaused': { ...badge, priority: 3, delayMs: 2_000, holdMs: 3_000 },
  'remote.left': { ...news, ...optIn, group: 'remote', severity: 'info', priority: 2 },
  'precall.poor': {
    ...baseRule,
    severity: 'warning',
    priority: 1,
    surfaces: ['inline'],
    anytime: true,
    actions: ['joinAudioOnly', 'testAgain'],
  },
};
