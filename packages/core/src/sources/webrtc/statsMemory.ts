import { type ChecksMemory, followChecks } from './followChecks.ts';
import { followPackets, type PacketMemory } from './followPackets.ts';
import { followReports, type ReportsMemory } from './followReports.ts';
import { followRtp, type RtpMemory } from './followRtp.ts';
import type { StatsTotals } from './statsTotals.ts';

/** What is carried from one look at a peer connection to the next. */
export interface StatsMemory {
  totals: StatsTotals;
  packets: PacketMemory;
  rtp: RtpMemory;
  reports: ReportsMemory;
  checks: ChecksMemory;
}

export function remember(before: StatsMemory | undefined, totals: StatsTotals): StatsMemory {
  const lookedAt = before?.totals.seenAt ?? totals.seenAt;
  return {
    totals,
    packets: followPackets(before?.packets, lookedAt, totals),
    rtp: followRtp(before?.rtp, before?.totals, totals),
    reports: followReports(before?.reports, totals),
    checks: followChecks(before?.checks, totals, totals.seenAt - lookedAt),
  };
}
