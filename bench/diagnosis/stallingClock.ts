import type { Clock } from '../../packages/core/src/clock/clock.ts';
import type { RecordedScreen } from './recording.ts';

const sampledEveryMs = 250;
const stalledMs = 600;

/**
 * The screen's own clock: where the recorder missed its 250 ms samples the machine stood still, so no timer of
 * ours would have fired either.
 */
export function stallingClock(clock: Clock, { st }: RecordedScreen): Clock {
  const gaps = st.flatMap((sample, index) => {
    const next = st.slice(index + 1).find(({ id }) => id === sample.id);
    return next && next.t - sample.t >= stalledMs
      ? [[sample.t + sampledEveryMs, next.t] as const]
      : [];
  });
  const awakeAt = (at: number) =>
    Math.max(at, ...gaps.filter(([from, to]) => at > from && at < to).map(([, to]) => to));
  return {
    now: clock.now,
    after(delayMs, callback) {
      const due = clock.now() + delayMs;
      return clock.after(awakeAt(due) - clock.now(), callback);
    },
  };
}
