import type { Clock } from '@netcue/core';

/** The clock of the machine, for what is drawn; what is decided has core's. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
