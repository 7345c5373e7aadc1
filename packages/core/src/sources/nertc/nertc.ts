import type { Cause, Media, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { followSending } from '../followSending.ts';
import {
  type Emitter,
  listen,
  quietly,
  startAll,
  translateSafely,
  unknownValue,
} from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { amount, rowOf, userIdOf } from '../sdkValues.ts';
import type { CallSource, NetworkSource } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import { type NertcStats, pollStats } from './nertcStats.ts';
import { nertcStreams } from './nertcStreams.ts';
import {
  ends,
  errors,
  leaveReasons,
  mutedMedia,
  nertcCapabilities,
  nertcDetectionLagMs,
  phases,
  qualities,
  streamMedia,
  joinErrors,
} from './nertcTables.ts';

/** The part of a web `Client` that this source uses. */
export interface NertcClient extends Emitter, NertcStats {
  getConnectionState(): string;
  /** From SDK 4.4 on. Without it our own quality cannot be told from other people's, and none is reported. */
  getUid?(): string | number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Where the connection is, and why it is over if it is. */
interface Call {
  phase: Phase;
  cause: Cause;
  isMe(uid: unknown): boolean;
}

/**
 * Reports what a NERTC web client (nertc-web-sdk 4.4 or newer) says. Attach at any time: the state is read first,
 * users who are there already become known when they do something. Statistics are read every 2 s while connected.
 *
 * The SDK shows an alert of its own when nobody listens to its connection state: with this source it does not.
 *
 * @example nertc(client)
 */
export function nertc(client: NertcClient): CallSource {
  const streams = nertcStreams();
  const source: NetworkSource = {
    name: 'nertc',
    capabilities: nertcCapabilities,
    detectionLagMs: nertcDetectionLagMs,
    tracksOf: streams.tracksOf,
    subscribe: (outer) => {
      const sending = followSending(outer, false);
      const lost = synthesizeLost(sending.context);
      const stats = pollStats(client, lost.context, sending.sent);
      const { context } = stats;
      const call: Call = {
        phase: 'idle',
        cause: 'none',
        isMe: (uid) => {
          const own = userIdOf(client.getUid?.());
          return own !== undefined && own === userIdOf(uid);
        },
      };
      const noted = (arg: unknown) => {
        quietly(() => streams.note(arg));
        return plain(arg);
      };
      translateSafely('snapshot', () => snapshotFact(client, call), [], context);
      const table = lookUp(rows(client, call));
      return startAll(
        [() => listen(plainArgs(client, noted), table, context)],
        stats.stop,
        lost.stop,
        sending.stop,
      );
    },
  };
  return takeJoinErrors(source, joinErrors);
}

/** Of a stream only whose it is: the live object holds half the SDK. */
function plain(arg: unknown): unknown {
  const { stream, ...rest } = Object(arg) as { stream?: { getId?(): unknown } };
  return stream?.getId ? { ...rest, uid: stream.getId() } : arg;
}

function snapshotFact(client: NertcClient, call: Call): Facts {
  const state = client.getConnectionState();
  const phase = rowOf(phases, state);
  if (!phase) return unknownValue('snapshot', 'state', state);
  call.phase = phase === 'left' ? 'idle' : phase;
  return { type: 'snapshotTaken', phase: call.phase, users: [] };
}

function rows(client: NertcClient, call: Call): Record<string, Row> {
  return {
    'connection-state-change': (look, change) => stateFacts(look, call, change),
    'network-quality': (look, members) => qualityFacts(look, client, call, members),
    'peer-online': (_look, { uid }) => ({ type: 'userJoined', userId: userOf(uid) }),
    'peer-leave': (look, { uid, reason }) => ({
      type: 'userLeft',
      userId: userOf(uid),
      reason: look(leaveReasons, reason) ?? 'unknown',
    }),
    'stream-added': (look, { uid, mediaType }) =>
      streamsOf(look, uid, mediaType).map((stream) => ({ type: 'streamPublished', ...stream })),
    'stream-removed': (look, { uid, mediaType }) =>
      streamsOf(look, uid, mediaType).map((stream) => ({
        type: 'streamUnpublished',
        ...stream,
        reason: 'unknown',
      })),
    ...muteRows(),
    error: (look, word) => errorFacts(look, call, word),
    'uid-duplicate': () => over(call, 'duplicateLogin', 'uid-duplicate'),
    // The SDK says these two about anybody in the room.
    'client-banned': (_look, who) =>
      isOther(client, call, who) ? [] : over(call, 'kicked', 'client-banned'),
    'permkey-timeout': (_look, who) =>
      isOther(client, call, who)
        ? []
        : [
            { type: 'tokenChanged', scope: 'session', state: 'expired' },
            ...over(call, 'tokenExpired', 'permkey-timeout'),
          ],
    'channel-closed': () => over(call, 'roomClosed', 'channel-closed'),
    'permkey-will-expire': () => ({
      type: 'tokenChanged',
      scope: 'session',
      state: 'expiring',
      secondsLeft: 30,
    }),
    'crypt-error': () => ({ type: 'warningRaised', code: 'crypt-error' }),
    // Declared with `reason`, sent with `msg`.
    warning: (_look, { code, reason, msg }) => ({
      type: 'warningRaised',
      code: amount(code) ?? 'warning',
      text: textOf(reason ?? msg),
    }),
    exception: (_look, exception) => exceptionFact(call, exception),
    audioVideoBanned: (_look, ban) => banFact(call, ban),
    // A click anywhere and `stream.resume()` help; the SDK does not say here which stream it was.
    notAllowedError: () => ({ type: 'autoplayBlocked', media: 'audio' }),
  };
}

function streamsOf(look: Look, uid: unknown, kind: unknown): { userId: string; media: Media[] }[] {
  const media = look(streamMedia, kind);
  return media ? [{ userId: userOf(uid), media: [media] }] : [];
}

function muteRows(): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(mutedMedia).flatMap(([name, media]): [string, Row][] => [
      [
        `mute-${name}`,
        (_look, { uid }) => ({
          type: 'streamUnpublished',
          userId: userOf(uid),
          media: [media],
          reason: 'muted',
        }),
      ],
      [
        `unmute-${name}`,
        (_look, { uid }) => ({ type: 'streamPublished', userId: userOf(uid), media: [media] }),
      ],
    ]),
  );
}

