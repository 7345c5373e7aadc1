import type { StatsTotals } from './statsTotals.ts';

type Times = Pick<StatsTotals, 'at' | 'seenAt'>;

const slackMs = 500;

/**
 * How long the stats cover since the look before. Their own times tell it best, unless somebody has set their clock
 * meanwhile: then ours does. Zero when the browser had nothing new to say.
 */
export function elapsedMs(before: Times, now: Times): number {
  const theirs = now.at - before.at;
  if (theirs === 0) return 0;
  const ours = now.seenAt - before.seenAt;
  const isPlausible = theirs > 0 && theirs >= ours / 2 - slackMs && theirs <= ours * 2 + slackMs;
  return isPlausible ? theirs : Math.max(0, ours);
}
