import type {
  Media,
  Phase,
  SourceEvent,
  TokenChanged,
  UserLeft,
} from '../../events/networkEvent.ts';
import type { Quality } from '../../events/quality.ts';
import { connectionFact, failedFacts, isRetrying } from '../connectionFacts.ts';
import { followSending } from '../followSending.ts';
import { largest, total } from '../knownValues.ts';
import { type Emitter, listen, startAll, type Translate } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { amount, measured, rowOf, userIdOf } from '../sdkValues.ts';
import type { CallSource, NetworkSource, SourceContext } from '../source.ts';
import { tokenFacts } from '../tokenFacts.ts';
import { type FollowedConnection, followConnection } from './followConnection.ts';
import {
  causes,
  droppedTags,
  ends,
  errorCauses,
  fallbackDirections,
  leaveLagMs,
  leaveReasons,
  mainMedia,
  phases,
  qualities,
  reconnectCauses,
  screenMedia,
  unpublishReasons,
  volcengineCapabilities,
  volcengineDetectionLagMs,
  joinErrors,
} from './volcengineTables.ts';

/** The part of an `IRTCEngine` that this source uses. */
export interface VolcengineEngine extends Emitter {
  getRemoteStreamTrack?(
    userId: string,
    streamIndex: number,
    type: 'video' | 'audio',
  ): { readonly id: string } | undefined;
}

export interface VolcengineOptions {
  /** `VERTC.getSdkVersion()`. Below 4.55 this source adds what the SDK does not say; without it, `lost` alone. */
  version?: string;
  /** Where the call is, when attached after `joinRoom`: the SDK has no getter to ask. */
  initial?: { phase: Phase; users?: readonly string[] };
}

type Fields = Readonly<Record<string, unknown>>;
type Member = Fields & { userInfo: Fields };
type Stats = Fields & { audioStats?: Fields; videoStats?: Fields };

// Callbacks told apart by their names alone share a row.
const tokenEvents =
  'onTokenWillExpire onTokenPublishPrivilegeWillExpire onTokenPublishPrivilegeDidExpired onTokenSubscribePrivilegeWillExpire onTokenSubscribePrivilegeDidExpired';
const notedEvents =
  'onVendorConnectionStateChanged onVideoStreamBanned onAudioStreamBanned onLocalStatsException onRemoteStatsException';
const retryEvents = 'onRejoinWithTcp onIceConnectWithTcp onPublishRetry onSubscribeRetry';

// The last uplink statistics, due every 2 s, are older than this: nothing is being sent.
const statsStopAfterMs = 6000;

/**
 * Reports what a VolcEngine or BytePlus web engine (@volcengine/rtc 4.x) says. Create it before
 * `joinRoom`, or say where the call is with `initial`.
 *
 * @example volcengine(engine)
 */
export function volcengine(
  engine: VolcengineEngine,
  { version, initial }: VolcengineOptions = {},
): CallSource {
  const saysLost = isVersion(version) ? !isBelow(version, 45) : undefined;
  const source: NetworkSource = {
    name: 'volcengine',
    capabilities: { ...volcengineCapabilities, lost: saysLost === false ? 'synthetic' : 'native' },
    detectionLagMs: volcengineDetectionLagMs,
    tracksOf: (userId) => tracksOf(engine, userId),
    subscribe: (outer) => {
      const sending = followSending(outer, true);
      const { context } = sending;
      if (initial) context.emit({ type: 'snapshotTaken', users: [], ...initial });
      const connection = followConnection(context, initial?.phase ?? 'idle', saysLost);
      const table = lookUp(rows(connection, context, sending.sent));
      const starts = [() => listen(engine, table, context)];
      if (isBelow(version, 55)) starts.push(() => listen(page, pageTranslations, context));
      return startAll(starts, connection.stop, sending.stop);
    },
  };
  return takeJoinErrors(source, joinErrors);
}

function isVersion(version = ''): boolean {
  return /^\d+\.\d+/.test(version);
}

/** Of the camera and the microphone, and of a shared screen: `StreamIndex`. */
function tracksOf(engine: VolcengineEngine, userId: string): string[] {
  return [0, 1].flatMap((index) =>
    (['audio', 'video'] as const).flatMap(
      (type) => engine.getRemoteStreamTrack?.(userId, index, type)?.id ?? [],
    ),
  );
}

function isBelow(version = '', minor: number): boolean {
  const [major, second] = version.split('.').map(Number);
  return version !== '' && (major! < 4 || (major === 4 && second! < minor));
}

const page: Emitter = {
  on: (event, listener) => globalThis.addEventListener?.(event, listener),
  off: (event, listener) => globalThis.removeEventListener?.(event, listener),
};

