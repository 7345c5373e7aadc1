import type {
  StatsProvider,
  WatchedConnection,
} from '../../packages/core/src/sources/webrtc/webrtc.ts';

/** A call whose statistics are laid out beforehand: what remains is our own work. */
export interface StatsCall {
  userIds: readonly string[];
  connections: readonly WatchedConnection[];
  /** Lays out what the next look finds, so many milliseconds after the one before. */
  pass(ms: number): void;
}

type Entry = Record<string, unknown> & { id: string; type: string };

const perSecond = { audio: 50, video: 100 };
const bytesEach = { audio: 100, video: 1_000 };
const kinds = ['audio', 'video'] as const;

/** One connection to a server: everybody's microphone and camera come through it. */
export function serverCall(size: number): StatsCall {
  const userIds = names(size);
  const { connection, layOut } = statsProvider(userIds);
  const owners = new Map(
    userIds.flatMap((userId) => kinds.map((kind) => [trackOf(userId, kind), userId])),
  );
  return {
    userIds,
    connections: [{ id: 'sfu', connection, userOf: ({ trackId = '' }) => owners.get(trackId) }],
    pass: ticking(layOut),
  };
}

/** A connection to each of them. */
export function meshCall(size: number): StatsCall {
  const userIds = names(size);
  const providers = userIds.map((userId) => ({ userId, ...statsProvider([userId]) }));
  return {
    userIds,
    connections: providers.map(({ userId, connection }) => ({ id: userId, connection, userId })),
    pass: ticking((seconds, at) => {
      for (const { layOut } of providers) layOut(seconds, at);
    }),
  };
}

function names(size: number): string[] {
  return Array.from({ length: size }, (_, index) => `user${index}`);
}

function ticking(layOut: (seconds: number, at: number) => void): StatsCall['pass'] {
  let passed = 0;
  return (ms) => {
    passed += ms;
    layOut(passed / 1000, 1_700_000_000_000 + passed);
  };
}

function statsProvider(userIds: readonly string[]) {
  let report: ReadonlyMap<string, Entry> = new Map();
  const connection: StatsProvider = {
    connectionState: 'connected',
    getStats: () => Promise.resolve(report),
  };
  const layOut = (seconds: number, timestamp: number) => {
    const entries = [
      ...path(seconds, timestamp),
      ...kinds.flatMap((kind) => outbound(kind, seconds, timestamp)),
      ...userIds.flatMap((userId) =>
        kinds.flatMap((kind) => inbound(userId, kind, seconds, timestamp)),
      ),
    ];
    report = new Map(entries.map((entry) => [entry.id, entry]));
  };
  layOut(0, 1_700_000_000_000);
  return { connection, layOut };
}

/** The pair in use, and what Chromium lists besides. */
function path(seconds: number, timestamp: number): Entry[] {
  const others = ['certificate', 'codec', 'codec', 'codec', 'local-candidate', 'local-candidate'];
  return [
    { id: 'T', type: 'transport', timestamp, selectedCandidatePairId: 'P0' },
    ...['P0', 'P1'].map((id) => ({
      id,
      type: 'candidate-pair',
      timestamp,
      state: id === 'P0' ? 'succeeded' : 'waiting',
      nominated: id === 'P0',
      currentRoundTripTime: 0.04,
      availableOutgoingBitrate: 2_000_000,
      bytesReceived: seconds * 100_000,
      lastPacketReceivedTimestamp: timestamp - 5,
      responsesReceived: Math.floor(seconds / 2.5),
      consentRequestsSent: Math.floor(seconds / 2.5),
    })),
    ...[...others, 'remote-candidate', 'media-source', 'media-source', 'peer-connection'].map(
      (type, index) => ({ id: `X${index}`, type, timestamp }),
    ),
  ];
}

function outbound(kind: 'audio' | 'video', seconds: number, timestamp: number): Entry[] {
  const packets = Math.floor(seconds * perSecond[kind]);
  const reports = Math.floor(seconds / (kind === 'audio' ? 5 : 1));
  return [
    {
      id: `O${kind}`,
      type: 'outbound-rtp',
      timestamp,
      kind,
      packetsSent: packets,
      bytesSent: packets * bytesEach[kind],
      targetBitrate: 800_000,
      ...(kind === 'video' && { framesPerSecond: 15, qualityLimitationReason: 'none' }),
    },
    {
      id: `R${kind}`,
      type: 'remote-inbound-rtp',
      timestamp: 1_700_000_000_000 + reports * 1_000,
      kind,
      localId: `O${kind}`,
      packetsLost: 0,
      fractionLost: 0,
      roundTripTime: 0.04,
      jitter: 0.004 + (reports % 7) / 1000,
    },
  ];
}

function inbound(
  userId: string,
  kind: 'audio' | 'video',
  seconds: number,
  timestamp: number,
): Entry[] {
  const packets = Math.floor(seconds * perSecond[kind]);
  const id = trackOf(userId, kind);
  return [
    {
      id: `I${id}`,
      type: 'inbound-rtp',
      timestamp,
      kind,
      trackIdentifier: id,
      packetsReceived: packets,
      packetsLost: 0,
      bytesReceived: packets * bytesEach[kind],
      jitter: 0.004,
      ...(kind === 'video' && { framesDecoded: Math.floor(seconds * 15) }),
    },
    { id: `S${id}`, type: 'remote-outbound-rtp', timestamp, kind },
  ];
}

function trackOf(userId: string, kind: string): string {
  return `${userId}/${kind}`;
}
