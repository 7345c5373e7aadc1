import type { Phase, SourceEvent, TokenChanged } from '../../events/networkEvent.ts';
import { connectionFact } from '../connectionFacts.ts';
import { largest, total } from '../knownValues.ts';
import { type Emitter, listen, startAll } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { amount, measured, userIdOf } from '../sdkValues.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { followConnection } from '../volcengine/followConnection.ts';
import { composeHandlers, createHandlerEmitter } from './composeHandlers.ts';
import {
  besideFacts,
  codeFacts,
  joinTypeOf,
  type NativeCall,
  networkTypeFacts,
  roomEventFacts,
  roomStateFacts,
  stateFacts,
} from './nativeConnection.ts';
import {
  captureFacts,
  type Muted,
  ownStreamFacts,
  publishFacts,
  remoteStateFacts,
  streamFacts,
  subscribeFacts,
  unpublishFacts,
} from './nativeStreams.ts';
import { field, isRecord } from './nativeValues.ts';
import {
  alarms,
  detectedWays,
  detectionStops,
  fallbacks,
  leaveReasons,
  mainMedia,
  qualities,
  screenMedia,
  volcengineNativeCapabilities,
  volcengineNativeDetectionLagMs,
} from './volcengineNativeTables.ts';

/** An Electron `RTCEngine` and one of its rooms: the parts this source uses. */
export interface VolcengineNativeSdk {
  engine: Emitter;
  room: Emitter;
}

export interface VolcengineNativeOptions {
  /** Where the call is, when attached after `joinRoom`: the SDK has no getter to ask. */
  initial?: { phase: Phase; users?: readonly string[] };
}

/** React Native has one slot for handlers: these compose with what the app puts there. */
export interface VolcengineNativeHandlers {
  source: NetworkSource;
  /** For `engine.setRtcVideoEventHandler(engineHandlers({ … }))`. Everything of yours is still called. */
  engineHandlers<Handlers extends object = Record<never, never>>(existing?: Handlers): Handlers;
  /** For `room.setRTCRoomEventHandler(roomHandlers({ … }))`. */
  roomHandlers<Handlers extends object = Record<never, never>>(existing?: Handlers): Handlers;
}

/**
 * Reports what a native VolcEngine engine and room say, in Electron (@volcengine/vertc-electron-sdk 3.x). Create
 * it before `joinRoom`, or say where the call is with `initial`. For React Native see `volcengineNativeHandlers`.
 *
 * @example volcengineNative({ engine, room })
 */
export function volcengineNative(
  sdk: VolcengineNativeSdk,
  { initial }: VolcengineNativeOptions = {},
): NetworkSource {
  return {
    name: 'volcengine-native',
    capabilities: volcengineNativeCapabilities,
    detectionLagMs: volcengineNativeDetectionLagMs,
    subscribe: (context) => {
      if (initial) context.emit({ type: 'snapshotTaken', users: [], ...initial });
      const { engine, room } = rows(context, initial?.phase ?? 'idle');
      return startAll([
        () => listen(sdk.engine, lookUp(engine), context),
        () => listen(sdk.room, lookUp(room), context),
      ]);
    },
  };
}

/**
 * The same for React Native, where an engine and a room take one handler object each: hand over yours through
 * `engineHandlers` and `roomHandlers`.
 *
 * @example
 * const { source, engineHandlers, roomHandlers } = volcengineNativeHandlers();
 * engine.setRtcVideoEventHandler(engineHandlers({ onError: report }));
 * room.setRTCRoomEventHandler(roomHandlers());
 */
export function volcengineNativeHandlers(
  options: VolcengineNativeOptions = {},
): VolcengineNativeHandlers {
  const engine = createHandlerEmitter();
  const room = createHandlerEmitter();
  const names = rows(nowhere, 'idle');
  return {
    source: volcengineNative({ engine, room }, options),
    engineHandlers: (existing) => composeHandlers(Object.keys(names.engine), engine, existing),
    roomHandlers: (existing) => composeHandlers(Object.keys(names.room), room, existing),
  };
}

const nowhere: SourceContext = { emit: () => {}, clock: { now: () => 0, after: () => () => {} } };

