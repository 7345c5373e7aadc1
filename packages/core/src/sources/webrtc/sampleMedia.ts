import type {
  DownlinkSample,
  MediaSampled,
  StreamSample,
  UplinkSample,
} from '../../events/networkEvent.ts';
import type { InboundTotals, RemoteReport, StatsTotals } from './statsTotals.ts';

/** What is carried from one look at a peer connection to the next. */
export interface StatsMemory {
  totals: StatsTotals;
  /** Since when a stream's reports have shown nothing new, by report id. */
  frozen: ReadonlyMap<string, { since: number; sentThen: number } | undefined>;
  /** Packets sent on a stream when its newest report arrived. */
  sentAtReport: ReadonlyMap<string, number>;
}

type Sample = Pick<MediaSampled, 'intervalMs' | 'uplink' | 'downlink' | 'streams'>;

// Fewer packets than this between two reports prove nothing.
const enoughToBeHeard = 8;

/** The difference between two looks; `undefined` when the browser had nothing new to say. */
export function sampleMedia(
  before: StatsMemory | undefined,
  totals: StatsTotals,
  userOf: (stream: InboundTotals) => string | undefined,
): { sample?: Sample; memory: StatsMemory } {
  if (!before) return { memory: firstMemory(totals) };
  const intervalMs = totals.at - before.totals.at;
  if (intervalMs <= 0) return { memory: before };
  const memory = { totals, ...followReports(before, totals) };
  const sample = {
    intervalMs,
    uplink: sampleUplink(before.totals, totals, memory, intervalMs),
    downlink: sampleDownlink(before.totals, totals, intervalMs),
    streams: sampleStreams(before.totals, totals, userOf),
  };
  return { sample, memory };
}

function firstMemory(totals: StatsTotals): StatsMemory {
  return { totals, ...followReports(undefined, totals) };
}

function sampleUplink(
  before: StatsTotals,
  now: StatsTotals,
  memory: StatsMemory,
  intervalMs: number,
): UplinkSample {
  const streams = [...now.outbound.values()].map((stream) => {
    const earlier = before.outbound.get(stream.id);
    return {
      ...stream,
      sent: grown(stream.packets, earlier?.packets),
      sentBytes: grown(stream.bytes, earlier?.bytes),
    };
  });
  const fresh = [...now.reports].filter(([id, { at }]) => at !== before.reports.get(id)?.at);
  const reports = fresh.map(([, report]) => report);
  const video = streams.find(({ kind, sent }) => kind === 'video' && sent > 0);
  return {
    packets: sum(streams, ({ sent }) => sent),
    kbps: (sum(streams, ({ sentBytes }) => sentBytes) * 8) / intervalMs,
    ...lossOf(reports, before),
    rttMs: newestRtt(reports, now.rttMs === before.rttMs ? undefined : now.rttMs),
    jitterMs: largest(reports.map(({ jitter }) => jitter && jitter * 1000)),
    availableKbps: now.availableKbps,
    targetKbps: video?.targetKbps,
    framesPerSecond: video?.framesPerSecond,
    limitedBy: video?.limitedBy as UplinkSample['limitedBy'],
    unheardMs: unheardFor(now, memory),
    audio: streams.some(({ kind, sent }) => kind === 'audio' && sent > 0),
    video: video !== undefined,
  };
}

/** Loss of all fresh reports, weighed by what was sent on each stream meanwhile. */
function lossOf(
  reports: readonly RemoteReport[],
  before: StatsTotals,
): Pick<UplinkSample, 'loss' | 'lossCovers'> {
  const told = reports.filter(({ fractionLost }) => fractionLost !== undefined);
  if (!told.length) return {};
  const weights = told.map(({ outboundId }) => (before.outbound.get(outboundId) ? 1 : 0.5));
  const total = sum(weights, (weight) => weight);
  const loss = sum(told, ({ fractionLost = 0 }, index) => fractionLost * (weights[index] ?? 0));
  return { loss: loss / total, lossCovers: told.length };
}

