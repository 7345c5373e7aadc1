import type {
  Cause,
  ConnectionChanged,
  Media,
  QualitySampled,
  SourceEvent,
} from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { type Emitter, listen, startAll, translateSafely } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { rowOf, userIdOf } from '../sdkValues.ts';
import type { CallSource, NetworkSource } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import { type AgoraGetters, pollGetters, sampleFact } from './agoraGetters.ts';
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
  snapshotPhases,
  joinErrors,
} from './agoraTables.ts';

export type { AgoraGetters, AgoraLoss, AgoraQuality, AgoraStats } from './agoraGetters.ts';

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

/** The part of an `IAgoraRTCClient` that this source uses. */
export interface AgoraClient extends Emitter, AgoraGetters {
  readonly connectionState: string;
  readonly remoteUsers: readonly AgoraUser[];
  readonly uid?: string | number;
}

export interface AgoraOptions {
  /** `AgoraRTC` itself: it, not the client, says when the browser blocks playback (4.18 or newer). */
  sdk?: Emitter;
}

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
    'network-quality': (look, quality) => ownFact(sampleFact(look, quality)),
    'stream-fallback': (look, uid, direction) =>
      fallbackFact(uid, look(fallbackDirections, direction), 'bandwidth'),
    'stream-type-changed': (look, uid, layer) =>
      fallbackFact(uid, look(layerDirections, layer), 'unknown'),
    'crypt-error': () => ({ type: 'warningRaised', code: 'crypt-error' }),
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

/**
 * 5 both ways is what the SDK says while its signalling does not answer: of media that measures nothing
 * (agora-rtc-sdk-ng 4.24.8, where it sets `networkQualityInterval`).
 */
function ownFact(sample: QualitySampled | undefined): QualitySampled | undefined {
  const isSignalling = sample?.uplink === 'vbad' && sample.downlink === 'vbad';
  return isSignalling ? { ...sample, uplink: 'unknown', downlink: 'unknown' } : sample;
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
