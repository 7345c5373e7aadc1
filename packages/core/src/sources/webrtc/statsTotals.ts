import { largest } from '../knownValues.ts';

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

/** Reads a stats report of Chromium, Firefox or Safari. `now` is for reports without a time. */
export function readTotals(report: StatsReport, now: number): StatsTotals {
  const entries: StatsEntry[] = [];
  report.forEach((entry) => entries.push(entry as StatsEntry));
  const of = (type: string) => entries.filter((entry) => entry.type === type);
  const pairs = selectedPairs(of('candidate-pair'), of('transport'));
  const most = (pick: (pair: StatsEntry) => number | undefined) =>
    largest(pairs.map((pair) => pick(pair)));
  const inbound = of('inbound-rtp').map(readInbound);
  const bytes = pairs.flatMap(({ bytesReceived }) => bytesReceived ?? []);
  return {
    at: largest(entries.filter(isLocal).map(({ timestamp }) => timestamp)) ?? now,
    inbound: byId(inbound),
    outbound: byId(of('outbound-rtp').map(readOutbound)),
    reports: new Map(of('remote-inbound-rtp').map((entry) => [entry.id, readReport(entry)])),
    bytesIn: sum(bytes.length ? bytes : inbound.map((stream) => stream.bytes)),
    rttMs: scaled(
      most((pair) => pair.currentRoundTripTime),
      1000,
    ),
    availableKbps: scaled(
      most((pair) => pair.availableOutgoingBitrate),
      0.001,
    ),
    lastPacketAt: most((pair) => pair.lastPacketReceivedTimestamp),
  };
}

/** Measured here: what the other end reported may carry its own clock. */
function isLocal({ type, timestamp }: StatsEntry): boolean {
  return !type.startsWith('remote-') && Number.isFinite(timestamp);
}

/** One for each transport: Chromium and Safari name it there, Firefox marks the pair itself. */
function selectedPairs(
  pairs: readonly StatsEntry[],
  transports: readonly StatsEntry[],
): readonly StatsEntry[] {
  const chosen = transports.map((transport) => transport.selectedCandidatePairId);
  const selected = pairs.filter(({ id, selected: marked }) => marked || chosen.includes(id));
  if (selected.length) return selected;
  return pairs.filter(({ nominated, state }) => nominated && state !== 'failed').slice(0, 1);
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