const pageTranslations: Record<string, Translate> = {
  offline: () => ({ type: 'deviceNetworkChanged', online: false, synthetic: true }),
  online: () => ({ type: 'deviceNetworkChanged', online: true, synthetic: true }),
};

/** The same row for callbacks that differ in their name alone. */
function each(events: string, row: (event: string) => Row): Record<string, Row> {
  return Object.fromEntries(events.split(' ').map((event) => [event, row(event)]));
}

function rows(
  connection: FollowedConnection,
  { clock }: SourceContext,
  sent: (media: 'audio' | 'video' | 'screen') => void,
): Record<string, Row> {
  const muted = new Set<string>();
  let sentAt = -Infinity;
  return {
    onConnectionStateChanged: (look, change) => connectionFacts(look, connection, change),
    onCloudProxyConnected: () =>
      connection.phase() === 'idle' ? [] : connectionFact(connection.phase(), 'proxy'),
    onError: (look, error) => errorFacts(look, connection, error),
    onNetworkQuality: (look, uplink, downlink) =>
      qualityFacts(look(qualities, uplink), look(qualities, downlink), clock.now() - sentAt),
    onUserJoined: (_look, { userInfo }) => ({
      type: 'userJoined',
      userId: userOf(userInfo.userId),
    }),
    onUserLeave: (look, member) => {
      const left = leaveFact(look, member);
      for (const media of ['audio', 'video']) muted.delete(left.userId + media);
      return left;
    },
    ...each(
      'onUserPublishStream onUserPublishScreen',
      (event) => (look, stream) =>
        streamOf(look, stream, event).map((of) => ({ type: 'streamPublished', ...of })),
    ),
    ...each('onUserUnpublishStream onUserUnpublishScreen', (event) => (look, stream) => {
      const reason = look(unpublishReasons, stream.reason) ?? 'unknown';
      return streamOf(look, stream, event).map((of) => {
        for (const media of of.media) muted.delete(of.userId + media);
        return { type: 'streamUnpublished', ...of, reason };
      });
    }),
    // Switched off without unpublishing. On counts only after off: people preview before they publish.
    ...each('onUserStopAudioCapture onUserStopVideoCapture', (event) => (_look, capture) => {
      const of = captureOf(capture, event);
      muted.add(of.userId + of.media);
      return { type: 'streamUnpublished', ...of, reason: 'muted' };
    }),
    ...each('onUserStartAudioCapture onUserStartVideoCapture', (event) => (_look, capture) => {
      const of = captureOf(capture, event);
      return muted.delete(of.userId + of.media) ? { type: 'streamPublished', ...of } : [];
    }),
    ...each(tokenEvents, (event) => () => tokenFact(event)),
    onAutoplayFailed: autoplayFacts,
    onLocalStreamStats: (_look, stats) => {
      sentAt = clock.now();
      if (measured(stats.audioStats?.sendKBitrate)) sent(stats.isScreen ? 'screen' : 'audio');
      if (measured(stats.videoStats?.sentKBitrate)) sent(stats.isScreen ? 'screen' : 'video');
      return statsFacts(stats);
    },
    onRemoteStreamStats: (_look, stats) => statsFacts(stats, userOf(stats.userId)),
    onSimulcastSubscribeFallback: fallbackFacts,
    ...each(notedEvents, (event) => (look, note) => noteFact(look, note, event)),
    ...each(retryEvents, (event) => (_look, retry) => ({
      type: 'warningRaised',
      code: event,
      text: userIdOf(retry?.userId),
    })),
  };
}

function connectionFacts(
  look: Look,
  { phase, go, down }: FollowedConnection,
  { state, reason }: Fields,
): Facts {
  const next = look(phases, state);
  const why = reason == null ? undefined : (look(reconnectCauses, reason) ?? 'unknown');
  // There is no leave callback: the phase before says what a DISCONNECTED without a reason means.
  const end = rowOf(ends, phase());
  if (state === 1 && !why) return end ? go(...end) : [];
  if (isRetrying(next)) {
    // Only an ICE failure is old news; the other reasons are decisions taken now.
    const isOld = !why || why === 'ice';
    return down(next, why, isOld ? volcengineDetectionLagMs[next] : 0);
  }
  return next ? go(next, causes[state as number]!) : [];
}

