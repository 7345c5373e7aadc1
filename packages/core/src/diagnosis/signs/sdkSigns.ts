import { isAtLeast } from '../../events/quality.ts';
import { levelAt } from '../../state/levelAt.ts';
import { healedAfter, isLeftBehind } from '../leftovers.ts';
import { isFlowing, sentNothingSince } from '../mediaSigns.ts';
import type { Seen, SignRow, SignView } from '../observation.ts';

const downForMs = 1500;

/** What the SDK says: of its session, of the quality of both ways, and what its server gets of us. */
export const sdkSigns: readonly SignRow[] = [
  {
    /** Read from the phase. Cannot tell: whether media flows. */
    sign: 'SDK says connected',
    leaf: 'session',
    way: 'both',
    state: 'alive',
    witness: 'sdk',
    stale: 'held',
    holdMs: 0,
    read: ({ call: { connection } }) =>
      connection.phase === 'connected' && connection.connectedAt !== undefined
        ? { at: connection.connectedAt }
        : undefined,
  },
  {
    /** Read from the phase: reconnecting, lost, or connecting again. Cannot tell: where it broke. */
    sign: 'SDK says reconnecting',
    leaf: 'session',
    way: 'both',
    state: 'dead',
    witness: 'sdk',
    stale: 'held',
    holdMs: 0,
    read: (view) => {
      const { connection } = view.call;
      if (!isBroken(connection)) return undefined;
      const at = connection.outageSince ?? connection.since;
      // Signalling that an outage broke is resumed after it, while media flows again.
      if (connection.cause === 'signal' && isFlowing(view.media) && isLeftBehind(view, at))
        return undefined;
      return { at, value: connection.phase };
    },
  },
  {
    /**
     * Read from a raw level `down` both ways while no media is seen to come in. Cannot tell: whose fault it is; a weakness
     * it is not.
     */
    sign: 'quality down both ways',
    leaf: 'mediaIn',
    way: 'both',
    state: 'dead',
    witness: 'sdk',
    stale: 8000,
    holdMs: downForMs,
    read: (view) => bothWays(view, 'down'),
  },
  {
    /** The same of `vbad`, where some scales end. Cannot tell: an outage from a weakness, so only beside another witness. */
    sign: 'quality very bad both ways',
    leaf: 'mediaIn',
    way: 'both',
    state: 'dead',
    witness: 'sdk',
    stale: 8000,
    holdMs: downForMs,
    read: (view) => {
      const seen = bothWays(view, 'vbad');
      return seen && { ...seen, faint: true };
    },
  },
  {
    /** Read from the server's word that it gets our stream. Cannot tell: how much of it. */
    sign: 'server receives us',
    leaf: 'mediaOut',
    way: 'out',
    state: 'alive',
    witness: 'server',
    stale: 'held',
    holdMs: 0,
    read: ({ call: { heard }, now }) => {
      if (heard.state !== 'heard') return undefined;
      const measured = heard.loss !== undefined && now - heard.at < heardFreshMs;
      return { at: measured ? heard.at : heard.since };
    },
  },
  {
    /** Read from the server's word that nothing of any of our streams arrives. Cannot tell: where it is lost. */
    sign: 'server receives nothing',
    leaf: 'mediaOut',
    way: 'out',
    state: 'dead',
    witness: 'server',
    stale: 'held',
    holdMs: 0,
    read: (view) => {
      const { call, outage, now } = view;
      const { heard } = call;
      if (heard.state !== 'notAtAll' || sentNothingSince(call, heard.since - noticedMs / 2))
        return undefined;
      // What it says of an outage, it says for a moment longer.
      const { endedAt = Number.NEGATIVE_INFINITY } = outage ?? {};
      if (heard.since <= endedAt && now - endedAt < settleMs) return undefined;
      // Some say it only when an outage of many seconds is over.
      if (outage && now - healedAfter(view, outage.began) < settleMs) return undefined;
      return { at: heard.since, since: heard.since - noticedMs, sure: true };
    },
  },
];

const heardFreshMs = 3000;
const settleMs = 4000;
// A server says so when nothing has come for a second.
const noticedMs = 1000;

/** Some SDKs say `connecting` again where others say `reconnecting`. */
export function isBroken({
  phase,
  everConnected,
}: Pick<SignView['call']['connection'], 'phase' | 'everConnected'>): boolean {
  return phase === 'reconnecting' || phase === 'lost' || (phase === 'connecting' && everConnected);
}

/** The level of both ways, where the SDK says it of both and no media contradicts. */
function bothWays({ call, media, now }: SignView, level: 'down' | 'vbad'): Seen | undefined {
  const { uplink, downlink } = call.quality;
  const both = [uplink, downlink].every(
    (track) => track.basis === 'sdk' && isAtLeast(levelAt(track, now).raw, level),
  );
  if (!both || isFlowing(media) || call.connection.phase !== 'connected') return undefined;
  const since = Math.max(uplink.rawSince, downlink.rawSince);
  return { at: since, since };
}
