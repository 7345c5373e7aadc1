import type { Cause, Media, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { followSending } from '../followSending.ts';
import { type Emitter, listen, startAll, translateSafely, unknownValue } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { amount, measured, rowOf, userIdOf } from '../sdkValues.ts';
import type { NetworkSource } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import { withDeadline } from '../withDeadline.ts';
import { createNativeStats, type NativeStats } from './nativeStats.ts';
import {
  ends,
  fatalCauses,
  givesUpAfterMs,
  leaveReasons,
  nertcNativeCapabilities,
  nertcNativeDetectionLagMs,
  phases,
  qualities,
  reasons,
  resultCauses,
  streamMutes,
  streamStarts,
  streamStops,
  videoStreams,
} from './nertcNativeTables.ts';

/** The part of an Electron `NERtcEngine` or `NERtcChannel` that this source uses. */
export interface NertcNativeEngine extends Emitter {
  /** From SDK 3.8.0 on, as the connection state callback. Before, joins, reconnects and disconnects are heard. */
  getConnectionState?(): number;
}

export interface NertcNativeOptions {
  /** Our own uid, when attached after joining: our quality comes in one list with everybody's. */
  userId?: string;
  /** Where the call is, when attached after joining an SDK that cannot be asked. */
  initial?: { phase: Phase; users?: readonly string[] };
}

type Fields = Readonly<Record<string, unknown>>;

/** Where the connection is, and who we are. */
interface Call {
  phase: Phase;
  me: string | undefined;
}

/**
 * Reports what a native NERTC engine or channel says, in Electron (nertc-electron-sdk). Attach at any time: the
 * state is read first; after joining, give `userId` too.
 *
 * @example nertcNative(engine)
 */
export function nertcNative(
  engine: NertcNativeEngine,
  { userId, initial }: NertcNativeOptions = {},
): NetworkSource {
  return {
    name: 'nertc-native',
    capabilities: nertcNativeCapabilities,
    detectionLagMs: nertcNativeDetectionLagMs,
    subscribe: (outer) => {
      const sending = followSending(outer, false);
      const { context, stop } = synthesizeLost(withDeadline(sending.context, givesUpAfterMs));
      const call: Call = { phase: initial?.phase ?? 'idle', me: userId };
      if (initial) context.emit({ type: 'snapshotTaken', users: [], ...initial });
      translateSafely('snapshot', () => snapshotFact(engine, call), [], context);
      const table = lookUp(rows(call, sending.sent));
      return startAll(
        [
          () => listen(engine, table, context),
          () => listen(plainArgs(engine, withoutKey), lookUp(keyRows), context),
        ],
        stop,
        sending.stop,
      );
    },
  };
}

/** The key of `onUpdatePermissionKey` is a secret: it goes nowhere. */
function withoutKey(arg: unknown): unknown {
  return typeof arg === 'string' ? '[key]' : arg;
}

const keyRows: Record<string, Row> = {
  onPermissionKeyWillExpire: () => ({
    type: 'tokenChanged',
    scope: 'session',
    state: 'expiring',
    secondsLeft: 30,
  }),
  onUpdatePermissionKey: (_look, _key, code) =>
    code === 0 ? [] : { type: 'tokenChanged', scope: 'session', state: 'invalid' },
};

function snapshotFact(engine: NertcNativeEngine, call: Call): Facts {
  if (!engine.getConnectionState) return undefined;
  const state = engine.getConnectionState();
  const phase = rowOf(phases, state);
  if (!phase) return unknownValue('snapshot', 'state', state);
  call.phase = phase === 'left' ? 'idle' : phase;
  return { type: 'snapshotTaken', phase: call.phase, users: [] };
}

function rows(call: Call, sent: (media?: 'audio' | 'video') => void): Record<string, Row> {
  const stats: NativeStats = createNativeStats();
  return {
    onConnectionStateChange: (look, state, reason) => stateFacts(look, call, state, reason),
    onReconnectingStart: (_look, _channel, uid) => {
      introduce(call, uid);
      return call.phase === 'reconnecting' ? [] : go(call, 'reconnecting', 'network');
    },
    onJoinChannel: (look, _channel, uid, result) => {
      introduce(call, uid);
      return resultFacts(look, call, result, 'joined');
    },
    onRejoinChannel: (look, _channel, uid, result) => {
      introduce(call, uid);
      return resultFacts(look, call, result, 'rejoined');
    },
    onLeaveChannel: (_look, result) =>
      result === 0
        ? go(call, 'left', 'localLeave')
        : { type: 'warningRaised', code: 'onLeaveChannel', text: String(result) },
    // Not the network's doing, so the SDK does not try again.
    onDisconnect: (look, code) => over(call, look(resultCauses, code) ?? 'unknown', code),
    onError: (_look, code, message) => errorFacts(call, code, message),
    onWarning: (_look, code, message) => warning(code, message),
    onUserJoined: joinFact,
    // Declared under the first name, sent under the second.
    onUserJoinedEx: joinFact,
    onUserJoinedWithExtraInfo: joinFact,
    onUserLeft: (look, uid, reason) => leaveFact(look, stats, uid, reason),
    onUserLeftEx: (look, uid, reason) => leaveFact(look, stats, uid, reason),
    onUserLeftWithExtraInfo: (look, uid, reason) => leaveFact(look, stats, uid, reason),
    ...rowsOf(streamStarts, (media) => (_look, uid) => published(userOf(uid), media)),
    ...rowsOf(streamStops, (media) => (_look, uid) => removed(userOf(uid), media, 'unknown')),
    ...rowsOf(streamMutes, (media) => (_look, uid, isMuted) => muted(uid, media, isMuted)),
    onUserVideoStreamStart: (look, type, uid) => {
      const media = look(videoStreams, type);
      return media ? published(userOf(uid), media) : [];
    },
    onUserVideoStreamStop: (look, type, uid) => {
      const media = look(videoStreams, type);
      return media ? removed(userOf(uid), media, 'unknown') : [];
    },
    onUserVideoMuteWithType: (look, type, uid, isMuted) => {
      const media = look(videoStreams, type);
      return media ? muted(uid, media, isMuted) : [];
    },
    // Before joining; once, some five seconds after it was asked for.
    onLastmileQuality: (look, level) => {
      const overall = look(qualities, level);
      return overall && { type: 'qualitySampled', overall, basis: 'sdk' };
    },
    onNetworkQuality: (look, _count, members) => qualityFacts(look, call, members),
    onLocalPublishFallbackToAudioOnly: (_look, isFallback) => fallbackFact(isFallback),
    onRemoteSubscribeFallbackToAudioOnly: (_look, uid, isFallback) =>
      fallbackFact(isFallback, userOf(uid)),
    onMediaRightChange: (_look, audio, video) => [banFact('audio', audio), banFact('video', video)],
    onRtcStats: (_look, own) => {
      sent();
      if (measured(own.tx_audio_kbitrate)) sent('audio');
      if (measured(own.tx_video_kbitrate)) sent('video');
      return stats.own(own);
    },
    onRemoteAudioStats: (_look, _count, users) => stats.audio(users),
    onRemoteVideoStats: (_look, _count, users) => stats.video(users),
  };
}

function rowsOf(table: Readonly<Record<string, Media>>, row: (media: Media) => Row) {
  return Object.fromEntries(Object.entries(table).map(([event, media]) => [event, row(media)]));
}

function introduce(call: Call, uid: unknown): void {
  call.me = userIdOf(uid) ?? call.me;
}

/** A number outside the table is no reason to doubt the state: the cause is then unknown. */
function stateFacts(look: Look, call: Call, state: unknown, code: unknown): Facts {
  const next = look(phases, state);
  if (!next) return [];
  const reason = look(reasons, code);
  const cause = reason?.cause ?? 'unknown';
  if (next === 'failed') return over(call, cause, code);
  if (next === 'left') {
    if (reason?.end === 'failed') return over(call, cause, code);
    const end = reason?.end ? (['left', cause] as const) : ends[call.phase];
    return end ? go(call, ...end) : [];
  }
  const isBack = next === 'connected' && (cause === 'rejoined' || call.phase === 'reconnecting');
  return isBack
    ? { ...go(call, next, 'rejoined'), recovered: true }
    : { ...go(call, next, cause), ...(reason?.link && { link: reason.link }) };
}

function go(call: Call, phase: Phase, cause: Cause): ReturnType<typeof connectionFact> {
  call.phase = phase;
  return connectionFact(phase, cause);
}

function over(call: Call, cause: Cause, code: unknown): SourceEvent[] {
  call.phase = 'failed';
  return failedFacts(cause, amount(code) ?? String(code));
}

/** The connection state says the same, from 3.8.0 on. */
function resultFacts(look: Look, call: Call, result: unknown, cause: 'joined' | 'rejoined'): Facts {
  if (result !== 0)
    return call.phase === 'failed'
      ? []
      : over(call, look(resultCauses, result) ?? 'unknown', result);
  if (call.phase === 'connected') return [];
  const isBack = cause === 'rejoined' || call.phase === 'reconnecting';
  return isBack
    ? { ...go(call, 'connected', 'rejoined'), recovered: true }
    : go(call, 'connected', cause);
}

function errorFacts(call: Call, code: unknown, message: unknown): Facts {
  const cause = rowOf(fatalCauses, code);
  return cause ? over(call, cause, code) : warning(code, message);
}

function warning(code: unknown, message: unknown): SourceEvent {
  if (typeof code !== 'number' || !Number.isFinite(code)) throw new Error('no code');
  return { type: 'warningRaised', code, ...(typeof message === 'string' && { text: message }) };
}

function joinFact(_look: Look, uid: unknown, name: unknown): Facts {
  const hasName = typeof name === 'string' && name !== '';
  return { type: 'userJoined', userId: userOf(uid), ...(hasName && { name }) };
}

function leaveFact(look: Look, stats: NativeStats, uid: unknown, reason: unknown): Facts {
  const userId = userOf(uid);
  stats.forget(userId);
  return { type: 'userLeft', userId, reason: look(leaveReasons, reason) ?? 'unknown' };
}

function published(userId: string, media: Media): SourceEvent {
  return { type: 'streamPublished', userId, media: [media] };
}

function removed(userId: string, media: Media, reason: 'unknown' | 'muted'): SourceEvent {
  return { type: 'streamUnpublished', userId, media: [media], reason };
}

function muted(uid: unknown, media: Media, isMuted: unknown): SourceEvent {
  if (typeof isMuted !== 'boolean') throw new Error('neither muted nor unmuted');
  return isMuted ? removed(userOf(uid), media, 'muted') : published(userOf(uid), media);
}

/**
 * Held: only members whose quality changed are in the list, and who is missing keeps the old one (the SDK's
 * types/api/index.d.ts at `onNetworkQuality`). Declared as one object, sent as a list.
 */
function qualityFacts(look: Look, { me }: Call, members: unknown): Facts {
  if (!Array.isArray(members)) throw new Error('no members');
  if (me === undefined) return [];
  return members.flatMap((member: Fields): SourceEvent[] => {
    const uplink = look(qualities, member.tx_quality);
    const downlink = look(qualities, member.rx_quality);
    const userId = userOf(member.uid);
    if (!uplink && !downlink) return [];
    const sample: SourceEvent = {
      type: 'qualitySampled',
      uplink,
      downlink,
      basis: 'sdk',
      held: true,
    };
    return [userId === me ? sample : { ...sample, userId }];
  });
}

function fallbackFact(isFallback: unknown, userId?: string): SourceEvent {
  if (typeof isFallback !== 'boolean') throw new Error('neither fallen back nor recovered');
  return {
    type: 'fallbackChanged',
    ...(userId !== undefined && { userId }),
    media: 'video',
    direction: isFallback ? 'fallback' : 'recover',
    cause: 'bandwidth',
  };
}

function banFact(media: 'audio' | 'video', banned: unknown): SourceEvent {
  return {
    type: 'exceptionRaised',
    code: 'onMediaRightChange',
    text: `${media} banned`,
    recovered: banned === false,
  };
}
