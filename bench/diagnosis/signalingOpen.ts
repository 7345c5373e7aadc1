import type { RecordedEvent, Recording } from './recording.ts';

/**
 * When a message that a screen sends or awaits at a moment gets through the app's signalling; never: infinity. The recording tells it by the
 * recorder's own pings: one second apart, the round trip of each late one is in `sigslow`.
 */
export function signalingOpen(
  events: readonly RecordedEvent[],
  { t2 }: Recording,
): (at: number) => number {
  const shut: [from: number, to: number][] = [];
  for (const { k, t, ms = 0 } of events) {
    if (k === 'sigslow') shut.push([t - ms, t]);
    // The ping that is late now was sent 1.5 s ago; without an answer in the recording nothing passed to its end.
    if (k === 'sigpinglate') {
      const answered = events.find((one) => one.k === 'sigpingok' && one.t >= t);
      shut.push([t - 1500, answered?.t ?? t2]);
    }
  }
  const gone = events.at(-1)?.t ?? 0;
  return (at) => {
    if (at > gone + 2000) return Number.POSITIVE_INFINITY;
    return Math.max(at, ...shut.filter(([from, to]) => at >= from && at < to).map(([, to]) => to));
  };
}
