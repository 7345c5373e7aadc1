import { type Quality, worseOf } from '../../events/quality.ts';
import type { CallDiagnosis, CallDiagnosisCause } from '../diagnosis.ts';
import { type Finding, nothing } from '../finding.ts';
import type { SignView } from '../observation.ts';
import { blame, isBetweenTwo } from './blame.ts';
import { readWeakSigns } from './readWeakSigns.ts';
import { weakBefore } from './weakBefore.ts';
import { type Weakness, worstLevel } from './weakness.ts';

// What an outage leaves behind: loss counted over the gap, low bandwidth estimates.
const afterOutageMs = 10_000;
const stallMs = 1000;

/** A weak network, and whose it is. */
export function findWeakness(view: SignView, previous: CallDiagnosis): Finding | undefined {
  const { media, remotes, now } = view;
  const { outage } = view;
  // The look at which what was told ends is the first one after it.
  const { endedAt = outage?.told ? now : -Infinity } = outage ?? {};
  const since = now - endedAt;
  if (since < afterOutageMs || remotes.alone) return undefined;
  if (media.watched && media.hadRtp && media.rtpSilentMs > 500 && remotes.expectsMedia)
    return undefined;
  const before = weakBefore(previous);
  const heardBadly = remotes.hearBadly > 0 && !remotes.hearUs;
  const seen = readWeakSigns(view, before, heardBadly);
  const { uplink, downlink, path, betweenUs } = blame(seen, view, previous);
  const held = uplink || downlink || !path ? undefined : pinnedBefore(previous);
  const cause = held ?? weakCause(uplink, downlink, path);
  const signals = [uplink, downlink, path].filter((sign) => sign !== undefined);
  if (!cause && isBetweenTwo(view) && remotes.weakThemselves > 0) return foundByThem(previous, now);
  if (!cause) {
    const stillSeen = (before.uplink && seen.uplink) || (before.downlink && seen.downlink);
    return stillSeen && previous.cause.startsWith('weak')
      ? { ...nothing, theirs: true }
      : undefined;
  }
  return {
    cause,
    began: previous.cause.startsWith('weak') ? previous.began : now - stallMs,
    confidence: signals.length > 1 ? 0.9 : 0.75,
    evidence: signals.flatMap(({ evidence }) => evidence),
    level: levelOf(signals, previous),
    betweenUs: held === undefined && betweenUs(cause, signals),
  };
}

/** Between two alone what one end measures is as true at the other. */
function foundByThem(previous: CallDiagnosis, now: number): Finding {
  const evidence: Finding['evidence'] = [{ sign: 'the other end finds it weak', at: now }];
  const began = previous.cause.startsWith('weak') ? previous.began : now - stallMs;
  const level = previous.cause.startsWith('weak') ? (previous.level ?? 'bad') : 'bad';
  return { cause: 'weakBoth', began, confidence: 0.7, evidence, level, betweenUs: true };
}

/** What has been very weak is not told as merely weak on its way out. */
function levelOf(signals: readonly Weakness[], { cause, level }: CallDiagnosis): Quality {
  const now = worstLevel(...signals);
  return cause.startsWith('weak') && level ? worseOf(now, level) : now;
}

/** The encoder has learned to send less, so nothing is lost any more: it is slow on the side it was. */
function pinnedBefore({ cause, betweenUs }: CallDiagnosis): CallDiagnosisCause | undefined {
  return !betweenUs && (cause === 'weakUplink' || cause === 'weakDownlink') ? cause : undefined;
}

function weakCause(
  uplink: Weakness | undefined,
  downlink: Weakness | undefined,
  path: Weakness | undefined,
): CallDiagnosisCause | undefined {
  if (uplink && downlink) return 'weakBoth';
  if (uplink) return 'weakUplink';
  if (downlink) return 'weakDownlink';
  return path && 'weakBoth';
}
