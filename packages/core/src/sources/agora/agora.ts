import type {
  Cause,
  ConnectionChanged,
  Media,
  QualitySampled,
  SourceEvent,
} from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { largest } from '../knownValues.ts';
import { type Emitter, listen, startAll, translateSafely } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { pollWhileConnected } from '../pollWhileConnected.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { amount, measured, rowOf, userIdOf } from '../sdkValues.ts';
import type { CallSource, NetworkSource, SourceContext } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import {
  agoraCapabilities,
  agoraDetectionLagMs,
  disconnectedAfter,
  disconnectReasons,
  exceptionCodes,
  fallbackDirections,
  layerDirections,
  leaveReasons,
  mediaLinks,
  mediaTypes,
  mutedMedia,
  phases,
  qualities,
  snapshotPhases,
  joinErrors,
} from './agoraTables.ts';

/** The part of a remote user that this source reads. */
export interface AgoraUser {
  uid: string | number;
  hasAudio: boolean;
  hasVideo: boolean;
  audioTrack?: AgoraTrack | undefined;
  videoTrack?: AgoraTrack | undefined;
}

/** The part of a remote track that this source reads. */
export interface AgoraTrack {
  getMediaStreamTrack(): { readonly id: string };
}

/** 0..6, see the SDK's `NetworkQuality`. */
export interface AgoraQuality {
  uplinkNetworkQuality: number;
  downlinkNetworkQuality: number;
}

/** Bitrates in bit/s, RTT in ms, available bandwidth in kbit/s. */
export interface AgoraStats {
  RTT: number;
  SendBitrate: number;
  RecvBitrate: number;
  OutgoingAvailableBandwidth: number;
}

/** Loss of one stream over the last 400 ms, 0..1. */
export interface AgoraLoss {
  currentPacketLossRate: number;
}

/** The part of an `IAgoraRTCClient` that this source uses. */
export interface AgoraClient extends Emitter {
  readonly connectionState: string;
  readonly remoteUsers: readonly AgoraUser[];
  readonly uid?: string | number;
  getRTCStats?(): AgoraStats;
  getRemoteNetworkQuality?(): Record<string, AgoraQuality>;
  /** What is published; a muted track sends nothing. */
  readonly localTracks?: readonly { trackMediaType: string; muted: boolean }[];
  getLocalAudioStats?(): AgoraLoss;
  getLocalVideoStats?(): AgoraLoss;
  getRemoteAudioStats?(): Record<string, AgoraLoss>;
  getRemoteVideoStats?(): Record<string, AgoraLoss>;
}

export interface AgoraOptions {
  /** `AgoraRTC` itself: it, not the client, says when the browser blocks playback (4.18 or newer). */
  sdk?: Emitter;
}

const pollMs = 2000;

/**
 * Reports what an Agora web client (agora-rtc-sdk-ng 4.x) says. Attach at any time: state, users and
 * their media are read first. Remote quality and statistics are polled every 2 s while connected.
 *
 * @example agora(client, { sdk: AgoraRTC })
 */
export function agora(client: AgoraClient, { sdk }: AgoraOptions = {}): CallSource {
  const source: NetworkSource = {
    name: 'agora',
    capabilities: { ...agoraCapabilities, autoplay: sdk !== undefined },
    detectionLagMs: agoraDetectionLagMs,
    tracksOf: (userId) => tracksOf(client, userId),
    subscribe: (outer) => {
      const lost = synthesizeLost(outer);
      const { context, stop } = pollGetters(client, lost.context);
      const { snapshot, ...rows } = lookUp({ snapshot: snapshotRow(client), ...rowsFor(client) });
      translateSafely('snapshot', snapshot!, [], context);
      const starts = [() => listen(plainArgs(client, plainUser), rows, context)];
      if (sdk) starts.push(() => listen(sdk, autoplayRows, context));
      return startAll(starts, stop, lost.stop);
    },
  };
  return takeJoinErrors(source, joinErrors);
}

function tracksOf({ remoteUsers }: AgoraClient, userId: string): string[] {
  const { audioTrack, videoTrack } = remoteUsers.find(({ uid }) => userIdOf(uid) === userId) ?? {};
  return [audioTrack, videoTrack].flatMap((track) => track?.getMediaStreamTrack().id ?? []);
}

/** The next tap anywhere lets the SDK play by itself. */
const autoplayRows = {
  'autoplay-failed': (): SourceEvent => ({
    type: 'autoplayBlocked',
    media: 'audio',
    resume: async () => {},
  }),
};

