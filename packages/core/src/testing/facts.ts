import type {
  ConnectionChanged,
  MediaSampled,
  ProbeFinished,
  ProbeOutcome,
  SourceEvent,
} from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';

/** Facts as sources state them, with everything a scenario does not care about filled in. */

export const connecting: ConnectionChanged = {
  type: 'connectionChanged',
  phase: 'connecting',
  cause: 'join',
  willRetry: true,
};
export const connected: ConnectionChanged = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
};
export const reconnected: ConnectionChanged = { ...connected, cause: 'rejoined', recovered: true };
export const reconnecting: ConnectionChanged = {
  type: 'connectionChanged',
  phase: 'reconnecting',
  cause: 'network',
  willRetry: true,
};
export const lost: ConnectionChanged = { ...reconnecting, phase: 'lost' };
export const failed: ConnectionChanged = {
  type: 'connectionChanged',
  phase: 'failed',
  cause: 'timeout',
  willRetry: false,
};

export const offline: SourceEvent = { type: 'deviceNetworkChanged', online: false };
export const online: SourceEvent = { type: 'deviceNetworkChanged', online: true };

export const sends = (what: {
  audio?: boolean;
  video?: boolean;
  screen?: boolean;
  effects?: boolean;
}): SourceEvent => ({
  type: 'localMediaChanged',
  ...what,
});

export const joins = (userId: string, name?: string): SourceEvent[] => [
  { type: 'userJoined', userId, name },
  { type: 'streamPublished', userId, media: ['audio', 'video'] },
];
export const drops = (userId: string): SourceEvent => ({
  type: 'userLeft',
  userId,
  reason: 'dropped',
});
export const quits = (userId: string): SourceEvent => ({
  type: 'userLeft',
  userId,
  reason: 'quit',
});
export const breaks = (userId: string): SourceEvent => ({
  type: 'userConnectionChanged',
  userId,
  phase: 'lost',
});
export const heals = (userId: string): SourceEvent => ({
  type: 'userConnectionChanged',
  userId,
  phase: 'connected',
});

/** The SDK's own score. */
export const scores = (uplink: Quality, downlink: Quality = 'good'): SourceEvent => ({
  type: 'qualitySampled',
  uplink,
  downlink,
  basis: 'sdk',
});
export const scoresUser = (userId: string, uplink: Quality): SourceEvent => ({
  type: 'qualitySampled',
  userId,
  uplink,
  basis: 'sdk',
});

export const probe = (
  target: ProbeFinished['target'],
  outcome: ProbeOutcome,
  sentAt: number,
): ProbeFinished => ({
  type: 'probeFinished',
  target,
  outcome,
  sentAt,
  tookMs: outcome === 'timedOut' ? 1_500 : 20,
});

type MediaChange = Partial<Pick<MediaSampled, 'state' | 'streams'>> & {
  uplink?: Partial<MediaSampled['uplink']>;
  downlink?: Partial<MediaSampled['downlink']>;
};

/** Half a second of a healthy connection through a server, changed as told. */
export function media({ uplink, downlink, ...change }: MediaChange = {}): MediaSampled {
  const received = { packets: 50, lost: 0, kbps: 600, bytes: 40_000, jitterMs: 5, ...downlink };
  return {
    type: 'mediaSampled',
    connectionId: 'main',
    intervalMs: 500,
    state: 'connected',
    uplink: {
      packets: 50,
      kbps: 600,
      rttMs: 40,
      loss: 0,
      lossCovers: 1,
      framesPerSecond: 15,
      audio: true,
      video: true,
      ...uplink,
    },
    downlink: received,
    streams: [
      {
        streamId: 'bo',
        userId: 'bo',
        media: 'audio',
        packets: received.packets,
        lost: received.lost,
      },
    ],
    ...change,
  };
}

/** Half a second in which nothing came in. */
export const silence: MediaSampled = media({
  uplink: { loss: undefined, lossCovers: undefined, rttMs: undefined },
  downlink: { packets: 0, bytes: 0, kbps: 0 },
});