function stateFacts(look: Look, call: Call, { curState, reconnect }: Fields): Facts {
  const next = look(phases, curState);
  if (!next) return [];
  if (next === 'connecting')
    return reconnect ? go(call, 'reconnecting', 'network') : go(call, 'connecting', 'join');
  if (next === 'connected') {
    const isRecovery = reconnect === true || call.phase === 'reconnecting';
    return isRecovery
      ? { ...go(call, 'connected', 'rejoined'), recovered: true }
      : go(call, 'connected', 'joined');
  }
  // The SDK leaves by itself around a fatal error, before it or after.
  if (call.phase === 'failed') return connectionFact('failed', call.cause);
  return next === 'leaving' ? go(call, 'leaving', 'localLeave') : go(call, ...ends[call.phase]);
}

function go(call: Call, phase: Phase, cause: Cause): ReturnType<typeof connectionFact> {
  call.phase = phase;
  call.cause = cause;
  return connectionFact(phase, cause);
}

function over(call: Call, cause: Cause, code: string): SourceEvent[] {
  go(call, 'failed', cause);
  return failedFacts(cause, code);
}

function errorFacts(look: Look, call: Call, word: unknown): Facts {
  const row = look(errors, word);
  if (!row) return [];
  const [kind, detail] = row;
  if (kind === 'failed') return over(call, detail, String(word));
  return kind === 'denied'
    ? { type: 'tokenChanged', scope: detail, state: 'invalid' }
    : { type: 'warningRaised', code: String(word) };
}

function isOther(client: NertcClient, call: Call, who: Fields | undefined): boolean {
  const isKnown = userIdOf(who?.uid) !== undefined && userIdOf(client.getUid?.()) !== undefined;
  return isKnown && !call.isMe(who?.uid);
}

/**
 * All members in one array, ourselves among them. Held: the server pushes some of them, at no cadence of its own; the
 * SDK keeps the level of everybody else and repeats it as it was (`_handleNetStatusNotify` in 5.8.34), so a repetition
 * is no second measurement.
 */
function qualityFacts(look: Look, client: NertcClient, call: Call, members: unknown): Facts {
  if (!Array.isArray(members)) throw new Error('no members');
  if (userIdOf(client.getUid?.()) === undefined) return [];
  return members.flatMap((member: Fields): SourceEvent[] => {
    const uplink = look(qualities, member.uplinkNetworkQuality);
    const downlink = look(qualities, member.downlinkNetworkQuality);
    const userId = userOf(member.uid);
    if (!uplink && !downlink) return [];
    const sample: SourceEvent = {
      type: 'qualitySampled',
      uplink,
      downlink,
      basis: 'sdk',
      held: true,
    };
    return [call.isMe(userId) ? sample : { ...sample, userId }];
  });
}

function exceptionFact(call: Call, { msg, code, uid }: Fields): Facts {
  return {
    type: 'exceptionRaised',
    code: amount(code) ?? 'exception',
    text: textOf(msg) ?? '',
    recovered: false,
    userId: call.isMe(uid) ? undefined : userIdOf(uid),
  };
}

function banFact(call: Call, { uid, mediaType, state }: Fields): Facts {
  return {
    type: 'exceptionRaised',
    code: 'audioVideoBanned',
    text: `${textOf(mediaType) ?? 'media'} banned`,
    recovered: state === false,
    userId: call.isMe(uid) ? undefined : userIdOf(uid),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
