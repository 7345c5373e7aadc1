import { type Interval, overlap } from './interval.ts';
import {
  allowed,
  type Context,
  goneMs,
  graceMs,
  type Judgement,
  seconds,
  stale,
  wrong,
} from './judgement.ts';
import { signallingBack, signallingSilences } from './signallingSilence.ts';
import { isOutage, isRemoteOutage, type Word } from './word.ts';

/** After the heal, where a connection had to be made anew, or where it is over by itself. */
const goneAfterRejoinMs = 3000;
/** A word may begin this much after what it tells is over: it was decided before. */
const lateStartMs = 500;
/** A word may follow a silence that is over by so much. */
const lookBackMs = 1000;
const byItselfMs = 2000;

/** A word about an outage is true while the recording shows one, and for the time it may take to leave. */
export function judgeOutage(word: Word, context: Context): Judgement {
  const healAt = context.recording.t1 - context.recording.t0;
  const silences = silencesBehind(word, context);
  if (!silences) return judgeAgainst(word, healAt, context);
  const around = { from: word.from - lookBackMs, to: word.to };
  const behind = silences.findLast((silence) => overlap(silence, around) > 0);
  return behind ? judgeAgainst(word, behind.to, context) : wrong(word, soundPassed(word, silences));
}

function soundPassed({ from }: Word, silences: readonly Interval[]): string {
  const last = silences.findLast(({ to }) => to <= from);
  return last && last.to > 0
    ? `sound had passed again for ${seconds(from - last.to)}`
    : 'sound passed all the time';
}

function judgeAgainst(word: Word, overAt: number, context: Context): Judgement {
  const { t0, t1 } = context.recording;
  const healAt = t1 - t0;
  if (word.from > overAt + lateStartMs)
    return wrong(word, `it had been over for ${seconds(word.from - overAt)}`);
  const isByItself = overAt < healAt - byItselfMs;
  const limit = hasRejoined(context) ? goneAfterRejoinMs : goneMs;
  const due = isByItself ? overAt + goneAfterRejoinMs : Math.max(overAt + goneMs, healAt + limit);
  return word.to <= due
    ? allowed
    : stale(word, due, isByItself ? overAt : Math.max(overAt, healAt));
}

/** A connection failed or was made anew: getting back takes longer than a heal. */
function hasRejoined({ screen, recording }: Context): boolean {
  return screen.ev.some(
    ({ k, v, t }) => t > recording.t0 && (k === 'pc' || (k === 'conn' && v === 'failed')),
  );
}

/** The silences a word speaks of; undefined: its trouble is not silence, or nobody recorded it. */
export function silencesBehind(word: Word, context: Context): readonly Interval[] | undefined {
  const { media, side, recording, screen } = context;
  if (isRemoteOutage(word)) return word.about && media.silences(side, word.about);
  if (word.kind === 'local.notHeard') return media.unheard(side);
  if (isAboutSignalling(word, context)) return [{ from: 0, to: signallingBack(screen, recording) }];
  return isOutage(word) ? media.out(side) : undefined;
}

/** Where the server carries no media, its absence is one of signalling alone. */
function isAboutSignalling({ kind }: Word, { recording }: Context): boolean {
  if (kind === 'local.signalingOnly') return true;
  return kind === 'local.serverUnreachable' && recording.mode === 'p2p';
}

/**
 * Not what the fault is about, and true all the same. Healed, but the call is not yet: what is still missing may be
 * named, on any screen. And a server that did not answer in the recording may be said not to, whatever the fault.
 */
export function isLeftover(word: Word, context: Context): boolean {
  const { t0, t1a, t1 } = context.recording;
  const isHealed = word.from >= (t1a ?? t1) - t0;
  if (word.kind === 'local.signalingOnly') return isSignallingAlone(word, isHealed, context);
  const missing = isHealed && leftovers[word.kind]?.(context);
  return missing ? missing.some((silence) => overlap(silence, word) > 0) : false;
}

const leftovers: Readonly<Record<string, (context: Context) => readonly Interval[] | undefined>> = {
  'local.notHeard': ({ media, side }) => media.unheard(side),
  'local.reconnecting': ({ media, side }) => media.out(side),
  'local.mediaInterrupted': ({ media, side }) => media.out(side),
};

/** "Audio and video work": so they must, and the server must not be heard. */
function isSignallingAlone(word: Word, isHealed: boolean, context: Context): boolean {
  const { media, side, recording, screen } = context;
  const isOut = media.out(side)?.some((silence) => overlap(silence, word) > lateStartMs);
  if (isOut) return false;
  if (isHealed) return word.from <= signallingBack(screen, recording) + graceMs;
  return signallingSilences(screen, recording).some(
    ({ from, to }) => overlap({ from, to: to + graceMs }, word) > 0,
  );
}
