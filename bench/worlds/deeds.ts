import type { Deed, World } from './world.ts';

/** What each person and process is doing at a moment. */
export interface Deeds {
  is(who: string, deed: Deed, now: number): boolean;
  /** Still there: neither left nor killed. */
  isPresent(who: string, now: number): boolean;
  /** There, awake and answering. */
  isRunning(who: string, now: number): boolean;
  /** The moment at which somebody who sleeps at `at` wakes up. */
  awakeAt(who: string, at: number): number;
  /** How far the clock on somebody's wall is off, forward steps alone or all. */
  clockOff(who: string, now: number, which: 'forward' | 'all'): number;
}

const stepMs = 3_600_000;

export function createDeeds({ happenings }: World): Deeds {
  const found = (who: string, deed: Deed) =>
    happenings.filter((one) => one.does === deed && one.who === who);
  const rows = new Map<string, ReturnType<typeof found>>();
  const of = (who: string, deed: Deed) => {
    const key = `${who} ${deed}`;
    const known = rows.get(key) ?? found(who, deed);
    rows.set(key, known);
    return known;
  };
  const is = (who: string, deed: Deed, now: number) =>
    of(who, deed).some(({ from, to }) => from <= now && now < to);
  const isPresent = (who: string, now: number) =>
    !is(who, 'leaves', now) && !is(who, 'is killed', now);
  return {
    is,
    isPresent,
    isRunning: (who, now) =>
      isPresent(who, now) && !is(who, 'sleeps', now) && !is(who, 'hangs', now),
    awakeAt: (who, at) =>
      Math.max(
        at,
        ...of(who, 'sleeps')
          .filter(({ from, to }) => at > from && at < to)
          .map(({ to }) => to),
      ),
    clockOff: (who, now, which) => {
      const forward = of(who, 'clock steps forward').filter(({ from }) => from <= now).length;
      const back = of(who, 'clock steps back').filter(({ from }) => from <= now).length;
      return (forward - (which === 'all' ? back : 0)) * stepMs;
    },
  };
}
