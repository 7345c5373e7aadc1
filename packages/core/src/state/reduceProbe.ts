import type { ProbeFinished } from '../events/networkEvent.ts';
import type { ProbeState } from './networkState.ts';

// TCP asks again after a second.
const askedAgainMs = 950;

export function reduceProbe(
  probe: ProbeState,
  { outcome, sentAt, tookMs, unverified }: ProbeFinished,
  at: number,
): ProbeState {
  const answered = outcome === 'reachable';
  // Probes overlap: a slow old one says nothing about now.
  if (sentAt < probe.sentAt && !answered) return probe;
  const since = outcome === probe.outcome ? probe.since : at;
  const base = { ...probe, outcome, sentAt: Math.max(sentAt, probe.sentAt), at, tookMs, since };
  if (!answered) return { ...base, failedAt: at, failedSentAt: sentAt };
  const usualMs = Math.min(tookMs, probe.usualMs ?? tookMs);
  const heard = { ...base, calibrated: true as const, usualMs, ...back(probe, sentAt, at, tookMs) };
  const half = sentAt + tookMs / 2;
  // Anybody in between may have said this: it proves that something answered, and no more.
  if (unverified) return { ...heard, somebodyAt: Math.max(half, probe.somebodyAt ?? 0) };
  return { ...heard, answeredAt: Math.max(half, probe.answeredAt ?? 0) };
}

/** It answers again, having failed since it last did; or so late that the question had to be asked twice. */
function back(
  { failedSentAt = 0, outcome, usualMs = Number.POSITIVE_INFINITY }: ProbeState,
  sentAt: number,
  at: number,
  tookMs: number,
): Pick<ProbeState, 'backAt' | 'failedSentAt'> {
  if (tookMs > 2 * usualMs + askedAgainMs) return { backAt: at, failedSentAt: sentAt };
  const failed = outcome === 'refused' || outcome === 'timedOut';
  const half = sentAt + tookMs / 2;
  return failed && half > failedSentAt ? { backAt: half } : {};
}
