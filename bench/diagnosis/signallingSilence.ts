import type { Interval } from './interval.ts';
import type { RecordedEvent, RecordedScreen, Recording } from './recording.ts';

/** What tells, for each channel, that it has gone silent, and that it is heard again. */
const channels = [
  { silent: 'sigpinglate', heard: ['sigpingok', 'wsopen'] },
  { silent: 'jpinglate', heard: ['jpingok', 'wsopen'] },
] as const;
const anyHeard = ['wsheard', 'wsopen'];
/** How long nothing had been heard when a ping counts as late. */
const lateMs = 1500;

/** When a channel to the call server really was silent, by the app's own pings; milliseconds after the fault. */
export function signallingSilences({ ev }: RecordedScreen, { t0 }: Recording): Interval[] {
  return channels.flatMap(({ silent, heard }) => {
    const ends: readonly string[] = heard;
    return ev
      .filter(({ k }) => k === silent)
      .map(({ t }) => ({ from: t - lateMs - t0, to: firstAfter(ev, ends, t) - t0 }));
  });
}

/**
 * When the call server was heard again. A mute socket may need ten seconds after the heal to come back to life; where
 * it never did, never. Old recordings lack `wsheard`, and tell by their pings alone.
 */
export function signallingBack(screen: RecordedScreen, recording: Recording): number {
  const { t0, t1a, t1 } = recording;
  const healAt = t1a ?? t1;
  const heard = screen.ev.find(({ k, t }) => t >= healAt && anyHeard.includes(k));
  const standing = signallingSilences(screen, recording).filter(({ from }) => from + t0 < healAt);
  return Math.max(t1 - t0, (heard?.t ?? t0) - t0, ...standing.map(({ to }) => to));
}

function firstAfter(ev: readonly RecordedEvent[], kinds: readonly string[], after: number): number {
  return ev.find(({ k, t }) => t > after && kinds.includes(k))?.t ?? Number.POSITIVE_INFINITY;
}
