/** The fields Netcue reads, over all entry types; browsers leave out what they do not know. */
export interface StatsEntry {
  id: string;
  type: string;
  timestamp: number;
  kind?: string;
  mid?: string;
  ssrc?: number;
  localId?: string;
  trackIdentifier?: string;
  packetsReceived?: number;
  packetsLost?: number;
  bytesReceived?: number;
  bytesSent?: number;
  packetsSent?: number;
  jitter?: number;
  framesDecoded?: number;
  framesPerSecond?: number;
  targetBitrate?: number;
  qualityLimitationReason?: string;
  fractionLost?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  availableOutgoingBitrate?: number;
  lastPacketReceivedTimestamp?: number;
  nominated?: boolean;
  selected?: boolean;
  state?: string;
  selectedCandidatePairId?: string;
}

export interface StatsReport {
  forEach(callback: (entry: unknown) => void): void;
}

export interface InboundTotals {
  id: string;
  kind: string;
  mid?: string;
  trackId?: string;
  ssrc?: number;
  packets: number;
  lost: number;
  bytes: number;
  jitterMs?: number;
  framesDecoded?: number;
}

export interface OutboundTotals {
  id: string;
  kind: string;
  packets: number;
  bytes: number;
  targetKbps?: number;
  framesPerSecond?: number;
  limitedBy?: string;
}

/** What the other end last reported about one of our streams. */
export interface RemoteReport {
  outboundId: string;
  at: number;
  lost: number;
  fractionLost?: number;
  jitter?: number;
  rttMs?: number;
}

/** One peer connection's counters at one moment. `at` is the stats' own time, Unix milliseconds. */
export interface StatsTotals {
  at: number;
  inbound: ReadonlyMap<string, InboundTotals>;
  outbound: ReadonlyMap<string, OutboundTotals>;
  reports: ReadonlyMap<string, RemoteReport>;
  bytesIn: number;
  rttMs?: number;
  availableKbps?: number;
  lastPacketAt?: number;
}

/** Reads a stats report of Chromium, Firefox or Safari. */
export function readTotals(report: StatsReport): StatsTotals {
  const entries: StatsEntry[] = [];
  report.forEach((entry) => entries.push(entry as StatsEntry));
  const of = (type: string) => entries.filter((entry) => entry.type === type);
  const pair = selectedPair(of('candidate-pair'), of('transport'));
  const inbound = of('inbound-rtp').map(readInbound);
  return {
    at: entries.reduce((latest, { timestamp }) => Math.max(latest, timestamp), 0),
    inbound: byId(inbound),
    outbound: byId(of('outbound-rtp').map(readOutbound)),
    reports: new Map(of('remote-inbound-rtp').map((entry) => [entry.id, readReport(entry)])),
    bytesIn: pair?.bytesReceived ?? inbound.reduce((sum, { bytes }) => sum + bytes, 0),
    rttMs: scaled(pair?.currentRoundTripTime, 1000),
    availableKbps: scaled(pair?.availableOutgoingBitrate, 0.001),
    lastPacketAt: pair?.lastPacketReceivedTimestamp,
  };
}

function selectedPair(
  pairs: readonly StatsEntry[],
  transports: readonly StatsEntry[],
): StatsEntry | undefined {
  const chosen = transports.map((transport) => transport.selectedCandidatePairId);
  return (
    pairs.find(({ id, selected }) => selected || chosen.includes(id)) ??
    pairs.find(({ nominated, state }) => nominated && state !== 'failed')
  );
}

function readInbound(entry: StatsEntry): InboundTotals {
  return {
    id: entry.id,
    kind: entry.kind ?? 'audio',
    mid: entry.mid,
    trackId: entry.trackIdentifier,
    ssrc: entry.ssrc,
    packets: entry.packetsReceived ?? 0,
    lost: entry.packetsLost ?? 0,
    bytes: entry.bytesReceived ?? 0,
    jitterMs: scaled(entry.jitter, 1000),
    framesDecoded: entry.framesDecoded,
  };
}

function readOutbound(entry: StatsEntry): OutboundTotals {
  return {
    id: entry.id,
    kind: entry.kind ?? 'audio',
    packets: entry.packetsSent ?? 0,
    bytes: entry.bytesSent ?? 0,
    targetKbps: scaled(entry.targetBitrate, 0.001),
    framesPerSecond: entry.framesPerSecond,
    limitedBy: entry.qualityLimitationReason,
  };
}

function readReport(entry: StatsEntry): RemoteReport {
  return {
    outboundId: entry.localId ?? '',
    at: entry.timestamp,
    lost: entry.packetsLost ?? 0,
    fractionLost: entry.fractionLost,
    jitter: entry.jitter,
    rttMs: scaled(entry.roundTripTime, 1000),
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