function rows(
  context: SourceContext,
  initial: Phase,
): { engine: Record<string, Row>; room: Record<string, Row> } {
  const connection = followConnection(context, initial, true);
  const call: NativeCall = { connection };
  const muted: Muted = new Set();
  return {
    engine: {
      onConnectionStateChanged: (look, state) => stateFacts(look, call, state),
      onNetworkTypeChanged: networkTypeFacts,
      onError: (look, code) => besideFacts(code) ?? codeFacts(look, call, code),
      onWarning: warningFact,
      onLicenseQuotaExceeded: (_look, message) => ({
        type: 'warningRaised',
        code: 'onLicenseQuotaExceeded',
        text: userIdOf(message),
      }),
      onCloudProxyConnected: () =>
        connection.phase() === 'idle' ? [] : connectionFact(connection.phase(), 'proxy'),
      onSimulcastSubscribeFallback: fallbackFacts,
      onPerformanceAlarms: alarmFacts,
      onNetworkDetectionResult: detectionFacts,
      onNetworkDetectionStopped: (look, reason) => {
        const text = look(detectionStops, reason);
        return text ? { type: 'warningRaised', code: 'onNetworkDetectionStopped', text } : [];
      },
      onUserStartAudioCapture: (_look, ...stream) => captureFacts('audio', true, muted, stream),
      onUserStopAudioCapture: (_look, ...stream) => captureFacts('audio', false, muted, stream),
      onUserStartVideoCapture: (_look, ...stream) => captureFacts('video', true, muted, stream),
      onUserStopVideoCapture: (_look, ...stream) => captureFacts('video', false, muted, stream),
      onRemoteAudioStateChanged: (look, ...change) => remoteStateFacts(look, 'audio', change),
      onRemoteVideoStateChanged: (look, ...change) => remoteStateFacts(look, 'video', change),
    },
    room: {
      onRoomStateChangedWithReason: (look, _room, _user, state, reason) =>
        roomStateFacts(look, call, state, reason),
      onRoomStateChanged: (look, _room, _user, state, extra) =>
        roomStateFacts(look, call, state, joinTypeOf(extra)),
      onRoomEvent: (look, _room, _user, event, info) => roomEventFacts(look, call, event, info),
      onRoomWarning: warningFact,
      onLeaveRoom: () => connection.go('left', 'localLeave'),
      onNetworkQuality: networkQualityFacts,
      onUserJoined: (_look, user) => ({ type: 'userJoined', userId: userOf(idOf(user)) }),
      onUserLeave: (look, user, reason) => {
        for (const media of ['audio', 'video']) muted.delete(userOf(user) + media);
        return leaveFact(look, user, reason);
      },
      onUserPublishStreamVideo: (_look, ...stream) => publishFacts('video', muted, stream),
      onUserPublishStreamAudio: (_look, ...stream) => publishFacts('audio', muted, stream),
      onUserPublishScreenVideo: (_look, ...stream) => publishFacts('screen', muted, stream),
      onUserPublishScreenAudio: (_look, ...stream) => publishFacts('screenAudio', muted, stream),
      onUserPublishStream: (look, user, type) => streamFacts(look, mainMedia, user, type),
      onUserPublishScreen: (look, user, type) => streamFacts(look, screenMedia, user, type),
      onUserUnpublishStream: (look, user, type, reason) =>
        unpublishFacts(look, streamFacts(look, mainMedia, user, type), reason, muted),
      onUserUnpublishScreen: (look, user, type, reason) =>
        unpublishFacts(look, streamFacts(look, screenMedia, user, type), reason, muted),
      onVideoPublishStateChanged: (look, ...change) => ownStreamFacts(look, 'video', change),
      onAudioPublishStateChanged: (look, ...change) => ownStreamFacts(look, 'audio', change),
      onVideoSubscribeStateChanged: subscribeFacts,
      onAudioSubscribeStateChanged: subscribeFacts,
      onVideoStreamBanned: (_look, user, banned) => banFact('onVideoStreamBanned', user, banned),
      onAudioStreamBanned: (_look, user, banned) => banFact('onAudioStreamBanned', user, banned),
      onTokenWillExpire: () => expiring('session'),
      onPublishPrivilegeTokenWillExpire: () => expiring('publish'),
      onSubscribePrivilegeTokenWillExpire: () => expiring('subscribe'),
      // Local statistics per stream are left to these, which cover the whole call.
      onRoomStats: roomStatsFact,
      onRemoteStreamStats: remoteStatsFacts,
    },
  };
}

function warningFact(_look: Look, code: unknown): Facts {
  if (typeof code !== 'number' || !Number.isFinite(code)) throw new Error('no code');
  return { type: 'warningRaised', code };
}

function networkQualityFacts(look: Look, local: unknown, remotes: unknown): Facts {
  const others = Array.isArray(remotes) ? remotes : [];
  return [
    ...qualityFacts(look, local),
    ...others.flatMap((remote) => qualityFacts(look, remote, userOf(idOf(remote)))),
  ];
}

