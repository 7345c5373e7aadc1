import type { Media, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { copyRaw } from '../copyRaw.ts';
import { type Emitter, listen, startAll } from '../listen.ts';
import { type Facts, lookUp, type Row, userOf } from '../lookUp.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { amount, lossOf, measured, userIdOf } from '../sdkValues.ts';
import type { CallSource, NetworkSource, SourceContext } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import {
  errorCauses,
  harmlessErrors,
  kickReasons,
  leaveReasons,
  mediaTypes,
  publishStates,
  qualities,
  streamMedia,
  trtcCapabilities,
  trtcDetectionLagMs,
  joinErrors,
} from './trtcTables.ts';

/** The part of a `TRTC` instance that this source uses. */
export interface TrtcClient extends Emitter {
  getAudioTrack?(userId: string): TrtcTrack;
  // The SDK's own enum cannot be written without importing the SDK.
  getVideoTrack?(of: { userId: string; streamType: never }): TrtcTrack;
}

type TrtcTrack = { readonly id: string } | null | undefined;

export interface TrtcOptions {
  /** The SDK has no getters. When attached after `enterRoom`, say here what the app already knows. */
  initial?: { phase: Phase; users?: readonly string[] };
}

/** Bitrates in kbit/s. */
interface Streams {
  audio?: { bitrate?: number; jitterBufferDelay?: number };
  video?: readonly { bitrate?: number }[];
}

/** RTT in ms, loss in percent. */
interface TrtcStatistics {
  rtt: number;
  upLoss: number;
  downLoss: number;
  localStatistics?: Streams;
  remoteStatistics?: readonly (Streams & { userId: string })[];
}

// A broken connection goes on to CONNECTING in the same tick; after exitRoom nothing follows.
const settleMs = 500;

/**
 * Reports what a TRTC instance (trtc-sdk-v5) says. Attach before `enterRoom`, or give `initial`.
 *
 * `exitRoom` has no event of its own: a disconnect that nothing follows within half a second (no retry, no
 * kick, no error) is read as having left. After a `preconnect` the SDK keeps its connection through
 * `exitRoom` and says nothing at all: detach the source then.
 */
export function trtc(client: TrtcClient, { initial }: TrtcOptions = {}): CallSource {
  const source: NetworkSource = {
    name: 'trtc',
    capabilities: trtcCapabilities,
    detectionLagMs: trtcDetectionLagMs,
    tracksOf: (userId) => tracksOf(client, userId),
    subscribe: (outer) => {
      const { context, stop } = synthesizeLost(outer);
      if (initial) context.emit({ type: 'snapshotTaken', users: [], ...initial });
      const connection = connectionRows(context, initial?.phase === 'reconnecting');
      const table = lookUp({ ...connection.rows, ...rows });
      return startAll([() => listen(client, table, context)], connection.stop, stop);
    },
  };
  return takeJoinErrors(source, joinErrors);
}

function tracksOf(client: TrtcClient, userId: string): string[] {
  const tracks = [
    client.getAudioTrack?.(userId),
    ...Object.keys(streamMedia).map((type) =>
      client.getVideoTrack?.({ userId, streamType: type as never }),
    ),
  ];
  return tracks.flatMap((track) => track?.id ?? []);
}

/** The connection: what its events mean depends on what came before and on what follows. */
function connectionRows(
  { clock, emit }: SourceContext,
  isBroken: boolean,
): { rows: Record<string, Row>; stop: () => void } {
  let isDisconnected = false;
  let cancel: (() => void) | undefined;
  const stop = () => {
    cancel?.();
    cancel = undefined;
  };
  const leaveUnlessMoreFollows = (payload: unknown) => {
    const raw = copyRaw('connection-state-changed', [payload]);
    cancel = clock.after(settleMs, () => {
      // What comes from now on is another call.
      cancel = undefined;
      emit({ ...connectionFact('left', 'localLeave'), synthetic: true, raw });
    });
    return undefined;
  };
  const changes: Record<string, (prevState: unknown, isReconnecting: unknown) => Facts> = {
    CONNECTING: (_prevState, isReconnecting) => {
      isBroken = isReconnecting === true;
      return isBroken
        ? connectionFact('reconnecting', 'network', { link: { signaling: 'down' } })
        : connectionFact('connecting', 'join');
    },
    CONNECTED: () => {
      const recovered = isBroken;
      isBroken = false;
      return recovered
        ? connectionFact('connected', 'rejoined', { recovered, link: { signaling: 'up' } })
        : connectionFact('connected', 'joined');
    },
    // Declared, and not seen so far.
    RECONNECTING: () => changes['CONNECTING']!(undefined, true),
    RECONNECTED: () => {
      isBroken = true;
      return changes['CONNECTED']!(undefined, false);
    },
    DISCONNECTED: (prevState) =>
      prevState === 'CONNECTING' && !isBroken
        ? failedFacts('joinFailed', 'DISCONNECTED')
        : leaveUnlessMoreFollows({ prevState, state: 'DISCONNECTED' }),
  };
  return {
    stop,
    rows: {
      'connection-state-changed': (look, { prevState, state, isReconnecting }) => {
        const change = look(changes, state);
        if (!change) return undefined;
        // Joining anew right after a disconnect is part of the same outage, though the SDK does not call it so.
        const goesOn = cancel !== undefined;
        stop();
        isDisconnected = state === 'DISCONNECTED';
        return change(prevState, goesOn || isReconnecting);
      },
      // By now the SDK has left the room by itself.
      'kicked-out': (look, { reason }) => {
        stop();
        return failedFacts(look(kickReasons, reason) ?? 'unknown', String(reason));
      },
      // Only an error that comes with a disconnect ended the call: the SDK left the room before saying so.
      error: (look, { code, extraCode, message }) => {
        const cause = look(errorCauses, code);
        const exact = amount(extraCode) || code;
        if (!isDisconnected || !cause || harmlessErrors.includes(extraCode)) {
          return cause === undefined ? undefined : exceptionFact(exact, message);
        }
        stop();
        isDisconnected = false;
        return failedFacts(isBroken ? 'network' : cause, exact);
      },
    },
  };
}

const rows: Record<string, Row> = {
  'network-quality': (look, quality) => {
    const uplink = look(qualities, quality.uplinkNetworkQuality);
    const downlink = look(qualities, quality.downlinkNetworkQuality);
    return uplink || downlink
      ? { type: 'qualitySampled', uplink, downlink, basis: 'sdk' }
      : undefined;
  },
  statistics: (_look, stats) => statsFacts(stats),
  'remote-user-enter': (_look, { userId }) => ({ type: 'userJoined', userId: userOf(userId) }),
  'remote-user-exit': (look, { userId, reason: code }) => {
    const reason = (code === undefined ? code : look(leaveReasons, code)) ?? 'unknown';
    return { type: 'userLeft', userId: userOf(userId), reason };
  },
  'remote-audio-available': (_look, { userId }) => published(userId, 'audio'),
  'remote-audio-unavailable': (_look, { userId }) => unpublished(userId, 'audio'),
  'remote-video-available': (look, { userId, streamType }) =>
    published(userId, look(streamMedia, streamType)),
  'remote-video-unavailable': (look, { userId, streamType }) =>
    unpublished(userId, look(streamMedia, streamType)),
  'publish-state-changed': (look, { mediaType, state, reason }) => {
    const media = look(mediaTypes, mediaType);
    const isOn = look(publishStates, state);
    if (!media || typeof isOn !== 'boolean') return undefined;
    const sent: SourceEvent = { type: 'localMediaChanged', [media]: isOn };
    // `timeout` goes on being retried; `api-call` is the app's own doing.
    return reason === 'timeout' || reason === 'error'
      ? [sent, exceptionFact(`publish-${reason}`, `${media} is not sent`)]
      : sent;
  },
  'autoplay-failed': (look, { userId, mediaType, resume }) => {
    const media = look(mediaTypes, mediaType);
    // An empty user is this device.
    return (
      media && {
        type: 'autoplayBlocked',
        userId: userIdOf(userId),
        media,
        resume:
          typeof resume === 'function'
            ? async () => {
                await resume();
              }
            : undefined,
      }
    );
  },
};

function published(userId: unknown, media: Media | undefined): Facts {
  return media && { type: 'streamPublished', userId: userOf(userId), media: [media] };
}

function unpublished(id: unknown, media: Media | undefined): Facts {
  const userId = userOf(id);
  return media && { type: 'streamUnpublished', userId, media: [media], reason: 'unknown' };
}

function exceptionFact(code: string | number, message: unknown): SourceEvent {
  return { type: 'exceptionRaised', code, text: String(message), recovered: false };
}

function statsFacts(stats: TrtcStatistics): Facts {
  const { localStatistics: sent, remoteStatistics: received = [] } = stats;
  return [
    {
      type: 'statsSampled',
      rttMs: measured(stats.rtt),
      lossUp: lossOf(stats.upLoss),
      lossDown: lossOf(stats.downLoss),
      kbpsUp: sent ? kbpsOf(sent) : undefined,
      kbpsDown: sum(received.map(kbpsOf)),
    },
    ...received.map(
      (remote): SourceEvent => ({
        type: 'statsSampled',
        userId: userOf(remote.userId),
        jitterBufferMs: amount(remote.audio?.jitterBufferDelay),
        kbpsDown: kbpsOf(remote),
      }),
    ),
  ];
}

function kbpsOf({ audio, video = [] }: Streams): number {
  return sum([audio, ...video].map((stream) => amount(stream?.bitrate) ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
