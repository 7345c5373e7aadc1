import type { Impairment } from '../protocol/harm.ts';

/** What one direction of a link remembers between packets. */
export interface LinkState {
  /** When the last byte accepted so far has left the rate limiter. */
  busyUntil: number;
  /** When the last packet arrives; without jitter none may overtake it. */
  lastArrival: number;
  /** True while inside a run of losses. */
  losing: boolean;
}

export type Passage = { arriveAt: number } | { dropped: 'swallowed' | 'lost' | 'queueFull' };

/** A queue longer than this is dropped from, as a home router's would be. */
export const maxQueueMs = 400;

export const idleLink = (): LinkState => ({ busyUntil: 0, lastArrival: 0, losing: false });

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

  const arriveAt = arrival(link, impairment, sentAt, random);
  link.lastArrival = Math.max(link.lastArrival, arriveAt);
  return { arriveAt };
}

/** Jitter lets packets overtake each other: where they cannot, a receiver never measures more than a packet's length of it. */
function arrival(
  link: LinkState,
  { delayMs, jitterMs }: Impairment,
  sentAt: number,
  random: () => number,
): number {
  if (jitterMs > 0) return sentAt + delayMs + jitterMs * random();
  return Math.max(link.lastArrival, sentAt + delayMs);
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
