/** Where time comes from. Everything that decides takes `now`; only a clock starts timers. */
export interface Clock {
  /** Unix milliseconds. Never goes backwards. */
  now(): number;
  /** Calls back once after `delayMs`; returns the cancel function. `Infinity` never comes. */
  after(delayMs: number, callback: () => void): () => void;
}

// Timers count in 31 bits and go off at once when asked for more.
const longestTimerMs = 2 ** 31 - 1;

/** The clock of the machine. The only place that touches `Date` and `setTimeout`. */
export const systemClock: Clock = {
  now: unmovedNow(),
  after(delayMs, callback) {
    let leftMs = delayMs > 0 ? delayMs : 0;
    if (leftMs === Number.POSITIVE_INFINITY) return () => {};
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      const stepMs = Math.min(leftMs, longestTimerMs);
      leftMs -= stepMs;
      timer = setTimeout(leftMs > 0 ? wait : callback, stepMs);
    };
    wait();
    return () => clearTimeout(timer);
  },
};

/** The time it was at the first look, and what has passed since: nobody can set that. */
function unmovedNow(): () => number {
  let passedMs: (() => number) | undefined;
  let before = 0;
  let now = 0;
  return () => {
    if (!passedMs) {
      passedMs = monotonic();
      before = passedMs();
      now = Date.now();
    }
    const passed = passedMs();
    // What was set back, or counts from zero anew, goes on from where it was.
    now += Math.max(0, passed - before);
    before = passed;
    return Math.floor(now);
  };
}

function monotonic(): () => number {
  const { performance } = globalThis;
  return typeof performance?.now === 'function' ? () => performance.now() : () => Date.now();
}
