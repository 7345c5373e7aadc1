import { isWeak } from '../events/quality.ts';
import { levelAt } from '../state/levelAt.ts';
import type { Presence, UserFacts } from '../state/networkState.ts';
import { isTimeout } from '../state/reduceUser.ts';
import type { Evidence, RemoteDiagnosis } from './diagnosis.ts';
import { isHeldLongEnough } from './heldLongEnough.ts';
import type { MediaSigns } from './mediaSigns.ts';

/** What judging one remote needs to know of our own side. */
export interface OwnSide {
  signs: MediaSigns;
  /** Our own side is out: no remote is judged, everything about them stays as it was. */
  down: boolean;
  /** Since when, if that is sure enough to be said. */
  downSince?: number | undefined;
  /** The way to the call server is out: what is said of the others may be our own doing. */
  unheardOf: boolean;
  /** When our own side was last back after an outage. */
  backAt?: number | undefined;
  /** The call server has answered a probe at or after this time; 0 without one. */
  serverAnsweredAt: number;
  /**
   * When the app's channel was last proved alive; `unproved` while it was only said to be open, absent where nobody
   * watches one.
   */
  channelAliveAt?: number | 'unproved' | undefined;
  /** No server in between and nobody else here: a loss belongs to neither side. */
  betweenUs: boolean;
  /** How long the SDK takes to declare a vanished remote gone; 0 when unknown. */
  userDroppedLagMs: number;
  /** Brought by whoever measures media. */
  findStalled?: RemoteRule | undefined;
}

export interface RemoteJudgement {
  presence: Presence;
  since: number;
  expectedEndAt?: number;
  saidBy?: string;
  diagnosis: RemoteDiagnosis;
}

type Finding = Omit<RemoteJudgement, 'since'>;
export type RemoteRule = (
  user: UserFacts,
  own: OwnSide,
  now: number,
  previous: RemoteDiagnosis,
) => Finding | undefined;

// A second without a packet: looking every quarter of a second misses up to that much of it.
export const stallMs = 850;
export const reportsEveryMs = 2500;
// What is seen of one outage is seen a little apart.
const sameOutageMs = 1500;
// Others take a little longer to be heard again: whoever lost a connection over our outage is back up to 2.6 s later.
const justBackMs = 3000;
const returnedForMs = 10_000;
// A weakness that was said for less than this and is not confirmed was none of theirs.
const blameMs = 1000;

export const plainlyPresent: RemoteJudgement = {
  presence: 'present',
  since: 0,
  diagnosis: { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] },
};

// That their media stopped is for the witness of media to tell.
const stalled: RemoteRule = (user, own, now, previous) =>
  own.findStalled?.(user, own, now, previous);
const rules: readonly RemoteRule[] = [left, leaving, suspended, said, stalled, weak, returned];

/** What is wrong with one remote, and whether they are still with us. Pure. */
export function diagnoseRemote(
  user: UserFacts,
  own: OwnSide,
  previous: RemoteJudgement,
  now: number,
): RemoteJudgement {
  if (own.down && user.here) return isOurs(previous, own) ? takenBack(now) : previous;
  let found: Finding = plainlyPresent;
  for (const rule of rules) {
    const finding = rule(user, own, now, previous.diagnosis);
    if (finding) {
      found = finding;
      break;
    }
  }
  const justBack = own.backAt !== undefined && now - own.backAt < justBackMs;
  // So nobody is newly missed.
  if (justBack && found.diagnosis.cause === 'interrupted') return previous;
  return merge(found, previous, now - previous.diagnosis.since > blameMs, now);
}

/** What was concluded from silence that our own outage explains. */
function isOurs({ diagnosis, saidBy }: RemoteJudgement, { downSince }: OwnSide): boolean {
  const { cause, began } = diagnosis;
  if (cause !== 'interrupted' || saidBy !== 'media' || downSince === undefined) return false;
  return Math.abs(began - downSince) < sameOutageMs;
}

function takenBack(now: number): RemoteJudgement {
  const { presence, diagnosis } = plainlyPresent;
  return { presence, since: now, diagnosis: { ...diagnosis, since: now, withdrawn: true } };
}

