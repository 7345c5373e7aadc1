import type { Cause, ConnectionChanged, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { connectionFact, failedFacts, isRetrying } from '../connectionFacts.ts';
import { listen, startAll, translateSafely, unknownValue } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { amount, lossOf, measured, rowOf } from '../sdkValues.ts';
import type { NetworkSource } from '../source.ts';
import { type AgoraNativeEngine, emitterOf } from './agoraNativeEngine.ts';
import {
  agoraNativeCapabilities,
  agoraNativeDetectionLagMs,
  audioOnly,
  audioReasons,
  bannedError,
  leaveReasons,
  networkTypes,
  phases,
  publishStates,
  qualities,
  renewals,
  reasons,
  type StreamChange,
  streamStates,
  tokenErrors,
  videoReasons,
  videoSources,
} from './agoraNativeTables.ts';

/** A channel of the engine, as the first argument of most callbacks. */
export interface AgoraConnection {
  channelId?: string;
  localUid?: number;
}

export type { AgoraNativeEngine };

/** Callbacks whose first argument is the channel. */
type ChannelEvent =
  | 'onConnectionStateChanged'
  | 'onConnectionInterrupted'
  | 'onConnectionLost'
  | 'onConnectionBanned'
  | 'onRejoinChannelSuccess'
  | 'onNetworkQuality'
  | 'onNetworkTypeChanged'
  | 'onUserJoined'
  | 'onUserOffline'
  | 'onRemoteVideoStateChanged'
  | 'onRemoteAudioStateChanged'
  | 'onRequestToken'
  | 'onRtcStats'
  | 'onRemoteAudioStats';

type TokenEvent = 'onTokenPrivilegeWillExpire' | 'onRenewTokenResult';

type EngineEvent =
  | 'onLastmileQuality'
  | 'onLastmileProbeResult'
  | 'onError'
  | 'onRemoteSubscribeFallbackToAudioOnly'
  | 'onAudioPublishStateChanged'
  | 'onVideoPublishStateChanged';

/** The callbacks this source listens to, by their names in both SDKs. */
export type AgoraNativeEvent = ChannelEvent | TokenEvent | EngineEvent;

export interface AgoraNativeOptions {
  /** Only this channel counts, for apps that are in several at once (`joinChannelEx`). */
  channelId?: string;
}

const { reconnecting, lost, givesUp, userDropped } = agoraNativeDetectionLagMs;

/** How old the fact is, and how long the SDK goes on from here. */
const timing: Partial<Record<Phase, Partial<ConnectionChanged>>> = {
  reconnecting: { lagMs: reconnecting, givesUpInMs: givesUp[0] - reconnecting },
  lost: { lagMs: lost, givesUpInMs: givesUp[0] - lost },
};

/**
 * Reports what an Agora engine says on Electron (agora-electron-sdk 4.x) or React Native
 * (react-native-agora 4.x). The app's own event handlers stay: several can be registered.
 */
export function agoraNative(
  engine: AgoraNativeEngine,
  { channelId }: AgoraNativeOptions = {},
): NetworkSource {
  return {
    name: 'agora-native',
    capabilities: agoraNativeCapabilities,
    detectionLagMs: agoraNativeDetectionLagMs,
    subscribe: (context) => {
      const emitter = emitterOf(engine);
      const { getConnectionState, ...table } = lookUp({
        getConnectionState: (look) => snapshotFact(look, engine),
        ...inChannel(channelRows(), channelId),
        ...engineRows(channelId),
      });
      const tokens = lookUp(inChannel(tokenRows, channelId));
      // The engine's own state is that of its main channel.
      if (!channelId) translateSafely('getConnectionState', getConnectionState!, [], context);
      return startAll([
        () => listen(emitter, table, context),
        () => listen(plainArgs(emitter, withoutToken), tokens, context),
        () => (emitter.start(), emitter.stop),
      ]);
    },
  };
}

/** Callbacks that begin with the channel they are about. */
function inChannel(rows: Record<string, Row>, channelId: string | undefined): Record<string, Row> {
  const entries = Object.entries(rows).map(([event, row]): [string, Row] => [
    event,
    (look, connection, ...args) =>
      channelId && connection?.channelId !== channelId ? undefined : row(look, ...args),
  ]);
  return Object.fromEntries(entries);
}

function snapshotFact(look: Look, engine: AgoraNativeEngine): Facts {
  if (!engine.getConnectionState) return undefined;
  const phase = look(phases, engine.getConnectionState());
  return phase && { type: 'snapshotTaken', phase: phase === 'left' ? 'idle' : phase, users: [] };
}

function channelRows(): Record<ChannelEvent, Row> {
  let now: Phase = 'idle';
  const goTo = (phase: Phase, cause: Cause) => {
    const recovered = phase === 'connected' && isRetrying(now);
    now = phase;
    return recovered
      ? connectionFact(phase, 'rejoined', { recovered })
      : connectionFact(phase, cause, timing[phase]);
  };
  const fail = (cause: Cause, code: string | number) => {
    now = 'failed';
    return failedFacts(cause, code);
  };
  return {
    onConnectionStateChanged: (look, state, code) => {
      const named = look(phases, state);
      const [cause, end] = look(reasons, code) ?? (['unknown'] as const);
      if (!named) return undefined;
      const neverThere = named === 'left' && now === 'idle' ? 'idle' : named;
      const isOver = named === 'left' || named === 'failed';
      const phase = isOver ? (end ?? neverThere) : named;
      return phase === 'failed' ? fail(cause, amount(code) ?? named) : goTo(phase, cause);
    },
    onConnectionInterrupted: () => (now === 'lost' ? undefined : goTo('reconnecting', 'network')),
    onConnectionLost: () => goTo('lost', 'network'),
    onConnectionBanned: () => fail('bannedUser', 'onConnectionBanned'),
    onRejoinChannelSuccess: () => (now === 'connected' ? undefined : goTo('connected', 'rejoined')),
    onNetworkQuality: (look, uid, up, down) => {
      // The engine speaks of this device as user 0.
      const userId = uid === 0 ? undefined : userOf(uid);
      const uplink = look(qualities, up);
      const downlink = look(qualities, down);
      return uplink || downlink
        ? { type: 'qualitySampled', userId, uplink, downlink, basis: 'sdk' }
        : undefined;
    },
    onNetworkTypeChanged: (look, type) => {
      const networkType = look(networkTypes, type);
      if (!networkType) return undefined;
      const online = networkType === 'unknown' ? undefined : networkType !== 'none';
      return { type: 'deviceNetworkChanged', networkType, online };
    },
    onUserJoined: (_look, uid) => ({ type: 'userJoined', userId: userOf(uid) }),
    onUserOffline: (look, uid, code) => {
      const reason = look(leaveReasons, code) ?? 'unknown';
      const lagMs = reason === 'dropped' ? userDropped : undefined;
      return { type: 'userLeft', userId: userOf(uid), reason, lagMs };
    },
    onRemoteVideoStateChanged: (look, uid, state, reason) =>
      streamFact(
        'video',
        uid,
        reason === 0 ? look(streamStates, state) : look(videoReasons, reason),
      ),
    onRemoteAudioStateChanged: (look, uid, state, reason) =>
      streamFact(
        'audio',
        uid,
        reason === 0 ? look(streamStates, state) : look(audioReasons, reason),
      ),
    onRequestToken: () => ({ type: 'tokenChanged', scope: 'session', state: 'expired' }),
    onRtcStats: (_look, stats) => ({
      type: 'statsSampled',
      rttMs: measured(stats.lastmileDelay),
      lossUp: lossOf(stats.txPacketLossRate),
      lossDown: lossOf(stats.rxPacketLossRate),
      kbpsUp: amount(stats.txKBitRate),
      kbpsDown: amount(stats.rxKBitRate),
    }),
    // Their audio only: a video sample would overwrite it every two seconds.
    onRemoteAudioStats: (_look, stats) => ({
      type: 'statsSampled',
      userId: userOf(stats.uid),
      lossDown: lossOf(stats.audioLossRate),
      jitterBufferMs: amount(stats.jitterBufferDelay),
      kbpsDown: amount(stats.receivedBitrate),
    }),
  };
}

/** The token they hand over is a secret: it goes nowhere. */
const tokenRows: Record<TokenEvent, Row> = {
  onTokenPrivilegeWillExpire: () => ({
    type: 'tokenChanged',
    scope: 'session',
    state: 'expiring',
    secondsLeft: 30,
  }),
  onRenewTokenResult: (look, _token, code) => {
    const state = look(renewals, code);
    return state ? { type: 'tokenChanged', scope: 'session', state } : undefined;
  },
};

function withoutToken(arg: unknown): unknown {
  return typeof arg === 'string' ? '[token]' : arg;
}

/**
 * Callbacks that do not begin with the channel. Where one channel counts, what may be about another is left to callbacks
 * that name theirs: `onConnectionStateChanged` has the token and the ban among its reasons, `onRemoteVideoStateChanged`
 * the fallback.
 */
function engineRows(channelId: string | undefined): Record<EngineEvent, Row> {
  const isHere = (channel: unknown) => !channelId || channel === channelId;
  return {
    onLastmileQuality: (look, value) => {
      const overall = look(qualities, value);
      return overall && { type: 'qualitySampled', overall, basis: 'sdk' };
    },
    onLastmileProbeResult: (_look, { rtt, uplinkReport: up, downlinkReport: down }) => ({
      type: 'statsSampled',
      rttMs: measured(rtt),
      lossUp: lossOf(up?.packetLossRate),
      lossDown: lossOf(down?.packetLossRate),
      availableKbpsUp: measured(up?.availableBandwidth),
    }),
    onError: (_look, code, text) =>
      channelId && isOfAChannel(code) ? undefined : errorFacts(code, text),
    onRemoteSubscribeFallbackToAudioOnly: (look, uid, isFallback) =>
      channelId ? undefined : streamFact('video', uid, look(audioOnly, String(isFallback))),
    onAudioPublishStateChanged: (look, channel, _before, state) =>
      isHere(channel) ? publishFact(look, 'audio', state) : undefined,
    onVideoPublishStateChanged: (look, source, channel, _before, state) =>
      isHere(channel) ? publishFact(look, rowOf(videoSources, source), state) : undefined,
  };
}

function isOfAChannel(code: unknown): boolean {
  return rowOf(tokenErrors, code) !== undefined || code === bannedError;
}

function errorFacts(code: unknown, text: unknown): Facts {
  const state = rowOf(tokenErrors, code);
  if (state) return { type: 'tokenChanged', scope: 'session', state };
  const error = amount(code);
  if (error === undefined) return unknownValue('onError', 'value', code);
  return error === bannedError
    ? failedFacts('bannedUser', error)
    : { type: 'exceptionRaised', code: error, text: String(text), recovered: false };
}

function streamFact(media: 'audio' | 'video', uid: unknown, change?: StreamChange): Facts {
  if (!change) return undefined;
  const isList = change.type === 'streamPublished' || change.type === 'streamUnpublished';
  return { ...change, userId: userOf(uid), media: isList ? [media] : media } as SourceEvent;
}

function publishFact(
  look: Look,
  media: 'audio' | 'video' | 'screen' | undefined,
  state: unknown,
): Facts {
  const isOn = media && look(publishStates, state);
  return typeof isOn === 'boolean' ? { type: 'localMediaChanged', [media!]: isOn } : undefined;
}
