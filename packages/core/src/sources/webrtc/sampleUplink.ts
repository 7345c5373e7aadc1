import type { UplinkSample } from '../../events/networkEvent.ts';
import { largest } from '../knownValues.ts';
import { grown, sum } from './counters.ts';
import { tellChecks } from './followChecks.ts';
import { bytesSince } from './followPackets.ts';
import { tellReports } from './followReports.ts';
import { reportedLoss } from './reportedLoss.ts';
import type { StatsMemory } from './statsMemory.ts';
import type { RemoteReport } from './statsTotals.ts';

/** What we sent between two looks, and what is known of how it arrived. */
export function sampleUplink(
  earlier: StatsMemory,
  memory: StatsMemory,
  intervalMs: number,
): UplinkSample {
  const { totals: before } = earlier;
  const { totals: now } = memory;
  const streams = [...now.outbound.values()].map((stream) => {
    const past = before.outbound.get(stream.id);
    return {
      ...stream,
      sent: grown(stream.packets, past?.packets),
      sentBytes: grown(stream.bytes, past?.bytes),
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
    ...reportedLoss(fresh, earlier.reports, before, now, memory.rtp),
    ...tellReports(memory.reports, now, bytesSince(memory.packets, before, now)),
    ...tellChecks(memory.checks, now.seenAt),
    rttMs: newestRtt(reports, now.rttMs === before.rttMs ? undefined : now.rttMs),
    jitterMs: largest(reports.map(({ jitter }) => jitter && jitter * 1000)),
    availableKbps: now.availableKbps,
    targetKbps: targets.length ? sum(targets, (target) => target) : undefined,
    framesPerSecond: largest(video.map((stream) => stream.framesPerSecond)),
    limitedBy: strictest(video.map((stream) => stream.limitedBy)),
    audio: streams.some(({ kind, sent }) => kind === 'audio' && sent > 0),
    video: video.length > 0,
  };
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