function newestRtt(reports: readonly RemoteReport[], stun: number | undefined): number | undefined {
  return largest([...reports.map(({ rttMs }) => rttMs), stun]);
}

function sampleDownlink(before: StatsTotals, now: StatsTotals, intervalMs: number): DownlinkSample {
  const streams = [...now.inbound.values()];
  const change = (pick: (stream: InboundTotals) => number) =>
    sum(streams, (stream) => {
      const earlier = before.inbound.get(stream.id);
      return earlier ? pick(stream) - pick(earlier) : 0;
    });
  return {
    packets: Math.max(
      0,
      change(({ packets }) => packets),
    ),
    lost: change(({ lost }) => lost),
    kbps:
      (Math.max(
        0,
        change(({ bytes }) => bytes),
      ) *
        8) /
      intervalMs,
    jitterMs: largest(
      streams.filter(({ kind }) => kind === 'audio').map(({ jitterMs }) => jitterMs),
    ),
    bytes: Math.max(0, now.bytesIn - before.bytesIn),
    lastPacketAt: now.lastPacketAt,
  };
}

function sampleStreams(
  before: StatsTotals,
  now: StatsTotals,
  userOf: (stream: InboundTotals) => string | undefined,
): StreamSample[] {
  return [...now.inbound.values()].map((stream) => {
    const earlier = before.inbound.get(stream.id);
    return {
      streamId: stream.id,
      userId: userOf(stream),
      media: stream.kind === 'video' ? 'video' : 'audio',
      packets: grown(stream.packets, earlier?.packets),
      lost: stream.lost - (earlier?.lost ?? 0),
      framesDecoded: grown(stream.framesDecoded ?? 0, earlier?.framesDecoded),
      jitterMs: stream.jitterMs,
    };
  });
}

/**
 * A receiver that hears nothing new keeps reporting the very same jitter and loss: the only trace
 * a cut uplink leaves in our own statistics before ICE gives up.
 */
function followReports(
  before: StatsMemory | undefined,
  now: StatsTotals,
): Pick<StatsMemory, 'frozen' | 'sentAtReport'> {
  const frozen = new Map(before?.frozen);
  const sentAtReport = new Map(before?.sentAtReport);
  for (const [id, report] of now.reports) {
    const earlier = before?.totals.reports.get(id);
    if (earlier?.at === report.at) continue;
    const sent = now.outbound.get(report.outboundId)?.packets ?? 0;
    const sentThen = sentAtReport.get(id) ?? sent;
    sentAtReport.set(id, sent);
    const same =
      earlier !== undefined &&
      report.jitter !== undefined &&
      earlier.jitter === report.jitter &&
      earlier.lost === report.lost;
    if (!same) frozen.set(id, undefined);
    else if (!frozen.get(id)) frozen.set(id, { since: earlier.at, sentThen });
  }
  return { frozen, sentAtReport };
}

/** How long every stream's reports have been frozen although we kept sending. */
function unheardFor(now: StatsTotals, { frozen }: StatsMemory): number | undefined {
  const silences = [...now.reports].flatMap(([id, { outboundId, at }]) => {
    const sent = now.outbound.get(outboundId)?.packets ?? 0;
    const ice = frozen.get(id);
    if (!ice) return now.at - at < 1500 ? [0] : [];
    return [sent - ice.sentThen >= enoughToBeHeard ? at - ice.since : 0];
  });
  return silences.length ? Math.min(...silences) : undefined;
}

function grown(now: number, before: number | undefined): number {
  return before === undefined ? 0 : Math.max(0, now - before);
}

function sum<Item>(items: readonly Item[], pick: (item: Item, index: number) => number): number {
  return items.reduce((total, item, index) => total + pick(item, index), 0);
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? Math.max(...known) : undefined;
}
