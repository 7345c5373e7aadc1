import { findGrowth, findMemory, findStatistics } from './findCore.ts';
import { findLatency, findRender } from './findRender.ts';
import { findSizes } from './findSizes.ts';
import { type Found, type Key, plan, type Target } from './plan.ts';

const parts: Record<string, () => Found | Promise<Found>> = {
  sizes: findSizes,
  latency: findLatency,
  render: findRender,
  statistics: findStatistics,
  growth: findGrowth,
  memory: findMemory,
};

// Every part alone is quick enough to be run before and after a change: `pnpm bench:performance render latency`.
const asked = process.argv.slice(2);
const found: Found = {};
for (const [name, find] of Object.entries(parts)) {
  if (asked.length && !asked.includes(name)) continue;
  console.error(`${name} …`);
  Object.assign(found, await find());
}

console.log('Times are multiples of the floor in the same run; sizes are minified and compressed.');
console.table(
  (Object.entries(plan) as [Key, Target][])
    .filter(([key]) => found[key] !== undefined)
    .map(([key, { what, was, goal }]) => ({ what, was, now: found[key], goal })),
);