function plainUser(arg: unknown): unknown {
  if (typeof arg !== 'object' || arg === null || !('hasAudio' in arg)) return arg;
  const { uid, hasAudio, hasVideo } = arg as AgoraUser;
  return { uid, hasAudio, hasVideo };
}

// `published-user-list` is missing on purpose: whoever listens to it takes users away from `user-joined`.
function rowsFor(client: AgoraClient): Record<string, Row> {
  const here = (cause: Cause, link?: ConnectionChanged['link']) => nowFact(client, cause, link);
  return {
    'connection-state-change': connectionRow,
    'peerconnection-state-change': (look, state) => {
      const media = look(mediaLinks, state);
      return media && here('media', { media });
    },
    'media-reconnect-start': (_look, uid) =>
      uid === client.uid
        ? here('media', { media: 'down' })
        : streamFacts(client, uid, 'recovering'),
    'media-reconnect-end': (_look, uid) =>
      uid === client.uid ? here('media', { media: 'up' }) : streamFacts(client, uid, 'flowing'),
    'is-using-cloud-proxy': (_look, isUsing) => (isUsing === true ? here('proxy') : undefined),
    'join-fallback-to-proxy': () => here('proxy'),
    'user-joined': (_look, { uid }) => ({ type: 'userJoined', userId: userOf(uid) }),
    'user-left': leaveRow,
    'user-published': (look, { uid }, type) => {
      const media = look(mediaTypes, type);
      return media && { type: 'streamPublished', userId: userOf(uid), media: [media] };
    },
    'user-unpublished': (look, { uid }, type) => {
      const media = look(mediaTypes, type);
      // Muting looks the same as unpublishing here.
      return media && unpublished(uid, media, 'unknown');
    },
    'user-info-updated': (look, uid, message) => {
      const media = look(mutedMedia, message);
      return media ? unpublished(uid, media, 'muted') : undefined;
    },
    'network-quality': (look, quality) => sampleFact(look, quality),
    'stream-fallback': (look, uid, direction) =>
      fallbackFact(uid, look(fallbackDirections, direction), 'bandwidth'),
    'stream-type-changed': (look, uid, layer) =>
      fallbackFact(uid, look(layerDirections, layer), 'unknown'),
    'token-privilege-will-expire': () => ({
      type: 'tokenChanged',
      scope: 'session',
      state: 'expiring',
      secondsLeft: 30,
    }),
    'token-privilege-did-expire': () => ({
      type: 'tokenChanged',
      scope: 'session',
      state: 'expired',
    }),
    exception: (look, { code, msg, uid }) => {
      const row = look(exceptionCodes, code);
      return (
        row && {
          type: 'exceptionRaised',
          ...row,
          text: String(msg),
          userId: uid === client.uid ? undefined : userOf(uid),
        }
      );
    },
  };
}

function connectionRow(look: Look, state: unknown, previous: unknown, reason: unknown): Facts {
  if (state === 'CONNECTED' && previous === 'RECONNECTING') {
    return connectionFact('connected', 'rejoined', { recovered: true });
  }
  if (state !== 'DISCONNECTED') {
    const row = look(phases, state);
    return row && connectionFact(...row);
  }
  const silent = reason === undefined ? rowOf(disconnectedAfter, previous) : undefined;
  const [phase, cause] =
    silent ?? look(disconnectReasons, reason) ?? (['failed', 'unknown'] as const);
  return phase === 'failed'
    ? failedFacts(cause, typeof reason === 'string' ? reason : state)
    : connectionFact(phase, cause);
}

/** The phase as it is, with something said about it. Nothing outside a call. */
function nowFact(client: AgoraClient, cause: Cause, link?: ConnectionChanged['link']): Facts {
  const phase = rowOf(snapshotPhases, client.connectionState);
  return phase === 'connected' || phase === 'reconnecting'
    ? connectionFact(phase, cause, link && { link })
    : undefined;
}

function snapshotRow(client: AgoraClient): Row {
  return (look) => {
    const { connectionState, remoteUsers } = client;
    const phase = look(snapshotPhases, connectionState);
    if (!phase) return undefined;
    const users = remoteUsers.map(({ uid }) => userOf(uid));
    const published = remoteUsers.flatMap((user): SourceEvent[] => {
      const media = mediaOf(user);
      return media.length ? [{ type: 'streamPublished', userId: userOf(user.uid), media }] : [];
    });
    return [{ type: 'snapshotTaken', phase, users }, ...published];
  };
}

function mediaOf({ hasAudio, hasVideo }: AgoraUser): Media[] {
  const media: Media[] = hasAudio ? ['audio'] : [];
  return hasVideo ? [...media, 'video'] : media;
}

