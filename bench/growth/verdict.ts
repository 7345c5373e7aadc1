import type { Growth } from './measureGrowth.ts';

export const sizes = [100, 1_000, 10_000] as const;
const linear = 3;

/** How many times as much a user costs in the largest room that was measured as in the cheapest one before. */
export function growthOf({ perUser }: Growth): number {
  const measured = sizes.flatMap((size) => perUser[size] ?? []);
  return measured.at(-1)! / Math.min(...measured.slice(0, -1));
}

/** A room that was too slow to be measured is not linear either. */
export function isLinear(growth: Growth): boolean {
  return sizes.every((size) => growth.perUser[size] !== undefined) && growthOf(growth) <= linear;
}
