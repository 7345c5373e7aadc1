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

/** The wall clock, which goes on from where it was when somebody sets it back. */
function monotonicNow(): () => number {
  let before = 0;
  let ahead = 0;
  return () => {
    const date = Date.now();
    if (date < before) ahead += before - date;
    before = date;
    return date + ahead;
  };
}
