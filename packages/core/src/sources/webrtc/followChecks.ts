import { largest } from '../knownValues.ts';
import type { UplinkSample } from '../../events/networkEvent.ts';
import type { PairTotals, StatsTotals } from './statsTotals.ts';

/** The answers to the connectivity checks of one candidate pair, by our own clock. */
interface CheckMemory {
  answers: number;
  asked?: number;
  /** When the last answer was noticed. */
  checkedAt?: number;
  /** What an answer is awaited from: the one before, or the moment we were awake again. */
  awaitedSince?: number;
  /** Checks sent when the last answer was noticed. */
  askedThen?: number;
  /** The last few times between two answers. */
  gaps: readonly number[];
}

export type ChecksMemory = ReadonlyMap<string, CheckMemory>;

const lastFew = 4;
const missed = 3;
const slackMs = 500;
// A young connection is checked several times a second; Chromium settles down to this.
const quickestMs = 2500;
// Between two looks farther apart than this, any number of answers may have come, or our own device have slept.
const longestLookMs = 3000;

/** A pair that is new starts without a past; one that is gone is forgotten. */
export function followChecks(
  memory: ChecksMemory | undefined,
  { pairs, seenAt }: StatsTotals,
  lookMs: number,
): ChecksMemory {
  return new Map(
    [...pairs.values()].flatMap((pair) => {
      const followed = followPair(memory?.get(pair.id), pair, seenAt, lookMs);
      return followed ? [[pair.id, followed]] : [];
    }),
  );
}

function followPair(
  before: CheckMemory | undefined,
  { answers, asked }: PairTotals,
  now: number,
  lookMs: number,
): CheckMemory | undefined {
  if (answers === undefined) return undefined;
  if (!before || answers < before.answers) return { answers, asked, gaps: [] };
  const overslept = lookMs > longestLookMs;
  if (answers === before.answers) {
    const awaitedSince = overslept && before.awaitedSince !== undefined ? now : before.awaitedSince;
    return { ...before, asked, awaitedSince };
  }
  const gap = before.checkedAt === undefined || overslept ? [] : [now - before.checkedAt];
  return {
    answers,
    asked,
    checkedAt: now,
    awaitedSince: now,
    askedThen: asked,
    gaps: [...before.gaps, ...gap].slice(-lastFew),
  };
}

/** When a check was last answered, and how long the next answer has been overdue on every pair that has a cadence. */
export function tellChecks(
  memory: ChecksMemory,
  now: number,
): Pick<UplinkSample, 'checkedAt' | 'checkOverdueMs'> {
  const pairs = [...memory.values()];
  const checkedAt = largest(pairs.map((pair) => pair.checkedAt));
  const overdue = pairs.flatMap((pair) => overdueMs(pair, now) ?? []);
  const least = Math.min(...overdue);
  return {
    ...(checkedAt !== undefined && { checkedAt }),
    ...(overdue.length && least > 0 && { checkOverdueMs: least }),
  };
}

/** Zero or less: not yet. Unknown before two gaps have shown the cadence. */
function overdueMs(
  { gaps, awaitedSince, asked, askedThen }: CheckMemory,
  now: number,
): number | undefined {
  if (gaps.length < 2 || awaitedSince === undefined) return undefined;
  // Who does not ask waits for no answer.
  if (asked !== undefined && asked === askedThen) return 0;
  return now - awaitedSince - (missed * Math.max(quickestMs, ...gaps) + slackMs);
}
