import { healedAfter } from '../leftovers.ts';
import { sentNothingSince } from '../mediaSigns.ts';
import type { Seen, SignRow, SignView } from '../observation.ts';

const freshMs = 5000;
const heartbeatMs = 1000;
// Two missing reports: the second was due two seconds after the last one.
const missingMs = 2500;
const settleMs = 3000;

const peers = { witness: 'peers', stale: freshMs, holdMs: 0 } as const;

/** What the others say over the app's own channel. */
export const peerSigns: readonly SignRow[] = [
  {
    /** Read from a report that came. It was composed up to a heartbeat before. */
    ...peers,
    sign: 'reports of others arrive',
    leaf: 'theirReports',
    way: 'in',
    state: 'alive',
    read: ({ remotes: { lastHeardOf }, now }) =>
      lastHeardOf > 0 && now - lastHeardOf < freshMs
        ? { at: lastHeardOf - heartbeatMs }
        : undefined,
  },
  {
    /** Read from reports that stopped. Cannot tell: with our own channel dead nothing about them. */
    ...peers,
    sign: 'reports of others stopped',
    leaf: 'theirReports',
    way: 'both',
    state: 'dead',
    read: theirsStopped,
  },
  {
    /** Read from the word of the SDK or the call server that the others are silent, coming back or lost. */
    ...peers,
    sign: 'the others are said to be gone',
    leaf: 'theirReports',
    way: 'both',
    state: 'dead',
    witness: 'sdk',
    stale: 'held',
    read: ({ remotes: { saidGoneAt } }) =>
      saidGoneAt === undefined ? undefined : { at: saidGoneAt },
  },
  {
    /** Read from somebody's word that they hear us: they miss us only after a second, and say so up to a second later. */
    ...peers,
    sign: 'a remote hears us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'alive',
    read: ({ remotes: { hearUsAt } }) =>
      hearUsAt === undefined ? undefined : { at: hearUsAt - 2 * heartbeatMs },
  },
  {
    /**
     * Read from everybody's word that they hear nothing from us. Cannot tell: between two, whether it is our way out or
     * their way in; that others cannot hear us is true of both.
     */
    ...peers,
    sign: 'no remote hears us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'dead',
    read: nobodyHearsUs,
  },
];

function theirsStopped(view: SignView): Seen | undefined {
  const { lastHeardOf, reports, count } = view.remotes;
  if (!reports || count === 0 || lastHeardOf === 0) return undefined;
  // While something nearer was dead they could not come.
  const awaitedSince = Math.max(lastHeardOf, healedAfter(view, lastHeardOf));
  if (view.now - awaitedSince <= missingMs) return undefined;
  return { at: lastHeardOf + 2 * heartbeatMs, since: lastHeardOf };
}

function nobodyHearsUs(view: SignView): Seen | undefined {
  const { remotes, call, now } = view;
  const { hearNothing, hearUs, hearBadly, hearNothingSince = now } = remotes;
  if (!hearNothing || hearUs || hearBadly || sentNothingSince(call, hearNothingSince))
    return undefined;
  // They were away themselves, or say what an outage left behind.
  const back = Math.max(
    remotes.reportsBackAt ?? 0,
    healedAfter(view, hearNothingSince - heartbeatMs),
    view.outage?.endedAt && hearNothingSince < view.outage.endedAt ? view.outage.endedAt : 0,
    call.sending.since ?? 0,
  );
  if (now - back < settleMs) return undefined;
  const since = hearNothingSince - heartbeatMs;
  // Where a server in between reports what it gets of us, a remote that misses it has a way in of its own.
  const faint = !view.media.mesh && view.media.arrivedAt > 0;
  return { at: hearNothingSince, since, ...(faint && { faint }) };
}
