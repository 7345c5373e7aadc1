import type {
  DownlinkSample,
  MediaSampled,
  StreamSample,
  UplinkSample,
} from '../../events/networkEvent.ts';
import { largest } from '../knownValues.ts';
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
    uplink: sampleUplink(before, totals, memory, intervalMs),
    downlink: sampleDownlink(before.totals, totals, intervalMs),
    streams: sampleStreams(before.totals, totals, userOf),
  };
  return { sample, memory };
}

function firstMemory(totals: StatsTotals): StatsMemory {
  return { totals, ...followReports(undefined, totals) };
}

function sampleUplink(
  { totals: before, sentAtReport }: StatsMemory,
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
  // Simulcast sends several layers: all of them count, and any of them may be held back.
  const video = streams.filter(({ kind, sent }) => kind === 'video' && sent > 0);
  const targets = video.flatMap(({ targetKbps }) => targetKbps ?? []);
  return {
    packets: sum(streams, ({ sent }) => sent),
    kbps: (sum(streams, ({ sentBytes }) => sentBytes) * 8) / intervalMs,
    ...lossOf(fresh, before, now, sentAtReport),
    rttMs: newestRtt(reports, now.rttMs === before.rttMs ? undefined : now.rttMs),
    jitterMs: largest(reports.map(({ jitter }) => jitter && jitter * 1000)),
    availableKbps: now.availableKbps,
    targetKbps: targets.length ? sum(targets, (target) => target) : undefined,
    framesPerSecond: largest(video.map((stream) => stream.framesPerSecond)),
    limitedBy: strictest(video.map((stream) => stream.limitedBy)),
    unheardMs: unheardFor(now, memory),
    audio: streams.some(({ kind, sent }) => kind === 'audio' && sent > 0),
    video: video.length > 0,
  };
}

/** Loss over all fresh reports. One about a stream that is new counts half: it covers few packets. */
function lossOf(
  fresh: readonly (readonly [id: string, report: RemoteReport])[],
  before: StatsTotals,
  now: StatsTotals,
  sentAtReport: StatsMemory['sentAtReport'],
): Pick<UplinkSample, 'loss' | 'lossCovers'> {
  const told = fresh.flatMap(([id, report]) => {
    const { outboundId, fractionLost } = report;
    const sent = (now.outbound.get(outboundId)?.packets ?? 0) - (sentAtReport.get(id) ?? 0);
    const loss = fractionLost ?? countedLoss(report, before.reports.get(id), sent);
    return loss === undefined ? [] : [{ loss, weight: before.outbound.has(outboundId) ? 1 : 0.5 }];
  });
  if (!told.length) return {};
  const total = sum(told, ({ weight }) => weight);
  return { loss: sum(told, ({ loss, weight }) => loss * weight) / total, lossCovers: told.length };
}

/** For browsers that only count: what was lost, of what was sent, between two reports. */
function countedLoss(
  { lost }: RemoteReport,
  earlier: RemoteReport | undefined,
  sent: number,
): number | undefined {
  if (!earlier || sent <= 0) return undefined;
  return Math.min(1, Math.max(0, lost - earlier.lost) / sent);
}

const limits = ['cpu', 'bandwidth', 'other', 'none'] as const;

function strictest(reasons: readonly (string | undefined)[]): UplinkSample['limitedBy'] {
  return limits.find((limit) => reasons.includes(limit));
}

/** The shortest of those measured at once: a busy machine makes a round trip look longer, never shorter. */
function newestRtt(reports: readonly RemoteReport[], stun: number | undefined): number | undefined {
  const known = [...reports.map(({ rttMs }) => rttMs), stun].filter((rtt) => rtt !== undefined);
  return known.length ? Math.min(...known) : undefined;
}

function sampleDownlink(before: StatsTotals, now: StatsTotals, intervalMs: number): DownlinkSample {
  const streams = [...now.inbound.values()];
  const grownBy = (pick: (stream: InboundTotals) => number) =>
    sum(streams, (stream) => {
      const earlier = before.inbound.get(stream.id);
      return grown(pick(stream), earlier && pick(earlier));
    });
  return {
    packets: grownBy(({ packets }) => packets),
    lost: sum(streams, (stream) => lostSince(stream, before.inbound.get(stream.id))),
    kbps: (grownBy(({ bytes }) => bytes) * 8) / intervalMs,
    jitterMs: largest(
      streams.filter(({ kind }) => kind === 'audio').map(({ jitterMs }) => jitterMs),
    ),
    bytes: grown(now.bytesIn, before.bytesIn),
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
      lost: lostSince(stream, earlier),
      framesDecoded: grown(stream.framesDecoded ?? 0, earlier?.framesDecoded),
      jitterMs: stream.jitterMs,
    };
  });
}

/** Negative where packets that counted as lost came late. What a new or restarted count says is history. */
function lostSince(stream: InboundTotals, earlier: InboundTotals | undefined): number {
  return earlier && stream.packets >= earlier.packets ? stream.lost - earlier.lost : 0;
}

/**
 * A receiver that hears nothing new keeps reporting the very same jitter and loss: the only trace
 * a cut uplink leaves in our own statistics before ICE gives up.
 */
function followReports(
  before: StatsMemory | undefined,
  now: StatsTotals,
): Pick<StatsMemory, 'frozen' | 'sentAtReport'> {
  const frozen = new Map<string, { since: number; sentThen: number } | undefined>();
  const sentAtReport = new Map<string, number>();
  for (const [id, report] of now.reports) {
    const earlier = before?.totals.reports.get(id);
    const sent = now.outbound.get(report.outboundId)?.packets ?? 0;
    const sentThen = before?.sentAtReport.get(id) ?? sent;
    const isNew = earlier?.at !== report.at;
    frozen.set(id, before?.frozen.get(id));
    sentAtReport.set(id, isNew ? sent : sentThen);
    if (!isNew) continue;
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

/** A count that shrank has started over. */
function grown(now: number, before: number | undefined): number {
  if (before === undefined) return 0;
  return now < before ? now : now - before;
}

function sum<Item>(items: readonly Item[], pick: (item: Item, index: number) => number): number {
  return items.reduce((total, item, index) => total + pick(item, index), 0);
}
