import type { ActionId, BuiltInPromptKind } from './prompt.ts';
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

type More = Partial<PromptRule>;

/** One row of the catalogue: severity, priority, surfaces, delay and hold in ms, live region, actions, and what is special. */
function row(
  severity: PromptRule['severity'],
  priority: number,
  surfaces: PromptRule['surfaces'],
  delayMs: number,
  holdMs: number,
  live: PromptRule['live'],
  actions: readonly ActionId[] = [],
  more?: More,
): PromptRule {
  return { ...baseRule, severity, priority, surfaces, delayMs, holdMs, live, actions, ...more };
}

const [A, P, off] = ['assertive', 'polite', 'off'] as const;
const B = ['banner'] as const;
const T = ['toast'] as const;
const I = ['badge'] as const;

// Traffic that is back for less than 400 ms is not back. However it flapped, 1.5 s after the end nothing is left.
const outage: More = { outage: true, settleMs: 400, flapMaxMs: 1_000, blames: true };
const vague: More = { ...outage, vague: true };
const gone: More = { outage: true, anytime: true, snoozeMs: Infinity };
const weak: More = {
  group: 'weak',
  settleMs: 1_000,
  stickiness: 5,
  repeated: { surfaces: B },
  blames: true,
};
const remote: More = { group: 'remote' };
const tile: More = { ...remote, dismissible: false };
const news: More = { showForMs: 5_000 };
const optIn: More = { showForMs: 3_000, enabled: false };

/** The catalogue: what each prompt is like, and when it may speak. */
export const defaultRules: Record<BuiltInPromptKind, PromptRule> = {
  'ended.byServer': row('error', 100, B, 0, 0, A, ['rejoin', 'leave'], gone),
  'local.failed': row('error', 95, B, 0, 0, A, ['rejoin', 'leave', 'copyDetails'], gone),
  'join.failed': row('error', 92, B, 0, 0, A, ['retry', 'leave'], gone),
  // `online` came up to 171 ms after a loss of 1 s had healed: a delay of 1 s would flash.
  'local.offline': row('error', 90, B, 1_200, 1_000, A, ['leave'], outage),
  'local.noInternet': row('error', 88, B, 2_000, 1_000, A, ['retry'], outage),
  'local.serverUnreachable': row('error', 84, B, 2_000, 1_000, P, ['retry'], outage),
  'local.lost': row('error', 83, B, 20_000, 1_000, A, ['retry', 'leave'], vague),
  'local.reconnecting': row('warning', 80, B, 2_000, 1_000, P, ['leave'], vague),
  'local.mediaInterrupted': row('warning', 75, B, 3_000, 1_000, P, ['retry'], outage),
  'local.notHeard': row('warning', 74, B, 2_000, 1_000, P, ['retry'], outage),
  'local.resumed': row('info', 70, B, 0, 1_000, P, [], outage),
  'join.slow': row('info', 60, B, 8_000, 1_000, P, ['cancel'], { anytime: true }),
  // An answer is overdue, so known to be missing, 1.5 s after the break: two more are on screen within the allowed four.
  'local.signalingOnly': row('info', 55, I, 2_000, 1_000, off, [], {
    dismissible: false,
    prolonged: { afterMs: 15_000, surfaces: T },
  }),
  'weak.severe': row('warning', 50, B, 0, 10_000, P, ['audioOnly', 'muteInThisCall'], weak),
  'weak.both': row('warning', 41, T, 0, 10_000, P, ['audioOnly', 'muteInThisCall'], weak),
  'weak.up': row(
    'warning',
    40,
    T,
    0,
    10_000,
    P,
    ['cameraOff', 'stopSharing', 'effectsOff', 'muteInThisCall'],
    weak,
  ),
  'weak.down': row('warning', 39, T, 0, 10_000, P, ['pauseIncomingVideo', 'muteInThisCall'], weak),
  'local.restored': row('success', 35, T, 0, 5_000, P, [], news),
  'weak.device': row(
    'info',
    30,
    T,
    10_000,
    10_000,
    P,
    ['effectsOff', 'cameraOff', 'muteInThisCall'],
    {
      ...weak,
      repeated: undefined,
    },
  ),
  'remote.many': row('warning', 26, T, 1_000, 5_000, P, ['showList'], {
    ...remote,
    blames: true,
  }),
  // Who comes back within the delay was never gone.
  'remote.dropped': row('warning', 25, ['toast', 'badge'], 3_000, 5_000, P, [], {
    ...remote,
    showForMs: 5_000,
    countsAsMany: true,
  }),
  'remote.interrupted': row('warning', 20, I, 6_000, 1_000, off, [], {
    ...tile,
    flapMaxMs: 1_000,
    blames: true,
    countsAsMany: true,
    oneToOne: { surfaces: ['badge', 'toast'], delayMs: 2_000, live: P },
  }),
  'remote.returned': row('success', 15, T, 0, 5_000, P, [], { ...remote, ...news }),
  'weak.restored': row('success', 10, T, 0, 3_000, off, [], optIn),
  'network.changed': row('info', 5, T, 0, 3_000, off, [], optIn),
  'remote.weak': row('warning', 4, I, 0, 10_000, off, [], { ...tile, blames: true }),
  'remote.videoPaused': row('info', 3, I, 2_000, 3_000, off, [], tile),
  'remote.left': row('info', 2, T, 0, 3_000, off, [], { ...remote, ...optIn }),
  'precall.poor': row('warning', 1, ['inline'], 0, 1_000, P, ['joinAudioOnly', 'testAgain'], {
    anytime: true,
  }),
};
