import type { Evidence } from '../diagnosis/diagnosis.ts';
import type { Cause, NetworkType } from '../events/networkEvent.ts';

/** Values the built-in messages may mention, by prompt kind. `{}` where one mentions none. */
export interface BuiltInPromptParams {
  'ended.byServer': { reason: Cause };
  'local.failed': {};
  'join.failed': {};
  'local.offline': {};
  'local.noInternet': {};
  'local.lost': {};
  'local.serverUnreachable': {};
  'local.reconnecting': {};
  'local.mediaInterrupted': {};
  'local.notHeard': {};
  'local.resumed': {};
  'join.slow': {};
  'local.signalingOnly': {};
  'weak.severe': { betweenUs: boolean };
  'weak.both': { betweenUs: boolean };
  'weak.up': {};
  'weak.down': {};
  /** `after`: what alone was told. */
  'local.restored': { after?: 'local.notHeard' };
  'weak.device': {};
  'remote.many': { count: number };
  'remote.dropped': { name: string; neutral: boolean };
  'remote.interrupted': { name: string };
  'remote.returned': { name: string };
  'weak.restored': {};
  'network.changed': { network: NetworkType };
  'remote.weak': { name: string };
  'remote.videoPaused': { name: string };
  'remote.left': { name: string };
  'precall.poor': {};
}

/**
 * Values a message may mention, by prompt kind. Add your own kinds here and they are typed everywhere.
 *
 * @example
 * declare module '@netcue/core' {
 *   interface PromptParams { 'recording.delayed': { seconds: number } }
 * }
 */
export interface PromptParams extends BuiltInPromptParams {}

export type BuiltInPromptKind = keyof BuiltInPromptParams;
export type PromptKind = keyof PromptParams;
export type Severity = 'error' | 'warning' | 'info' | 'success';
export type Surface = 'banner' | 'toast' | 'badge' | 'inline';

/** Your own actions, as keys: `interface OwnActions { callSupport: true }`. */
export interface OwnActions {}

export type ActionId =
  | keyof OwnActions
  | 'rejoin'
  | 'leave'
  | 'retry'
  | 'cancel'
  | 'copyDetails'
  | 'audioOnly'
  | 'cameraOff'
  | 'stopSharing'
  | 'effectsOff'
  | 'pauseIncomingVideo'
  | 'showList'
  | 'joinAudioOnly'
  | 'testAgain'
  | 'muteInThisCall';

/** One thing to tell the person, ready to be drawn. */
export interface Prompt<Kind extends string = PromptKind> {
  /** The kind, and for a remote the kind and the user: stable while it is on screen. */
  id: string;
  kind: Kind;
  severity: Severity;
  surface: Surface;
  priority: number;
  live: 'assertive' | 'polite' | 'off';
  userId?: string;
  /** Grouped remotes (`remote.many`). */
  userIds?: readonly string[];
  params: Kind extends PromptKind ? PromptParams[Kind] : Readonly<Record<string, unknown>>;
  /** Advice in order of preference, already limited to what the app can do and what is being sent. */
  actions: readonly ActionId[];
  dismissible: boolean;
  /** When the trouble began and when it came on screen, Unix milliseconds. */
  began: number;
  shownAt: number;
  /** When waiting is expected to end (SDK gives up, remote declared gone). Never inside a live region. */
  expectedEndAt?: number;
  /** Why it is there. */
  rule: string;
  evidence: readonly Evidence[];
}