function qualityFacts(look: Look, stats: unknown, userId?: string): SourceEvent[] {
  const uplink = look(qualities, field(stats, 'tx_quality'));
  const downlink = look(qualities, field(stats, 'rx_quality'));
  if (!uplink && !downlink) return [];
  return [{ type: 'qualitySampled', userId, uplink, downlink, basis: 'sdk' }];
}

function idOf(user: unknown): unknown {
  return field(user, 'uid') ?? field(user, 'user_id');
}

function leaveFact(look: Look, user: unknown, reason: unknown): Facts {
  const why = look(leaveReasons, reason) ?? 'unknown';
  const lagMs = why === 'dropped' ? volcengineNativeDetectionLagMs.userDropped : undefined;
  return { type: 'userLeft', userId: userOf(user), reason: why, lagMs };
}

/** Everybody hears of a ban, the banned user too. */
function banFact(event: string, user: unknown, banned: unknown): Facts {
  return {
    type: 'exceptionRaised',
    code: event,
    text: 'banned',
    recovered: banned === false,
    userId: userOf(user),
  };
}

function expiring(scope: TokenChanged['scope']): SourceEvent {
  return { type: 'tokenChanged', scope, state: 'expiring', secondsLeft: 30 };
}

/** Electron hands over the stream and its info before the event, phones the event alone. */
function fallbackFacts(look: Look, ...args: unknown[]): Facts {
  const event = args.filter(isRecord).at(-1);
  const row = look(fallbacks, field(event, 'reason'));
  if (!row) return [];
  const [direction, cause, whose] = row;
  return {
    type: 'fallbackChanged',
    ...(whose === 'theirs' && { userId: userOf(idOf(event)) }),
    media: field(event, 'is_screen') ? 'screen' : 'video',
    direction: direction ?? (field(event, 'after_enable') ? 'recover' : 'fallback'),
    cause,
  };
}

/**
 * Our own stream fell back or is whole again. Mode 0 is a warning alone: the app has not allowed the SDK to fall back.
 * Electron hands over the stream before the mode, phones the room after it.
 */
function alarmFacts(look: Look, ...args: unknown[]): Facts {
  const inElectron = isRecord(args[1]);
  const [mode, reason] = inElectron ? args.slice(2) : [args[0], args[2]];
  const row = look(alarms, reason);
  if (!row || mode === 0) return [];
  const [direction, cause] = row;
  const isScreen = inElectron && field(args[1], 'stream_index') === 1;
  return { type: 'fallbackChanged', media: isScreen ? 'screen' : 'video', direction, cause };
}

/** The check before a call, of one way. */
function detectionFacts(look: Look, type: unknown, value: unknown): Facts {
  const way = look(detectedWays, type);
  const level = look(qualities, value);
  return way && level ? { type: 'qualitySampled', [way]: level, basis: 'sdk' } : [];
}

function roomStatsFact(_look: Look, stats: unknown): Facts {
  const rate = (direction: string) =>
    amount(field(stats, `${direction}_kbitrate`) ?? field(stats, `${direction}KBitRate`));
  return {
    type: 'statsSampled',
    rttMs: measured(field(stats, 'rtt')),
    lossUp: share(field(stats, 'tx_lostrate')),
    lossDown: share(field(stats, 'rx_lostrate')),
    kbpsUp: rate('tx'),
    kbpsDown: rate('rx'),
  };
}

/** Of camera and microphone only: the screen's numbers would overwrite them every two seconds. */
function remoteStatsFacts(_look: Look, stats: unknown): Facts {
  if (field(stats, 'is_screen')) return [];
  const audio = field(stats, 'audio_stats');
  const video = field(stats, 'video_stats');
  return {
    type: 'statsSampled',
    userId: userOf(idOf(stats)),
    rttMs: measured(field(video, 'rtt')) ?? measured(field(audio, 'rtt')),
    lossDown: largest([
      share(field(audio, 'audio_loss_rate')),
      share(field(video, 'video_loss_rate')),
    ]),
    kbpsDown: sumOf(audio, video, 'received_kbitrate'),
    jitterBufferMs: measured(field(audio, 'jitter_buffer_delay')),
    stalls: sumOf(audio, video, 'stall_count'),
  };
}

function share(value: unknown): number | undefined {
  const loss = amount(value);
  return loss && Math.min(1, loss);
}

function sumOf(audio: unknown, video: unknown, name: string): number | undefined {
  return total([amount(field(audio, name)), amount(field(video, name))]);
}
