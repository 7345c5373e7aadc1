import type { CallFacts } from '../state/networkState.ts';
import { beganOf, name } from './causes.ts';
import type { CallDiagnosis, CallEvidence } from './diagnosis.ts';
import { type Finding, nothing } from './finding.ts';
import { type Located, locate } from './locate.ts';
import { readMediaSigns } from './mediaSigns.ts';
import type { Observation, SignView } from './observation.ts';
import { observe } from './observe.ts';
import { continueOutage, isOutage, rememberOutage, wayOf } from './outage.ts';
import type { Reading } from './reading.ts';
import type { RemotesView } from './remotesView.ts';
import { isBroken } from './signs/sdkSigns.ts';
import { findWeakness } from './weakness/findWeakness.ts';

const resumingMs = 20_000;

/** What the attached witnesses bring to it. */
export type DiagnosisReading = Pick<Reading, 'signs' | 'measureWeakness' | 'findBusy'>;

/** What is wrong with this device's part in the call. Pure: facts, remotes, how they are read, what was said before and the time in. */
export function diagnose(
  call: CallFacts,
  remotes: RemotesView,
  reading: DiagnosisReading,
  previous: CallDiagnosis,
  now: number,
): CallDiagnosis {
  const media = readMediaSigns(call, now);
  const { measureWeakness } = reading;
  const view: SignView = { call, media, remotes, outage: previous.outage, now, measureWeakness };
  const settled = ended(call) ?? absent(call);
  const finding = settled ?? inCall(view, reading, previous);
  const outage = settled ? undefined : rememberOutage(finding, view, previous.outage);
  return merge(finding, outage, previous, now);
}

function inCall(view: SignView, reading: DiagnosisReading, previous: CallDiagnosis): Finding {
  const all = observe(reading.signs, view);
  const { mesh } = view.media;
  const located = locate(all, {
    mesh,
    oneToOne: view.remotes.count <= 1,
    reportsForwarded: view.call.signaling['app'] === undefined,
  });
  const found = findLocated(located, all, view);
  const asleep =
    found?.cause === 'deviceOffline' || found?.cause === 'noInternet' ? undefined : resumed(view);
  return (
    asleep ??
    continueOutage(found, view, all, previous) ??
    findWeakness(view, previous) ??
    reading.findBusy?.(view) ??
    nothing
  );
}

function findLocated(
  located: Located,
  all: readonly Observation[],
  view: SignView,
): Finding | undefined {
  const named = name(located, view);
  if (!named) return undefined;
  const { dead, places } = located;
  // Reports that stop explain no outage of ours by themselves.
  if (named.cause === 'none')
    return dead.some(({ leaf, faint }) => leaf === 'mediaIn' && !faint)
      ? { ...nothing, theirs: true }
      : undefined;
  return {
    ...named,
    began: beganBetween(dead, all),
    evidence: [...dead, ...separating(dead, all)].map(evidenceOf),
    located: {
      place: places.length === 1 ? places[0] : undefined,
      way: wayOf(dead),
      deadAt: firstOf(dead),
    },
  };
}

/**
 * Where only something asked for failed, it began between the last proof of life and that: half-way, and no more than a
 * second before.
 */
function beganBetween(dead: readonly Observation[], all: readonly Observation[]): number {
  const began = beganOf(dead);
  if (dead.some(({ witness }) => witness !== 'probes' && witness !== 'channels')) return began;
  const proved = all.filter(
    ({ state, way, leaf, at }) =>
      state === 'alive' && way !== 'in' && leaf !== 'session' && at < began,
  );
  const last = Math.max(...proved.map(({ at }) => at), began - 2 * askedEveryMs);
  return (last + began) / 2;
}

const askedEveryMs = 1000;

/** What has answered since: it tells this place from its neighbours. */
function separating(
  dead: readonly Observation[],
  all: readonly Observation[],
): readonly Observation[] {
  const first = firstOf(dead);
  return all.filter(
    ({ state, witness, at }) => state === 'alive' && witness === 'probes' && at > first,
  );
}

function firstOf(dead: readonly Observation[]): number {
  return Math.min(...dead.map(({ at }) => at));
}

function evidenceOf({ sign, at, value }: Observation): CallEvidence {
  return { sign, at, ...(value !== undefined && { value }) };
}

function ended({ connection: { ended: end } }: CallFacts): Finding | undefined {
  if (!end) return undefined;
  const evidence: CallEvidence[] = [{ sign: 'call ended', at: end.at, value: end.cause }];
  return { cause: 'endedByServer', began: end.at, confidence: 1, evidence };
}

/** Not in a call: nothing to judge. The phase itself says the rest. */
function absent({ connection: { phase, everConnected } }: CallFacts): Finding | undefined {
  const isIn = everConnected && !['left', 'leaving', 'failed'].includes(phase);
  return isIn || phase === 'idle' ? undefined : nothing;
}

/** Back from sleep and not yet back in the call. */
function resumed({ call, media, remotes, now }: SignView): Finding | undefined {
  const { resumedAt } = call.device;
  if (resumedAt === undefined || now - resumedAt > resumingMs) return undefined;
  const awaited = media.hadRtp && remotes.expectsMedia;
  const back = awaited ? media.lastRtpAt > resumedAt : !isBroken(call.connection);
  const lookedAgain = media.hadRtp ? media.sampledAt > resumedAt : true;
  if (back || !lookedAgain) return undefined;
  const evidence: CallEvidence[] = [{ sign: 'device resumed', at: resumedAt }];
  return { cause: 'resumed', began: resumedAt, confidence: 0.9, evidence };
}

function merge(
  { cause, began = 0, confidence, evidence, level, betweenUs, theirs }: Finding,
  outage: CallDiagnosis['outage'],
  previous: CallDiagnosis,
  now: number,
): CallDiagnosis {
  const same = cause === previous.cause;
  const withdrawn = isWithdrawn(cause, theirs, previous);
  const unchanged =
    previous.confidence === confidence &&
    previous.level === level &&
    (previous.withdrawn ?? false) === withdrawn &&
    (previous.betweenUs ?? false) === (betweenUs ?? false);
  if (same && unchanged && isSameOutage(outage, previous.outage)) return previous;
  const goesOn = same || (isOutage(cause) && isOutage(previous.cause));
  const start = began || now;
  return {
    cause,
    began: goesOn ? Math.min(previous.began, start) : start,
    since: same ? previous.since : now,
    confidence,
    evidence,
    ...(level && { level }),
    ...(betweenUs && { betweenUs }),
    ...(outage && { outage }),
    ...(withdrawn && { withdrawn }),
  };
}

/** What was said is taken back: it stays so until something else is said. */
function isWithdrawn(
  cause: CallDiagnosis['cause'],
  theirs: boolean | undefined,
  previous: CallDiagnosis,
): boolean {
  if (cause !== 'none') return false;
  return previous.cause === 'none' ? (previous.withdrawn ?? false) : theirs === true;
}

function isSameOutage(one: CallDiagnosis['outage'], other: CallDiagnosis['outage']): boolean {
  if (one === other || !one || !other) return one === other;
  return (Object.keys(one) as (keyof typeof one)[]).every((key) => one[key] === other[key]);
}
