import type { UplinkSample } from '../../events/networkEvent.ts';
import { largest } from '../knownValues.ts';
import type { RemoteReport, StatsTotals } from './statsTotals.ts';

/**
 * What the other end's reports about one of our streams have shown. A receiver that hears nothing new goes on reporting
 * the very same jitter and loss: the only trace a cut uplink leaves in our own statistics before ICE gives up.
 */
export interface ReportMemory {
  newest: RemoteReport;
  /** When it was first seen, and the one before it: by our own clock. */
  seenAt: number;
  earlierSeenAt?: number;
  /** Packets we had sent on the stream: at the newest report, at the one before, at the last one that counted. */
  sent: number;
  sentEarlier: number;
  sentThen: number;
  /** The last few times between two reports. */
  gaps: readonly number[];
  /** The newest report differed from the one before. */
  isNews: boolean;
  /** Reports that differed, and those that repeated the one before by chance. */
  changes: number;
  repeats: number;
  longestChance: number;
  /** Reports in a row without news while we sent, since when, and what had been sent and lost until then. */
  run: number;
  runSince: number;
  runSent: number;
  /** As of when the other end is proved to have received: by our own clock. */
  arrivedAt?: number;
}

export type ReportsMemory = ReadonlyMap<string, ReportMemory>;

// Fewer packets than this between two reports prove nothing.
const enough = 8;
const lastFew = 8;
// Reports come at random between half and one and a half times their cadence: about audio every five seconds.
const dueAfterGaps = 1.5;
const missingAfterGaps = 1.75;
const longestGapMs = 7500;
const shortestDueMs = 2000;
const leastChanges = 3;
const mostRepeats = 1 / 4;
const pausedMs = 1000;

export function followReports(
  memory: ReportsMemory | undefined,
  { reports, outbound, seenAt }: StatsTotals,
): ReportsMemory {
  return new Map(
    [...reports].map(([id, report]) => {
      const sent = outbound.get(report.outboundId)?.packets ?? 0;
      return [id, followReport(memory?.get(id), report, sent, seenAt)];
    }),
  );
}

function followReport(
  before: ReportMemory | undefined,
  report: RemoteReport,
  sent: number,
  now: number,
): ReportMemory {
  // A stream that counts anew is another stream.
  if (!before || sent < before.sent || report.outboundId !== before.newest.outboundId) {
    return firstReport(report, sent, now);
  }
  if (report.at === before.newest.at) return before;
  const differs = report.jitter !== before.newest.jitter || report.lost !== before.newest.lost;
  const seen = {
    ...before,
    newest: report,
    seenAt: now,
    earlierSeenAt: before.seenAt,
    sent,
    sentEarlier: before.sent,
    gaps: [...before.gaps, gapBetween(before, report, now)].slice(-lastFew),
    isNews: differs && areComparable(before.newest, report),
  };
  if (seen.isNews) return endRun(seen, before);
  const repeats = !differs && canRepeat(report) && sent - before.sentThen >= enough;
  return repeats ? goOn(seen, before) : seen;
}

function firstReport(newest: RemoteReport, sent: number, now: number): ReportMemory {
  return {
    newest,
    seenAt: now,
    sent,
    sentEarlier: sent,
    sentThen: sent,
    gaps: [],
    isNews: false,
    changes: 0,
    repeats: 0,
    longestChance: 0,
    run: 0,
    runSince: now,
    runSent: sent,
  };
}

/** A value that came or went is no news of our packets. */
function areComparable(one: RemoteReport, other: RemoteReport): boolean {
  return (
    (one.jitter === undefined) === (other.jitter === undefined) &&
    (one.lost === undefined) === (other.lost === undefined)
  );
}

/** No jitter at all may be the same for ever, on a perfect path or with a server that does not measure it. */
function canRepeat({ jitter }: RemoteReport): boolean {
  return jitter !== undefined && jitter > 0;
}

/** A report that came so long after the one before that others are missing in between. */
export function isAfterGap({ gaps }: ReportMemory, gapMs: number): boolean {
  return gaps.length > 1 && gapMs > mean(gaps) * missingAfterGaps;
}

/** By the reports' own times, unless those were set meanwhile. */
export function gapBetween(
  { newest, seenAt }: ReportMemory,
  { at }: RemoteReport,
  now: number,
): number {
  const theirs = at - newest.at;
  const ours = now - seenAt;
  return theirs > 0 && theirs < 2 * ours + pausedMs ? theirs : ours;
}

