import { markAgain } from './again.ts';
import type { Expectation } from './expectation.ts';
import { expectationOf } from './expectationOf.ts';
import type { Context, JudgedWord, Verdict } from './judgement.ts';
import { judgeWord } from './judgeWord.ts';
import { createMedia } from './media.ts';
import type { Shown } from './record.ts';
import type { Recording, Side } from './recording.ts';
import { nothingMissing, type Without } from './witnesses.ts';
import { isNews, wordsOf } from './word.ts';

/** What one screen of one trial said, word for word. Milliseconds count from the fault; `goneMs` and `mediaBackMs` from the heal. */
export interface JudgedScreen {
  /** `ok`, or what was not, the worst first. */
  verdict: string;
  right: { word: string; ms: number } | null;
  by: number | null;
  /** Until the last word about the fault was gone. */
  goneMs: number | null;
  /** Until sound really passed again. */
  mediaBackMs: number | null;
  words: JudgedWord[];
}

/** Every prompt of a screen, from the first sample to the end of the recording. */
export function judgeScreen(
  recording: Recording,
  side: Side,
  prompts: readonly Shown[],
  without: Without = nothingMissing,
): JudgedScreen {
  const screen = recording[side];
  if (!screen) throw new Error(`${recording.file} has no screen ${side} to judge.`);
  const expectation = expectationOf(recording, side, without);
  const context = { recording, side, screen, expectation, media: createMedia(recording) };
  const said = wordsOf(prompts);
  const words = markAgain(
    said.map((word) => ({ ...word, ...judgeWord(word, said, context) })),
    context,
  );
  const first = words.find(({ verdict, name }) => isRight(verdict, name, expectation));
  const right = first ? { word: first.name, ms: Math.max(0, first.from) } : null;
  return {
    verdict: verdictOf(words, right, expectation),
    right,
    by: expectation.by ?? null,
    goneMs: goneAfter(words, recording),
    mediaBackMs: mediaBack(context),
    words,
  };
}

/** A word that came in time and stayed too long was right when it came. */
function isRight(verdict: Verdict, name: string, { must = [] }: Expectation): boolean {
  return must.includes(name) && verdict !== 'wrong' && verdict !== 'before';
}

const shouted = { before: 'BEFORE', wrong: 'WRONG', stale: 'STALE', again: 'AGAIN' } as const;

function verdictOf(
  words: readonly JudgedWord[],
  right: JudgedScreen['right'],
  { must = [], by = Number.POSITIVE_INFINITY, optional = false }: Expectation,
): string {
  const has = (kind: keyof typeof shouted) =>
    words.some(({ verdict }) => verdict === kind) ? [shouted[kind]] : [];
  const isExpected = must.length > 0 && !optional;
  const verdicts = [
    ...has('before'),
    ...has('wrong'),
    ...(isExpected && !right ? ['MISSED'] : []),
    ...has('stale'),
    ...has('again'),
    ...(isExpected && right && right.ms > by ? ['late'] : []),
  ];
  return verdicts.join(' ') || 'ok';
}

function goneAfter(words: readonly JudgedWord[], { t0, t1 }: Recording): number | null {
  const healAt = t1 - t0;
  const standing = words.filter((word) => !isNews(word) && word.from < healAt && word.to > healAt);
  return standing.length > 0 ? Math.max(...standing.map(({ to }) => to)) - healAt : null;
}

function mediaBack({ media, side, recording }: Context): number | null {
  const healAt = recording.t1 - recording.t0;
  const cut = media.out(side)?.findLast(({ from, to }) => from < healAt && to > healAt);
  return cut ? cut.to - healAt : null;
}