/** Our subscription to a user is being rebuilt: our side, whoever the uid names. */
function streamFacts(client: AgoraClient, uid: unknown, health: 'recovering' | 'flowing'): Facts {
  const userId = userOf(uid);
  return client.remoteUsers
    .filter((user) => user.uid === uid)
    .flatMap(mediaOf)
    .map((media) => ({ type: 'streamHealthChanged', userId, media, health }));
}

function leaveRow(look: Look, { uid }: AgoraUser, code: unknown): Facts {
  const reason = look(leaveReasons, code) ?? 'unknown';
  const lagMs = reason === 'dropped' ? agoraDetectionLagMs.userDropped : undefined;
  return { type: 'userLeft', userId: userOf(uid), reason, lagMs };
}

function unpublished(uid: unknown, media: Media, reason: 'muted' | 'unknown'): Facts {
  return { type: 'streamUnpublished', userId: userOf(uid), media: [media], reason };
}

function sampleFact(
  look: Look,
  quality: AgoraQuality,
  userId?: string,
): QualitySampled | undefined {
  const uplink = look(qualities, quality.uplinkNetworkQuality);
  const downlink = look(qualities, quality.downlinkNetworkQuality);
  return uplink || downlink
    ? { type: 'qualitySampled', userId, uplink, downlink, basis: 'sdk' }
    : undefined;
}

function fallbackFact(
  uid: unknown,
  direction: 'fallback' | 'recover' | undefined,
  cause: 'bandwidth' | 'unknown',
): Facts {
  return (
    direction && { type: 'fallbackChanged', userId: userOf(uid), media: 'video', direction, cause }
  );
}

function pollGetters(client: AgoraClient, outer: SourceContext) {
  let said: string | undefined;
  const getters = Object.entries(
    lookUp({
      getRTCStats: () => {
        const sent = [client.getLocalAudioStats?.(), client.getLocalVideoStats?.()];
        return statsFact(client.getRTCStats?.(), largest(sent.map(lossIn)));
      },
      getRemoteStats: () => remoteLossFacts(client),
      localTracks: () => {
        const sending = sendingOf(client);
        const isNews = sending && said !== JSON.stringify(sending);
        said = JSON.stringify(sending);
        return isNews ? { type: 'localMediaChanged', ...sending } : undefined;
      },
      // Only users who are here: the SDK may still hold the last quality of somebody who left.
      getRemoteNetworkQuality: (look) => {
        const known = client.getRemoteNetworkQuality?.() ?? {};
        return client.remoteUsers.flatMap(({ uid }) => {
          const quality = known[uid];
          return (quality ? sampleFact(look, quality, userOf(uid)) : undefined) ?? [];
        });
      },
    }),
  );
  return pollWhileConnected(outer, pollMs, () => {
    for (const [name, look] of getters) translateSafely(name, look, [], outer);
  });
}

/** Which track is a screen, the SDK does not say. */
function sendingOf({ localTracks }: AgoraClient): { audio: boolean; video: boolean } | undefined {
  if (!localTracks) return undefined;
  const sends = (media: string) =>
    localTracks.some(({ trackMediaType, muted }) => trackMediaType === media && !muted);
  return { audio: sends('audio'), video: sends('video') };
}

/** Of who is here: the SDK may still hold the numbers of somebody who left. */
function remoteLossFacts(client: AgoraClient): SourceEvent[] {
  const streams = [client.getRemoteAudioStats?.(), client.getRemoteVideoStats?.()];
  return client.remoteUsers.flatMap(({ uid }): SourceEvent[] => {
    const lossDown = largest(streams.map((stats) => lossIn(stats?.[uid])));
    return lossDown === undefined ? [] : [{ type: 'statsSampled', userId: userOf(uid), lossDown }];
  });
}

function lossIn(stats: AgoraLoss | undefined): number | undefined {
  const loss = amount(stats?.currentPacketLossRate);
  return loss && Math.min(1, loss);
}

function statsFact(stats: AgoraStats | undefined, lossUp: number | undefined): Facts {
  if (!stats) return undefined;
  return {
    type: 'statsSampled',
    rttMs: measured(stats.RTT),
    ...(lossUp !== undefined && { lossUp }),
    kbpsUp: kbps(stats.SendBitrate),
    kbpsDown: kbps(stats.RecvBitrate),
    availableKbpsUp: measured(stats.OutgoingAvailableBandwidth),
  };
}

function kbps(bitsPerSecond: unknown): number | undefined {
  const rate = amount(bitsPerSecond);
  return rate && rate / 1000;
}
