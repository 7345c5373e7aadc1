/** One answer, in milliseconds, or `undefined` where none came in time. */
export type PrecallSample = number | undefined;

export type PrecallVerdict = 'good' | 'poor' | 'unreachable';

/** Beyond these a video call stutters. */
const limits = { roundTripMs: 400, spreadMs: 200, lostShare: 0.2 };

/** What a row of round trips says about a call that is about to start. */
export function judgePrecall(samples: readonly PrecallSample[]): PrecallVerdict {
  const answers = samples.filter((sample) => sample !== undefined).sort((a, b) => a - b);
  if (answers.length === 0) return 'unreachable';
  const typical = answers[Math.floor(answers.length / 2)]!;
  const spread = answers.at(-1)! - answers[0]!;
  const lostShare = 1 - answers.length / samples.length;
  const isPoor =
    typical > limits.roundTripMs || spread > limits.spreadMs || lostShare > limits.lostShare;
  return isPoor ? 'poor' : 'good';
}
