import type { Impairment } from '../protocol/harm.ts';

/** What one direction of a link remembers between packets. */
export interface LinkState {
  /** When the last byte accepted so far has left the rate limiter. */
  busyUntil: number;
  /** When the last accepted packet arrives; none may overtake it. */
  lastArrival: number;
  /** True while inside a run of losses. */
  losing: boolean;
  /** Share of the jitter that packets wait now, and until when that holds. */
  wait: number;
  waitUntil: number;
}

export type Passage = { arriveAt: number } | { dropped: 'swallowed' | 'lost' | 'queueFull' };

/** A queue longer than this is dropped from, as a home router's would be. */
export const maxQueueMs = 400;

/** Packets wait together in waves of about this length, as on a busy Wi-Fi. */
const meanWaveMs = 80;

export const idleLink = (): LinkState => ({
  busyUntil: 0,
  lastArrival: 0,
  losing: false,
  wait: 0,
  waitUntil: 0,
});

/** Decides what becomes of one packet: when it arrives, or why it does not. Pure but for `link`, its memory. */
export function passPacket(
  link: LinkState,
  impairment: Impairment,
  bytes: number,
  now: number,
  random: () => number,
): Passage {
  if (impairment.swallow) return { dropped: 'swallowed' };
  if (isLost(link, impairment, random)) return { dropped: 'lost' };

  const sentAt = leaveQueue(link, impairment.rateKbps, bytes, now);
  if (sentAt === null) return { dropped: 'queueFull' };

  const arriveAt = Math.max(
    link.lastArrival,
    sentAt + impairment.delayMs + jitter(link, impairment.jitterMs, now, random),
  );
  link.lastArrival = arriveAt;
  return { arriveAt };
}

/** Gilbert's model: runs of losses with mean length `burst`, together `loss` of all packets. */
function isLost(link: LinkState, { loss, burst }: Impairment, random: () => number): boolean {
  if (loss <= 0 || loss >= 1) return loss >= 1;
  if (burst <= 1) return random() < loss;
  const leave = 1 / burst;
  const enter = Math.min(1, (leave * loss) / (1 - loss));
  link.losing = link.losing ? random() >= leave : random() < enter;
  return link.losing;
}

function leaveQueue(link: LinkState, rateKbps: number, bytes: number, now: number): number | null {
  if (rateKbps <= 0) return now;
  const start = Math.max(now, link.busyUntil);
  if (start - now > maxQueueMs) return null;
  link.busyUntil = start + (bytes * 8) / rateKbps;
  return link.busyUntil;
}

function jitter(link: LinkState, jitterMs: number, now: number, random: () => number): number {
  if (jitterMs <= 0) return 0;
  if (now >= link.waitUntil) {
    link.wait = random();
    link.waitUntil = now + meanWaveMs * 2 * random();
  }
  return link.wait * jitterMs;
}
