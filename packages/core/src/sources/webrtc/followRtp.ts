import type { StatsTotals } from './statsTotals.ts';
import { grown, sum } from './counters.ts';

/** When media last came in, by our own clock. */
export interface RtpMemory {
  cameAt?: number;
  /** Nothing came at the last look. */
  silent: boolean;
  /** When it last came back after a gap. */
  backAt?: number;
}

// In silence Opus still sends a packet every 400 ms.
const gapMs = 800;

export function followRtp(
  memory: RtpMemory | undefined,
  before: StatsTotals | undefined,
  now: StatsTotals,
): RtpMemory {
  const came = before
    ? sum(now.inbound.values(), ({ id, packets }) =>
        grown(packets, before.inbound.get(id)?.packets),
      )
    : 0;
  if (!came) return { ...memory, silent: true };
  const { cameAt, silent, backAt } = memory ?? { silent: true };
  const isBack = silent && cameAt !== undefined && now.seenAt - cameAt >= gapMs;
  return { cameAt: now.seenAt, silent: false, backAt: isBack ? now.seenAt : backAt };
}
