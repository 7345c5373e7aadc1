import { silencesBehind } from './judgeOutage.ts';
import type { Context, JudgedWord } from './judgement.ts';
import { isOutage, isRemoteOutage, isWeak } from './word.ts';

const crowdedMs = 10_000;

/** The same word for the third time in ten seconds, or for the second in one outage. All of weak.* are one word. */
export function markAgain(words: readonly JudgedWord[], context: Context): JudgedWord[] {
  return words.map((word, index) => {
    const earlier = words.slice(0, index).filter((one) => familyOf(one) === familyOf(word));
    const why = whyAgain(word, earlier, context);
    const isUntrue = word.verdict !== 'right' && word.verdict !== 'allowed';
    return why && !isUntrue
      ? { ...word, verdict: 'again' as const, why, untrueMs: word.to - word.from }
      : word;
  });
}

function familyOf(word: JudgedWord): string {
  const isOwnWeak = isWeak(word) && word.kind.startsWith('weak.');
  return isOwnWeak ? 'weak.*' : word.name;
}

function whyAgain(
  word: JudgedWord,
  earlier: readonly JudgedWord[],
  context: Context,
): string | undefined {
  const second = earlier.at(-2);
  if (second && word.from < second.from + crowdedMs) return 'the third time in ten seconds';
  const last = earlier.at(-1);
  const isAnOutage = isOutage(word) || isRemoteOutage(word);
  const silences = (isAnOutage && silencesBehind(word, context)) || [];
  const isTwice = last && silences.some(({ from, to }) => last.from > from && word.from < to);
  return isTwice ? 'told already, in the same outage' : undefined;
}