function merge(
  found: Finding,
  previous: RemoteJudgement,
  wasWeak: boolean,
  now: number,
): RemoteJudgement {
  const { diagnosis } = found;
  const samePresence = found.presence === previous.presence;
  const sameCause = diagnosis.cause === previous.diagnosis.cause;
  if (
    samePresence &&
    sameCause &&
    found.saidBy === previous.saidBy &&
    diagnosis.confidence === previous.diagnosis.confidence
  ) {
    return previous;
  }
  const goesOn = sameCause && diagnosis.cause !== 'none';
  const withdrawn =
    diagnosis.cause === 'none' &&
    (sameCause ? previous.diagnosis.withdrawn : previous.diagnosis.cause === 'weak' && !wasWeak);
  return {
    ...found,
    since: samePresence ? previous.since : now,
    diagnosis: {
      ...diagnosis,
      ...(withdrawn && { withdrawn }),
      began: goesOn ? Math.min(previous.diagnosis.began, diagnosis.began) : diagnosis.began,
      since: sameCause ? previous.diagnosis.since : now,
    },
  };
}

function judged(
  presence: Presence,
  cause: RemoteDiagnosis['cause'],
  began: number,
  confidence: number,
  evidence: Evidence[],
  more: Partial<Finding> = {},
): Finding {
  return { presence, diagnosis: { cause, began, since: began, confidence, evidence }, ...more };
}

function left(user: UserFacts): Finding | undefined {
  if (user.here) return undefined;
  const { leftAt = 0, leaveReason = 'unknown' } = user;
  const evidence = [{ sign: 'left', at: leftAt, value: leaveReason }];
  if (leaveReason === 'kicked') return judged('kicked', 'none', leftAt, 1, evidence);
  if (isTimeout(user)) return judged('dropped', 'dropped', leftAt, 1, evidence);
  return judged('left', 'none', leftAt, 1, evidence);
}

/** They said goodbye themselves; the server may take its time. */
function leaving({ report }: UserFacts): Finding | undefined {
  if (!report?.leaving) return undefined;
  return judged('left', 'none', report.at, 0.9, [{ sign: 'said goodbye', at: report.at }]);
}

function suspended({ report }: UserFacts): Finding | undefined {
  if (!report?.suspended) return undefined;
  return judged('unstable', 'none', report.at, 1, [{ sign: 'device suspended', at: report.at }]);
}

/** The SDK or a server says they are gone or coming back, and their media does not say otherwise. */
function said({ said: word, flow }: UserFacts, own: OwnSide): Finding | undefined {
  if (!word || word.phase === 'connected') return undefined;
  const evidence = [{ sign: `${word.by} says ${word.phase}`, at: word.since }];
  if (flow && flow.silentMs < stallMs && own.signs.sampledAt - flow.lastPacketAt < stallMs) {
    return judged('unstable', 'none', word.since, 0.5, evidence, { saidBy: word.by });
  }
  return interrupted(word.since, 0.95, evidence, own, word.by);
}

export function interrupted(
  began: number,
  confidence: number,
  evidence: Evidence[],
  { userDroppedLagMs }: OwnSide,
  saidBy: string,
): Finding {
  return judged('interrupted', 'interrupted', began, confidence, evidence, {
    saidBy,
    ...(userDroppedLagMs && { expectedEndAt: began + userDroppedLagMs }),
  });
}

/** Their own report, or the score of whoever stands in between, says their network is weak. */
function weak(
  { report, quality }: UserFacts,
  own: OwnSide,
  now: number,
  { cause, since }: RemoteDiagnosis,
): Finding | undefined {
  if (!own.betweenUs && report && saysWeak(report, now)) {
    const evidence = [{ sign: 'their report: uplink', at: report.at, value: report.uplink }];
    return judged('unstable', 'weak', report.at, 0.95, evidence, { saidBy: 'peer' });
  }
  // What is scored is what came through: our outage, and one of theirs that has just ended, are in it.
  const outageEndedAt = Math.max(own.backAt ?? 0, cause === 'none' ? since : 0);
  const track = [quality.uplink, quality.overall].find(
    (one) => isWeak(levelAt(one, now).steady) && isHeldLongEnough(one, outageEndedAt, now),
  );
  if (!track) return undefined;
  const evidence = [{ sign: 'their score', at: track.at, value: track.steady }];
  return judged('unstable', 'weak', track.since, 0.8, evidence);
}

function saysWeak({ uplink, at }: NonNullable<UserFacts['report']>, now: number): boolean {
  return uplink !== undefined && isWeak(uplink) && now - at < reportsEveryMs * 2;
}

function returned(
  { returnedAt, leftAt = 0 }: UserFacts,
  _own: OwnSide,
  now: number,
): Finding | undefined {
  if (returnedAt === undefined || now - returnedAt >= returnedForMs) return undefined;
  return judged('returned', 'none', leftAt, 1, [{ sign: 'joined again', at: returnedAt }]);
}
