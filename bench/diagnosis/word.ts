import type { Interval } from './interval.ts';
import type { Shown } from './record.ts';
import type { Side } from './recording.ts';
import { sideOf } from './streamOwners.ts';

/** A prompt as a person saw it: a kind, whom it is about, and from when to when. */
export interface Word extends Interval {
  /** As expectations write it: `local.offline`, `remote.weak(A)`, and `weak.between` for any weak.* without a side. */
  name: string;
  kind: string;
  about?: Side;
  surfaces: string[];
}

/** Drawn again this soon, it is the same word. */
const blinkMs = 150;

export function wordName({ kind, userId, betweenUs }: Omit<Shown, keyof Interval>): string {
  if (betweenUs && kind.startsWith('weak.')) return 'weak.between';
  const about = sideOf(userId);
  return about ? `${kind}(${about})` : kind;
}

/** Stretches of one word that follow each other at once are one; those without any length were never seen. */
export function wordsOf(prompts: readonly Shown[]): Word[] {
  const words: Word[] = [];
  for (const prompt of prompts.toSorted((one, other) => one.from - other.from)) {
    const name = wordName(prompt);
    const { kind, from, to, surfaces } = prompt;
    const same = words.findLast((word) => word.name === name && from - word.to <= blinkMs);
    const about = sideOf(prompt.userId);
    if (same) Object.assign(same, joined(same, prompt));
    else if (to > from)
      words.push({ name, kind, ...(about && { about }), surfaces: [...surfaces], from, to });
  }
  return words;
}

function joined(word: Word, { to, surfaces }: Shown): Pick<Word, 'to' | 'surfaces'> {
  return {
    to: Math.max(word.to, to),
    surfaces: [...new Set([...word.surfaces, ...surfaces])],
  };
}

const outages = [
  'local.offline',
  'local.noInternet',
  'local.serverUnreachable',
  'local.reconnecting',
  'local.mediaInterrupted',
  'local.notHeard',
  'local.lost',
  'local.resumed',
  'local.failed',
];
const remoteOutages = ['remote.interrupted', 'remote.dropped'];
const news = ['local.restored', 'remote.returned', 'weak.restored'];
const otherWeak = ['remote.weak', 'remote.videoPaused'];

/** My own way is broken. */
export const isOutage = ({ kind }: Pick<Word, 'kind'>): boolean => outages.includes(kind);
/** Another person's is. */
export const isRemoteOutage = ({ kind }: Pick<Word, 'kind'>): boolean =>
  remoteOutages.includes(kind);
/** Something is over. */
export const isNews = ({ kind }: Pick<Word, 'kind'>): boolean => news.includes(kind);
/** Something is slow or lossy. */
export const isWeak = (word: Pick<Word, 'kind'>): boolean =>
  !isNews(word) && (word.kind.startsWith('weak.') || otherWeak.includes(word.kind));
