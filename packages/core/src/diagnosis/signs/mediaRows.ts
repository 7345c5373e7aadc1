import { newestSamples } from '../mediaSigns.ts';
import type { Seen, SignRow, SignView } from '../observation.ts';
import { healedAfter } from '../leftovers.ts';

// Opus sends 50 packets a second, in silence still one every 400 ms.
const silentMs = 800;
// Where RTP stopped while other packets went on, those may pause for as long as a receiver's report.
const pauseMs = 5500;
const rejoinMs = 3000;
const neverBeganMs = 4000;
const enoughReports = 3;

/** What the statistics of peer connections show. */
export const mediaRows: readonly SignRow[] = [
  {
    /** Read from the last packet of any kind. Cannot tell: whether what we send arrives. */
    sign: 'packets arrive',
    leaf: 'mediaIn',
    way: 'in',
    state: 'alive',
    witness: 'media',
    stale: 3500,
    holdMs: 0,
    read: ({ media }) =>
      media.watched && media.lastPacketAt > 0 ? { at: media.lastPacketAt } : undefined,
  },
  {
    /** Read from RTP that is back after a silence: who stopped for want of consent sends again only when asked. */
    sign: 'media is back',
    leaf: 'mediaIn',
    way: 'both',
    state: 'alive',
    witness: 'media',
    stale: 3500,
    holdMs: 0,
    read: ({ media }) =>
      media.watched && media.rtpBackAt > 0 ? { at: media.rtpBackAt } : undefined,
  },
  {
    /**
     * Read from RTP that is expected and missing, and no packet of any kind. Cannot tell: RTP that is missing while packets
     * come is about the remote, not the path.
     */
    sign: 'no packet on any connection',
    leaf: 'mediaIn',
    way: 'in',
    state: 'dead',
    witness: 'media',
    stale: 3500,
    holdMs: silentMs,
    read: silentPath,
  },
  {
    /** Read from media that was due when we were connected and somebody published, and never came. */
    sign: 'no media has come in',
    leaf: 'mediaIn',
    way: 'in',
    state: 'dead',
    witness: 'media',
    stale: 3500,
    holdMs: neverBeganMs,
    read: neverBegan,
  },
  {
    /** Read from the count of answered connectivity checks. Cannot tell anything where the browser does not count them. */
    sign: 'connectivity check answered',
    leaf: 'mediaOut',
    way: 'both',
    state: 'alive',
    witness: 'checks',
    stale: 'held',
    holdMs: 0,
    read: ({ media }) =>
      media.watched && media.checkedAt > 0 ? { at: media.checkedAt } : undefined,
  },
  {
    /** Read from three of the connection's own cadences without an answer. */
    sign: 'connectivity check overdue',
    leaf: 'mediaOut',
    way: 'both',
    state: 'dead',
    witness: 'checks',
    stale: 3500,
    holdMs: 0,
    read: overdue,
  },
  {
    /** Read from RTCP reports whose jitter or loss differs: proves arrival as of the report before. */
    sign: 'reports show news from us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'alive',
    witness: 'reports',
    stale: 'held',
    holdMs: 0,
    read: ({ media }) =>
      media.watched && media.arrivedAt > 0 ? { at: media.arrivedAt } : undefined,
  },
  {
    /**
     * Read from reports that repeat themselves although we send, on every stream whose reports used to change. Cannot tell:
     * fewer than three may be chance.
     */
    sign: 'reports show nothing new from us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'dead',
    witness: 'reports',
    stale: 3500,
    holdMs: 0,
    read: unheard,
  },
  {
    /**
     * Read from reports that no longer come while packets of the same connection do: a server has nothing to say of a stream
     * that does not arrive. Cannot tell: reports that were lost on their way.
     */
    sign: 'no more reports about us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'dead',
    witness: 'reports',
    stale: 3500,
    holdMs: 0,
    read: unreported,
  },
];

function silentPath(view: SignView): Seen | undefined {
  const { media, remotes, now } = view;
  if (!media.watched || !media.hadRtp || !remotes.expectsMedia) return undefined;
  if (media.rtpSilentMs < silentMs) return undefined;
  const outlived = media.lastPacketAt - media.lastRtpAt > 700;
  const limit = outlived ? Math.max(pauseMs, 2 * media.pauseMs) : silentMs;
  if (media.packetSilentMs < limit) return undefined;
  // Whoever lost a connection over our outage needs a moment to be back.
  // Silence by choice is awaited anew from the unmute; who joins again in an outage does not end it.
  const isOut = view.outage !== undefined && view.outage.endedAt === undefined;
  const awaitedSince = isOut ? 0 : (remotes.awaitedSince ?? 0);
  const at = Math.max(outlived ? media.lastPacketAt : media.lastRtpAt, awaitedSince);
  const faint = now - healedAfter(view, at) < rejoinMs;
  return { at, value: media.packetSilentMs, ...(faint && { faint }) };
}

function neverBegan({ media, remotes, call: { connection }, now }: SignView): Seen | undefined {
  const { awaitedSince } = remotes;
  if (!media.watched || media.hadRtp || awaitedSince === undefined) return undefined;
  if (connection.phase !== 'connected') return undefined;
  const at = Math.max(awaitedSince, connection.connectedAt ?? now);
  return { at };
}

function overdue({ call, now, media }: SignView): Seen | undefined {
  if (!media.watched || media.checkedAt === 0) return undefined;
  const late = newestSamples(call, now).map(({ uplink }) => uplink.checkOverdueMs ?? 0);
  // One connection that is checked in time is a way out.
  return late.length && Math.min(...late) > 0 ? { at: media.checkedAt, sure: true } : undefined;
}

function unheard({ call, now, media }: SignView): Seen | undefined {
  const told = Object.values(call.media).flatMap(({ samples }) => {
    const newest = samples.filter(({ uplink }) => uplink.unheardReports !== undefined).at(-1);
    return newest && now - newest.at < 3500 ? [newest] : [];
  });
  const fewest = Math.min(...told.map(({ uplink }) => uplink.unheardReports ?? 0));
  if (!told.length || fewest < 1) return undefined;
  const since = Math.min(...told.map(({ at, uplink }) => at - (uplink.unheardMs ?? 0)));
  // What is proved to have arrived since is not missed.
  if (media.arrivedAt > since) return undefined;
  return { at: since, value: fewest, faint: fewest < enoughReports, sure: fewest >= enoughReports };
}

function unreported({ call, now, media }: SignView): Seen | undefined {
  const told = newestSamples(call, now).filter(({ uplink }) => uplink.packets > 0);
  const late = told.map(({ at, uplink }) => at - (uplink.reportOverdueMs ?? 0));
  const isLate = told.every(({ uplink }) => uplink.reportOverdueMs !== undefined);
  return media.watched && late.length && isLate
    ? { at: Math.max(...late), faint: true }
    : undefined;
}
