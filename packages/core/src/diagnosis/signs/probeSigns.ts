import type { ProbeState } from '../../state/networkState.ts';
import { healedAfter } from '../leftovers.ts';
import type { Seen, SignRow, SignView } from '../observation.ts';

// In a long outage probes come every fifteen seconds.
const staleMs = 20_000;

const probe = { way: 'both', witness: 'probes', stale: staleMs, holdMs: 0 } as const;

/** What the probes of two hosts show. One probe alone says nothing of where it failed. */
export const probeSigns: readonly SignRow[] = [
  {
    /**
     * Read from a probe whose answer is known to be the host's own, or that came while the other host's is missing: whoever
     * answers in the place of others answers for both. Cannot tell: how its processes are.
     */
    ...probe,
    sign: 'server probe answered',
    leaf: 'serverHost',
    state: 'alive',
    read: ({ call, now }) => answered(call.server, call.other, now),
  },
  {
    /** The same, of the other host. */
    ...probe,
    sign: 'other probe answered',
    leaf: 'otherHost',
    state: 'alive',
    read: ({ call, now }) => answered(call.other, call.server, now),
  },
  {
    /** Read from an answer that anybody may have given. Cannot tell: who answered; it may be a captive portal. */
    ...probe,
    sign: 'somebody answered a probe',
    leaf: 'device',
    state: 'alive',
    read: ({ call: { server, other }, now }) => {
      const at = Math.max(server.somebodyAt ?? 0, other.somebodyAt ?? 0);
      return at > 0 && now - at < staleMs ? { at } : undefined;
    },
  },
  {
    /**
     * Read from a probe that timed out or was refused, of a host that has answered before. Cannot tell: where it failed, and
     * for a refusal by whom: a device without a route, a router and a blocker all refuse within milliseconds.
     */
    ...probe,
    sign: 'server probe failed',
    leaf: 'serverHost',
    state: 'dead',
    read: (view) => failed(view.call.server, view),
  },
  {
    /** The same, of the other host. */
    ...probe,
    sign: 'other probe failed',
    leaf: 'otherHost',
    state: 'dead',
    read: (view) => failed(view.call.other, view),
  },
];

function answered(host: ProbeState, other: ProbeState, now: number): Seen | undefined {
  const { answeredAt = 0, somebodyAt = 0 } = host;
  const at = isAnsweredAlone(host, other) ? Math.max(answeredAt, somebodyAt) : answeredAt;
  return at > 0 && now - at < staleMs ? { at } : undefined;
}

function isAnsweredAlone({ somebodyAt = 0 }: ProbeState, other: ProbeState): boolean {
  const { outcome, calibrated, failedSentAt = Infinity } = other;
  const fails = outcome === 'timedOut' || outcome === 'refused';
  return fails && calibrated === true && somebodyAt >= failedSentAt;
}

function failed(probeState: ProbeState, view: SignView): Seen | undefined {
  const { outcome, calibrated, failedSentAt, tookMs, since } = probeState;
  if (failedSentAt === undefined || view.now - failedSentAt > staleMs) return undefined;
  // Never answered and refused at once: blocked on this device, for ever.
  if (outcome === 'refused' && !calibrated) return undefined;
  // Sent before something nearer was back.
  const backAt = Math.max(healedAfter(view, failedSentAt), view.media.rtpBackAt);
  if (backAt > failedSentAt) return undefined;
  if (outcome !== 'refused' && outcome !== 'timedOut') return undefined;
  return {
    at: failedSentAt,
    since: Math.min(failedSentAt, since),
    value: outcome === 'refused' ? `refused after ${tookMs} ms` : 'timed out',
  };
}
