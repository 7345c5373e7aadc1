/** Where time comes from. Everything that decides takes `now`; only a clock starts timers. */
export interface Clock {
  /** Unix milliseconds. Never goes backwards. */
  now(): number;
  /** Calls back once after `delayMs`; returns the cancel function. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The clock of the machine. The only place that touches `Date` and `setTimeout`. */
export const systemClock: Clock = {
  now: monotonicNow(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

function monotonicNow(): () => number {
  let latest = 0;
  return () => (latest = Math.max(latest, Date.now()));
}
