import type { Interval } from './interval.ts';
import {
  allowed,
  type Context,
  goneMs,
  graceMs,
  type Judgement,
  seconds,
  wrong,
} from './judgement.ts';
import { isOutage, isRemoteOutage, isWeak, type Word } from './word.ts';

interface News {
  /** The trouble whose end it tells. */
  endOf(trouble: Word, word: Word): boolean;
  /** What must be over, and how much sooner than the recording shows it may be known. */
  over(
    word: Word,
    context: Context,
  ): [silences: readonly Interval[] | undefined, earlierMs: number][];
}

const news: Readonly<Record<string, News>> = {
  'local.restored': {
    endOf: (trouble) => isOutage(trouble),
    // Whether others hear us again we learn a little later than whether we hear them: so that may be too early.
    over: (_word, { media, side }) => [
      [media.deaf(side), graceMs],
      [media.unheard(side), goneMs],
    ],
  },
  'remote.returned': {
    endOf: (trouble, word) => isRemoteOutage(trouble) && trouble.about === word.about,
    over: ({ about }, { media, side }) => [[about && media.silences(side, about), graceMs]],
  },
  'weak.restored': { endOf: (trouble) => isWeak(trouble), over: () => [] },
};

// A silence is one only when it is this long.
const knownAfterMs = 1000;

/** "You're back", "Ana is back": only if a trouble was told, and only once sound passes again. */
export function judgeNews(word: Word, words: readonly Word[], context: Context): Judgement {
  const told = news[word.kind];
  if (!told) return allowed;
  if (!words.some((one) => one.from < word.from && told.endOf(one, word)))
    return wrong(word, 'no trouble had been told');
  const [silence] = told
    .over(word, context)
    .flatMap(([silences = [], earlierMs]) =>
      silences.filter(
        ({ from, to }) => word.from > from + knownAfterMs && word.from < to - earlierMs,
      ),
    );
  if (!silence) return allowed;
  const until = Number.isFinite(silence.to) ? `until ${seconds(silence.to)}` : 'any more';
  return wrong(word, `no sound passed ${until}`);
}
