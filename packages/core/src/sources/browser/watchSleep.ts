import type { SourceContext } from '../source.ts';

const tickMs = 5000;
// Longer than a busy page is late; a hidden page whose timers are throttled to one a minute stands still as well.
const asleepAfterMs = 8000;
// A freeze that the browser announced needs no guess.
const frozenAfterMs = 1000;

/** Notices that time went by without us: sleep, a frozen tab, throttled timers. */
export interface SleepWatch {
  /** Something woke us: says at once how long we slept, if we did. */
  look(): void;
  /** The browser says that it freezes us now. */
  fallAsleep(): void;
  stop(): void;
}

/** A timer that should tick every few seconds and did not: the clock jumped over a sleep. */
export function watchSleep({ clock, emit }: SourceContext): SleepWatch {
  let last = clock.now();
  let frozenAt: number | undefined;
  let cancel = (): void => {};

  const look = () => {
    const now = clock.now();
    const gapMs = frozenAt === undefined ? now - last - tickMs : now - frozenAt;
    const limitMs = frozenAt === undefined ? asleepAfterMs : frozenAfterMs;
    frozenAt = undefined;
    if (gapMs > limitMs) {
      last = now;
      emit({ type: 'deviceResumed', gapMs });
    }
  };
  const tick = () => {
    look();
    last = clock.now();
    cancel = clock.after(tickMs, tick);
  };
  cancel = clock.after(tickMs, tick);
  return {
    look,
    fallAsleep: () => {
      frozenAt = clock.now();
    },
    stop: () => cancel(),
  };
}
