import type { Clock } from '../../packages/core/src/clock/clock.ts';
import type { Deeds } from './deeds.ts';

/** The clock of one person's page: its timers stand still while the machine sleeps, and a user may set it. */
export function createPageClock(
  clock: Clock,
  person: string,
  deeds: Deeds,
  now: () => number,
): Clock {
  return {
    now: () => clock.now() + deeds.clockOff(person, now(), 'forward'),
    after(delayMs, callback) {
      const due = now() + delayMs;
      return clock.after(deeds.awakeAt(person, due) - now(), callback);
    },
  };
}