/** The SDK drops the room right after most of these, so nothing later may be waited for. */
function errorFacts(
  look: Look,
  { go }: FollowedConnection,
  { errorCode, forbiddenTime }: Fields,
): Facts {
  const cause = look(errorCauses, errorCode);
  if (!cause) return [];
  const code = errorCode as string;
  const token = tokenFacts(cause);
  // The messaging login outside of rooms: the call goes on.
  if (code.startsWith('RTM')) return [...token, { type: 'warningRaised', code }];
  go('failed', cause);
  const until = amount(forbiddenTime);
  return [...token, ...failedFacts(cause, code)].map((fact) =>
    fact.type === 'callEnded' && until !== undefined
      ? { ...fact, rejoinAllowed: !until, forbiddenUntil: until || undefined }
      : fact,
  );
}

/** An uplink that carries nothing is EXCELLENT to the SDK: passed on, but apart and marked. */
function qualityFacts(
  uplink: Quality | undefined,
  downlink: Quality | undefined,
  sinceStatsMs: number,
): Facts {
  const sample = { type: 'qualitySampled', basis: 'sdk' } as const;
  const isClaim = uplink === 'excellent' && sinceStatsMs > statsStopAfterMs;
  if (uplink && !isClaim) return { ...sample, uplink, downlink };
  const heard = downlink ? [{ ...sample, downlink }] : [];
  return isClaim ? [{ ...sample, uplink, partial: true }, ...heard] : heard;
}

function leaveFact(look: Look, { userInfo, reason, tag }: Member): UserLeft {
  const known = look(leaveReasons, reason) ?? 'unknown';
  const why = (known === 'dropped' && rowOf(droppedTags, tag)) || known;
  return {
    type: 'userLeft',
    userId: userOf(userInfo.userId),
    reason: why,
    tag: userIdOf(tag),
    lagMs: leaveLagMs[why],
  };
}

interface StreamOf {
  userId: string;
  media: readonly Media[];
}

function streamOf(look: Look, { userId, mediaType }: Fields, event: string): StreamOf[] {
  const media = look(event.endsWith('Screen') ? screenMedia : mainMedia, mediaType);
  return media ? [{ userId: userOf(userId), media }] : [];
}

function captureOf({ userId }: Fields, event: string): StreamOf {
  return { userId: userOf(userId), media: [event.includes('Audio') ? 'audio' : 'video'] };
}

function tokenFact(event: string): SourceEvent {
  const [scope = 'Session'] = event.match(/Publish|Subscribe/) ?? [];
  return {
    type: 'tokenChanged',
    scope: scope.toLowerCase() as TokenChanged['scope'],
    ...(event.includes('Will') ? { state: 'expiring', secondsLeft: 30 } : { state: 'expired' }),
  };
}

/** Without a user it is our own preview. */
function autoplayFacts(look: Look, { userId, mediaType, streamIndex }: Fields): Facts {
  const [media] = look(streamIndex === 1 ? screenMedia : mainMedia, mediaType) ?? [];
  return media ? { type: 'autoplayBlocked', media, userId: userIdOf(userId) } : [];
}

/** Of camera and microphone only: the screen's numbers would overwrite them every two seconds. */
function statsFacts({ isScreen, audioStats = {}, videoStats = {} }: Stats, userId?: string): Facts {
  if (isScreen) return [];
  const both = (name: string, other = name) => [audioStats[name], videoStats[other]].map(amount);
  const worst = largest(both('audioLossRate', 'videoLossRate'));
  const loss = worst && Math.min(1, worst);
  return {
    type: 'statsSampled',
    rttMs: measured(videoStats.rtt) ?? measured(audioStats.rtt),
    ...(userId
      ? {
          userId,
          lossDown: loss,
          kbpsDown: total(both('receivedKBitrate')),
          jitterBufferMs: measured(audioStats.jitterBufferDelay),
          stalls: total(both('stallCount')),
        }
      : { lossUp: loss, kbpsUp: total(both('sendKBitrate', 'sentKBitrate')) }),
  };
}

function fallbackFacts(look: Look, { userId, isScreen, reason, afterEnable }: Fields): Facts {
  const direction = look(fallbackDirections, reason);
  if (direction === undefined) return [];
  return {
    type: 'fallbackChanged',
    userId: userOf(userId),
    media: isScreen ? 'screen' : 'video',
    direction: direction || (afterEnable ? 'recover' : 'fallback'),
    cause: direction ? 'bandwidth' : 'unknown',
  };
}

/** Bans, exceptions, and media over another vendor's server: worth remembering, and nobody's connection. */
function noteFact(look: Look, note: Fields, event: string): SourceEvent {
  const { userId, uid, state, banned, exception, code } = note;
  const named = String(exception ?? (banned === undefined ? look(phases, state) : 'banned'));
  const text = named.replace('_RECOVER', '');
  return {
    type: 'exceptionRaised',
    code: measured(code) ?? event,
    text,
    recovered: text !== named || banned === false || state === 3,
    userId: userIdOf(userId ?? uid),
  };
}
