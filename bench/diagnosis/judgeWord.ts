import { isLeftover, judgeOutage } from './judgeOutage.ts';
import { judgeNews } from './judgeNews.ts';
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
import { isNews, isWeak, type Word } from './word.ts';

const weakHoldMs = 10_300;
const briefMs = 1000;
/** `local.lost` says "still trying": true only of an outage this long. */
const lostAfterMs = 19_500;
/** Heals that were watched for less than this tell nothing of what stays. */
const watchedMs = 1000;

/** One word on one screen. The first of these that has something to say, says it. */
export function judgeWord(word: Word, words: readonly Word[], context: Context): Judgement {
  const judgement =
    judgeBefore(word, context) ??
    (isNews(word) ? judgeNews(word, words, context) : undefined) ??
    judgeListed(word, context) ??
    judgeTime(word, context);
  const isRight = judgement.verdict === 'allowed' && context.expectation.must?.includes(word.name);
  return isRight ? { verdict: 'right' } : judgement;
}

function judgeBefore(word: Word, { recording, expectation }: Context): Judgement | undefined {
  const began = (recording.t0a ?? recording.t0) - recording.t0;
  if (expectation.fromTheStart || word.from >= began - graceMs) return undefined;
  // How long joining takes is not in the recordings.
  if (word.kind.startsWith('join.')) return allowed;
  return {
    verdict: 'before',
    why: 'nothing had happened yet',
    untrueMs: Math.min(word.to, began) - word.from,
  };
}

/** Is it among the words of this fault at all? */
function judgeListed(word: Word, context: Context): Judgement | undefined {
  const { must = [], may = [], brief = [] } = context.expectation;
  if (![...must, ...may].includes(word.name) && !isLeftover(word, context)) {
    if (brief.includes(word.name) && word.to - word.from <= briefMs) return allowed;
    return wrong(word, 'not true on this screen');
  }
  if (word.kind === 'local.offline' && !hasSaidOffline(word, context))
    return wrong(word, 'the device never said so');
  if (word.kind === 'local.lost' && word.from < lostAfterMs)
    return wrong(word, 'says less than what was known, before 20 s');
  return undefined;
}

function hasSaidOffline({ from }: Word, { screen, recording }: Context): boolean {
  return screen.ev.some(({ k, t }) => k === 'offline' && t - recording.t0 <= from + graceMs);
}

/** It is about what happened; is it there at the right time? */
function judgeTime(word: Word, context: Context): Judgement {
  if (context.expectation.stays || word.kind === 'remote.left') return allowed;
  return isWeak(word) ? judgeWeak(word, context) : judgeOutage(word, context);
}

function judgeWeak(word: Word, { recording, expectation }: Context): Judgement {
  const { t0, t1, t2 } = recording;
  const healAt = t1 - t0;
  if (t2 - t1 <= watchedMs || expectation.fromTheStart || expectation.staysWeak) return allowed;
  if (word.from > healAt + goneMs)
    return wrong(word, `began ${seconds(word.from - healAt)} after the heal`);
  return word.to > healAt + weakHoldMs ? stale(word, healAt + weakHoldMs, healAt) : allowed;
}
