import type { RecordedEvent, Recording } from './recording.ts';

/**
 * Whether the app's signalling carried messages for a screen at a moment. The recording tells it by the
 * recorder's own pings: one second apart, the round trip of each late one is in `sigslow`.
 */
export function signalingOpen(
  events: readonly RecordedEvent[],
  _t0: number,
  { t2 }: Recording,
): (at: number) => boolean {
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
  return (at) => at <= gone + 2000 && !shut.some(([from, to]) => at >= from && at < to);
}
