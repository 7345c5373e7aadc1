import type { Clock } from '../clock/clock.ts';

/** A clock that stands still until told to move. */
export interface FakeClock extends Clock {
  /** Moves time on, firing due callbacks in order, each at its own instant. */
  advance(ms: number): void;
  /** How many callbacks are waiting: zero means nothing would ever wake up. */
  pendingTimers(): number;
}

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/**
 * A clock for tests and stories: nothing happens until `advance`.
 *
 * @example
 * const clock = createFakeClock();
 * const network = createNetworkStatus({ sources: [source], clock });
 * clock.advance(2_000);
 */
export function createFakeClock(startAt = 1_700_000_000_000): FakeClock {
  const timers = new Set<Timer>();
  let now = startAt;
  let order = 0;

  const nextDue = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.at <= until)
      .sort((one, other) => one.at - other.at || one.order - other.order)[0];

  return {
    now: () => now,
    after(delayMs, callback) {
      const timer = { at: now + Math.max(0, delayMs), order: order++, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due);
        now = Math.max(now, due.at);
        due.callback();
      }
      now = until;
    },
    pendingTimers: () => timers.size,
  };
}
