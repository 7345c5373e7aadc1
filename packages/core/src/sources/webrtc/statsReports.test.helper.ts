import type { StatsProvider } from './webrtc.ts';

/** What has gone over one peer connection so far. */
export interface Counters {
  at: number;
  audioIn?: { packets: number; lost?: number; bytes?: number; jitter?: number; id?: string };
  videoIn?: { packets: number; lost?: number; bytes?: number; frames?: number };
  audioOut?: { packets: number; bytes?: number };
  videoOut?: {
    packets: number;
    bytes?: number;
    fps?: number;
    target?: number;
    limited?: string;
    rid?: string;
  }[];
  /** The other end's newest report about our audio. */
  report?: { at: number; lost?: number; fraction?: number; rtt?: number; jitter?: number };
  rtt?: number;
  available?: number;
  /** Bytes of any kind that came in, and when the last did. */
  bytesIn?: number;
  lastPacketAt?: number;
}

type Entry = Record<string, unknown> & { id: string; type: string; timestamp: number };
type Report = ReadonlyMap<string, Entry>;

const reportOf = (entries: readonly (Entry | undefined)[]): Report =>
  new Map(entries.flatMap((entry) => (entry ? [[entry.id, entry]] : [])));

/** As Chromium 156 lays it out. */
export function chromium(counters: Counters): Report {
  const { at, audioIn, videoIn, audioOut, videoOut = [], report } = counters;
  return reportOf([
    { id: 'T01', type: 'transport', timestamp: at, selectedCandidatePairId: 'CP1' },
    {
      id: 'CP0',
      type: 'candidate-pair',
      timestamp: at,
      state: 'failed',
      nominated: true,
      bytesReceived: 7,
    },
    {
      id: 'CP1',
      type: 'candidate-pair',
      timestamp: at,
      state: 'succeeded',
      nominated: true,
      currentRoundTripTime: counters.rtt,
      availableOutgoingBitrate: counters.available,
      bytesReceived: counters.bytesIn,
      lastPacketReceivedTimestamp: counters.lastPacketAt,
    },
    { id: 'CF', type: 'certificate', timestamp: at },
    audioIn && {
      id: audioIn.id ?? 'ITA1',
      type: 'inbound-rtp',
      timestamp: at,
      kind: 'audio',
      mid: '0',
      ssrc: 11,
      trackIdentifier: 'mic',
      packetsReceived: audioIn.packets,
      packetsLost: audioIn.lost ?? 0,
      bytesReceived: audioIn.bytes ?? audioIn.packets * 100,
      jitter: audioIn.jitter ?? 0.004,
    },
    videoIn && {
      id: 'ITV2',
      type: 'inbound-rtp',
      timestamp: at,
      kind: 'video',
      mid: '1',
      ssrc: 22,
      trackIdentifier: 'cam',
      packetsReceived: videoIn.packets,
      packetsLost: videoIn.lost ?? 0,
      bytesReceived: videoIn.bytes ?? videoIn.packets * 1000,
      framesDecoded: videoIn.frames,
    },
    audioOut && {
      id: 'OTA3',
      type: 'outbound-rtp',
      timestamp: at,
      kind: 'audio',
      packetsSent: audioOut.packets,
      bytesSent: audioOut.bytes ?? audioOut.packets * 100,
    },
    ...videoOut.map((layer, index) => ({
      id: `OTV${index}`,
      type: 'outbound-rtp',
      timestamp: at,
      kind: 'video',
      rid: layer.rid,
      packetsSent: layer.packets,
      bytesSent: layer.bytes ?? layer.packets * 1000,
      targetBitrate: layer.target,
      framesPerSecond: layer.fps,
      qualityLimitationReason: layer.limited,
    })),
    report && {
      id: 'RIA4',
      type: 'remote-inbound-rtp',
      timestamp: report.at,
      kind: 'audio',
      localId: 'OTA3',
      packetsLost: report.lost ?? 0,
      fractionLost: report.fraction,
      roundTripTime: report.rtt,
      jitter: report.jitter,
    },
    {
      id: 'ROA5',
      type: 'remote-outbound-rtp',
      // The other machine's clock is a minute ahead.
      timestamp: at + 60_000,
      kind: 'audio',
    },
  ]);
}

/** Without transport, round trip of the pair, available bandwidth, targets and limitation reasons. */
export function firefox(counters: Counters): Report {
  const kept = [...chromium(counters).values()].filter(({ type }) => type !== 'transport');
  return reportOf(
    kept.map((entry) => {
      const {
        currentRoundTripTime: _rtt,
        availableOutgoingBitrate: _available,
        targetBitrate: _target,
        qualityLimitationReason: _limited,
        trackIdentifier: _track,
        fractionLost: _fraction,
        ...rest
      } = entry;
      return { ...rest, ...(entry.id === 'CP1' && { selected: true }) } as Entry;
    }),
  );
}

/** Without the time of the last packet, `mid`, and bytes of the pair. */
export function safari(counters: Counters): Report {
  return reportOf(
    [...chromium(counters).values()].map((entry) => {
      const { lastPacketReceivedTimestamp: _last, mid: _mid, ...rest } = entry;
      const { bytesReceived: _bytes, ...withoutBytes } = rest;
      return (entry.type === 'candidate-pair' ? withoutBytes : rest) as Entry;
    }),
  );
}

export interface FakeConnection extends StatsProvider {
  connectionState: string;
  /** What the next look finds. */
  counters: Counters;
  asked: number;
}

/** A peer connection whose counters the test moves. */
export function fakeConnection(
  counters: Counters,
  shape: (counters: Counters) => Report = chromium,
): FakeConnection {
  const connection: FakeConnection = {
    connectionState: 'connected',
    counters,
    asked: 0,
    getStats: () => {
      connection.asked += 1;
      return Promise.resolve(shape(connection.counters));
    },
  };
  return connection;
}
