import { measureGrowth } from '../growth/measureGrowth.ts';
import { measureOneFact } from '../growth/measureOneFact.ts';
import { subjects } from '../growth/subjects.ts';
import { isLinear, sizes } from '../growth/verdict.ts';
import { measureMemory } from '../memory/measureMemory.ts';
import { round } from '../numbers.ts';
import { calls, measureLooks } from '../statistics/measureLooks.ts';
import type { Found } from './plan.ts';

export function findGrowth(): Found {
  const facts = measureOneFact(10, 10_000);
  const linear = subjects.filter((subject) => isLinear(measureGrowth(subject, sizes)));
  return {
    oneFact: facts.map(({ small, large }) => `${round(large / small)}x`).join(', '),
    growth: `${linear.length} of ${subjects.length}`,
  };
}

export async function findStatistics(): Promise<Found> {
  const percents: number[] = [];
  for (const call of [calls.server9, calls.server1000, calls.mesh100])
    percents.push((await measureLooks(call)).percent);
  return { statistics: percents.map(round).join(' / ') };
}

export function findMemory(): Found {
  const grown = measureMemory().map(({ early, late }) => `${Math.round(late - early)} kB`);
  return { heap: grown.join('; ') };
}
