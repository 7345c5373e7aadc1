import type { RemoteDiagnosis } from '../diagnosis/diagnosis.ts';
import { isAtLeast, isWeak, type Quality } from '../events/quality.ts';
import type { UserFacts } from '../state/networkState.ts';

/** What one remote adds to the view of all: how often it counts in each number, and the newest of each time. */
export interface UserShare {
  weakThemselves: number;
  slowThemselves: number;
  hearUs: number;
  hearBadly: number;
  hearNothing: number;
  measured: number;
  reports: number;
  lastHeardOf?: number;
  reportsBackAt?: number;
  hearNothingSince?: number;
  hearUsAt?: number;
  saidGoneAt?: number;
  /** Until when this holds if nothing more is said. */
  until: number;
}

const freshMs = 5000;
// As long as what was lost meanwhile still counts as bursts.
const explainsForMs = 6000;

/** Read off one remote that is here. Pure. */
export function userShare(
  { report, said, quality: { uplink } }: UserFacts,
  diagnosis: RemoteDiagnosis,
  now: number,
): UserShare {
  const measured = uplink.raw !== 'unknown' && (!!uplink.held || now - uplink.at < freshMs);
  const fresh = report !== undefined && now - report.at < freshMs;
  const reported = (quality: Quality | undefined) => fresh && isWeak(quality ?? 'unknown');
  const weakByReport = reported(report?.uplink);
  // Losses that come in bursts leave single samples fair.
  const weakByScore = measured && uplink.recent.slice(-3).some((raw) => isAtLeast(raw, 'bad'));
  // One direction of theirs explains a slow way, both may be no more than what we see of it ourselves.
  const oneWay = weakByReport !== reported(report?.downlink);
  const isFoundWeak = diagnosis.cause === 'weak';
  const lately = isFoundWeak || now - diagnosis.since < explainsForMs;
  const hears = fresh ? report.hearsUs : undefined;
  return {
    weakThemselves: Number(weakByReport || weakByScore || isFoundWeak),
    slowThemselves: Number(weakByScore || oneWay || lately),
    measured: Number(measured),
    reports: Number(report !== undefined),
    hearUs: Number(hears === 'well'),
    hearBadly: Number(hears === 'badly'),
    hearNothing: Number(hears === 'notAtAll'),
    lastHeardOf: report?.at,
    reportsBackAt: fresh ? report.backAt : undefined,
    hearNothingSince: hears === 'notAtAll' ? report?.since : undefined,
    hearUsAt: hears === 'well' || hears === 'badly' ? report?.at : undefined,
    saidGoneAt: said && said.phase !== 'connected' ? said.since : undefined,
    until: Math.min(
      measured && !uplink.held ? uplink.at + freshMs : Infinity,
      fresh ? report.at + freshMs : Infinity,
      lately && !isFoundWeak ? diagnosis.since + explainsForMs : Infinity,
    ),
  };
}