function goOn(seen: ReportMemory, before: ReportMemory): ReportMemory {
  const began = before.run ? {} : { runSince: before.seenAt, runSent: before.sentThen };
  return { ...seen, ...began, run: before.run + 1, sentThen: seen.sent };
}

function endRun(seen: ReportMemory, before: ReportMemory): ReportMemory {
  const lost = (seen.newest.lost ?? 0) - (before.newest.lost ?? 0);
  // What was really cut off is counted as lost by the first report afterwards; else it was chance.
  const byChance = lost < (seen.sent - before.runSent) / 2 ? before.run : 0;
  return {
    ...seen,
    sentThen: seen.sent,
    changes: before.changes + 1,
    repeats: before.repeats + byChance,
    longestChance: Math.max(before.longestChance, byChance),
    run: 0,
    arrivedAt: before.seenAt,
  };
}

/** Its reports used to differ, so that a repetition means something. */
function canTell({ changes, repeats }: ReportMemory): boolean {
  return changes >= leastChanges && repeats < mostRepeats * (changes + repeats);
}

/** The newest report said again what was said before, on a stream where that means something. */
export function isFrozen(memory: ReportMemory | undefined): boolean {
  return memory !== undefined && memory.run > 0 && canTell(memory);
}

/**
 * As of when what we send has arrived, how many reports on every stream have shown nothing new since, and how long they
 * have been overdue while bytes came in.
 */
export function tellReports(
  memory: ReportsMemory,
  now: StatsTotals,
  bytesIn: number,
): Pick<UplinkSample, 'unheardMs' | 'unheardReports' | 'arrivedAt' | 'reportOverdueMs'> {
  const streams = [...memory.values()];
  const arrivedAt = largest(streams.map((stream) => stream.arrivedAt));
  const told = streams.flatMap((stream) => unheard(stream, now) ?? []);
  const overdueMs = bytesIn > 0 ? overdue(streams, now) : 0;
  return {
    ...(overdueMs > 0 && { reportOverdueMs: overdueMs }),
    ...(told.length && {
      unheardMs: Math.min(...told.map(({ ms }) => ms)),
      unheardReports: Math.min(...told.map(({ reports }) => reports)),
    }),
    ...(arrivedAt !== undefined && { arrivedAt }),
  };
}

/** What one stream says now; nothing where it cannot say. */
function unheard(
  stream: ReportMemory,
  { outbound, seenAt }: StatsTotals,
): { reports: number; ms: number } | undefined {
  const sent = outbound.get(stream.newest.outboundId)?.packets ?? 0;
  if (seenAt - stream.seenAt > dueMs(stream) || !isSending(stream, sent, seenAt)) return undefined;
  if (stream.isNews) return { reports: 0, ms: 0 };
  if (!isFrozen(stream)) return undefined;
  // A stream that has repeated itself by chance for longer than once must do so for longer still.
  const reports = Math.max(0, stream.run - Math.max(0, stream.longestChance - 1));
  return { reports, ms: reports ? seenAt - stream.runSince : 0 };
}

/** On the stream where it is shortest; 0 if a report about any of them came in time. */
function overdue(streams: readonly ReportMemory[], { outbound, seenAt }: StatsTotals): number {
  const late = streams.flatMap((stream) => {
    const sent = outbound.get(stream.newest.outboundId)?.packets ?? 0;
    if (!canTell(stream) || !isSending(stream, sent, seenAt)) return [];
    const silentMs = seenAt - stream.seenAt;
    return silentMs > dueMs(stream) ? silentMs - mean(stream.gaps) : 0;
  });
  return late.length ? Math.min(...late) : 0;
}

/** Until its next report should have come. */
function dueMs({ gaps }: ReportMemory): number {
  return Math.max(shortestDueMs, Math.min(longestGapMs, mean(gaps)) * dueAfterGaps);
}

/** Enough was sent since the report before the newest, and it goes on. */
function isSending({ sentEarlier, sent, seenAt }: ReportMemory, now: number, at: number): boolean {
  if (now - sentEarlier < enough) return false;
  return at - seenAt < pausedMs || now - sent >= enough;
}

function mean(values: readonly number[]): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
