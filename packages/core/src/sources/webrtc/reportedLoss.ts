import type { UplinkSample } from '../../events/networkEvent.ts';
import { sum } from './counters.ts';
import {
  gapBetween,
  isAfterGap,
  isFrozen,
  type ReportMemory,
  type ReportsMemory,
} from './followReports.ts';
import type { RtpMemory } from './followRtp.ts';
import type { RemoteReport, StatsTotals } from './statsTotals.ts';

// What a report says covers all the time since the one before it.
const longestCoverMs = 7500;

/** Loss over all fresh reports. One about a stream that is new counts half: it covers few packets. */
export function reportedLoss(
  fresh: readonly (readonly [id: string, report: RemoteReport])[],
  memory: ReportsMemory,
  before: StatsTotals,
  now: StatsTotals,
  rtp: RtpMemory,
): Pick<UplinkSample, 'loss' | 'lossCovers'> {
  // What several streams say of the same second is about one path: if it was cut for one of them, it was for all.
  const isOfAGap = fresh.some(([id, report]) => {
    const earlier = memory.get(id);
    return earlier && countsAGap(earlier, gapBetween(earlier, report, now.seenAt), rtp);
  });
  if (isOfAGap) return {};
  const told = fresh.flatMap(([id, report]) => {
    const { outboundId, fractionLost } = report;
    const earlier = memory.get(id);
    const sent = (now.outbound.get(outboundId)?.packets ?? 0) - (earlier?.sent ?? 0);
    const loss = fractionLost ?? countedLoss(report, before.reports.get(id), sent);
    return loss === undefined ? [] : [{ loss, weight: before.outbound.has(outboundId) ? 1 : 0.5 }];
  });
  if (!told.length) return {};
  const total = sum(told, ({ weight }) => weight);
  return { loss: sum(told, ({ loss, weight }) => loss * weight) / total, lossCovers: told.length };
}

/** The report tells of the time when nothing arrived, not of how much gets lost now. */
function countsAGap(earlier: ReportMemory, gapMs: number, { backAt = 0 }: RtpMemory): boolean {
  // After a long gap the first report may have been composed before anything arrived anew.
  if (Math.max(gapMs, earlier.gaps.at(-1) ?? 0) > longestCoverMs) return true;
  if (earlier.seenAt < backAt) return true;
  return isFrozen(earlier) || isAfterGap(earlier, gapMs);
}

/** For browsers that only count: what was lost, of what was sent, between two reports. */
function countedLoss(
  { lost }: RemoteReport,
  earlier: RemoteReport | undefined,
  sent: number,
): number | undefined {
  if (lost === undefined || earlier?.lost === undefined || sent <= 0) return undefined;
  return Math.min(1, Math.max(0, lost - earlier.lost) / sent);
}
