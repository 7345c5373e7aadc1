import { largest } from '../knownValues.ts';
import { counted, known, signed } from './counters.ts';

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
  responsesReceived?: number;
  consentRequestsSent?: number;
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
  packets?: number;
  lost?: number;
  bytes?: number;
  jitterMs?: number;
  framesDecoded?: number;
}

export interface OutboundTotals {
  id: string;
  kind: string;
  packets?: number;
  bytes?: number;
  targetKbps?: number;
  framesPerSecond?: number;
  limitedBy?: string;
}

/** What the other end last reported about one of our streams. `at` is comparable with its other reports alone. */
export interface RemoteReport {
  outboundId: string;
  at: number;
  lost?: number;
  fractionLost?: number;
  jitter?: number;
  rttMs?: number;
}

/** A candidate pair in use. */
export interface PairTotals {
  id: string;
  bytes?: number;
  /** As the browser gives it, and how long before this look that was by the browser's own clock. */
  lastPacket?: { stamp: number; ageMs: number };
  /** Connectivity checks answered, and sent to keep the other end's consent. */
  answers?: number;
  asked?: number;
}

/** One peer connection's counters at one moment. */
export interface StatsTotals {
  /** When we looked, by our own clock: Unix milliseconds. */
  seenAt: number;
  /** The stats' own time, which somebody may set: good for differences alone. */
  at: number;
  inbound: ReadonlyMap<string, InboundTotals>;
  outbound: ReadonlyMap<string, OutboundTotals>;
  reports: ReadonlyMap<string, RemoteReport>;
  pairs: ReadonlyMap<string, PairTotals>;
  rttMs?: number;
  availableKbps?: number;
}

// What is measured anew at each look: other entries may be old, or carry the other end's clock.
const timed = ['inbound-rtp', 'outbound-rtp', 'candidate-pair', 'transport'];

/** Reads a stats report of Chromium, Firefox or Safari. `now` is our own clock's time. */
export function readTotals(report: StatsReport, now: number): StatsTotals {
  const of = byType(report);
  const [inbound, outbound, candidates, transports] = timed.map(of);
  const pairs = selectedPairs(candidates!, transports!);
  const most = (pick: (pair: StatsEntry) => unknown) =>
    largest(pairs.map((pair) => counted(pick(pair))));
  return {
    seenAt: now,
    at: newestOf([inbound!, outbound!, candidates!, transports!]) ?? now,
    inbound: byId(inbound!.map(readInbound)),
    outbound: byId(outbound!.map(readOutbound)),
    reports: new Map(of('remote-inbound-rtp').map((entry) => [entry.id, readReport(entry)])),
    pairs: byId(pairs.map(readPair)),
    rttMs: scaled(
      most((pair) => pair.currentRoundTripTime),
      1000,
    ),
    availableKbps: scaled(
      most((pair) => pair.availableOutgoingBitrate),
      0.001,
    ),
  };
}

/** One walk over the report: with a thousand people behind a server it has thousands of entries. */
function byType(report: StatsReport): (type: string) => readonly StatsEntry[] {
  const entries = new Map<string, StatsEntry[]>();
  report.forEach((given) => {
    const entry = given as StatsEntry;
    const alike = entries.get(entry.type);
    if (alike) alike.push(entry);
    else entries.set(entry.type, [entry]);
  });
  return (type) => entries.get(type) ?? [];
}

function newestOf(groups: readonly (readonly StatsEntry[])[]): number | undefined {
  let newest: number | undefined;
  for (const group of groups)
    for (const { timestamp } of group) {
      const at = known(timestamp);
      if (at !== undefined && (newest === undefined || at > newest)) newest = at;
    }
  return newest;
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

function readPair(entry: StatsEntry): PairTotals {
  const stamp = counted(entry.lastPacketReceivedTimestamp);
  const at = known(entry.timestamp);
  return {
    id: entry.id,
    bytes: counted(entry.bytesReceived),
    ...(stamp && at !== undefined && { lastPacket: { stamp, ageMs: at - stamp } }),
    answers: counted(entry.responsesReceived),
    asked: counted(entry.consentRequestsSent),
  };
}

function readInbound(entry: StatsEntry): InboundTotals {
  return {
    id: entry.id,
    kind: entry.kind ?? 'audio',
    mid: entry.mid,
    trackId: entry.trackIdentifier,
    ssrc: entry.ssrc,
    packets: counted(entry.packetsReceived),
    lost: signed(entry.packetsLost),
    bytes: counted(entry.bytesReceived),
    jitterMs: scaled(counted(entry.jitter), 1000),
    framesDecoded: counted(entry.framesDecoded),
  };
}

function readOutbound(entry: StatsEntry): OutboundTotals {
  return {
    id: entry.id,
    kind: entry.kind ?? 'audio',
    packets: counted(entry.packetsSent),
    bytes: counted(entry.bytesSent),
    targetKbps: scaled(counted(entry.targetBitrate), 0.001),
    framesPerSecond: counted(entry.framesPerSecond),
    limitedBy: entry.qualityLimitationReason,
  };
}

function readReport(entry: StatsEntry): RemoteReport {
  const fractionLost = known(entry.fractionLost);
  return {
    outboundId: entry.localId ?? '',
    at: entry.timestamp,
    lost: signed(entry.packetsLost),
    ...(fractionLost !== undefined && { fractionLost: Math.min(1, Math.max(0, fractionLost)) }),
    jitter: counted(entry.jitter),
    rttMs: scaled(counted(entry.roundTripTime), 1000),
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
