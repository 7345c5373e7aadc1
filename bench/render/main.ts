import { round } from '../numbers.ts';
import { measureLatency } from './measureLatency.ts';
import { type Compared, measureRender } from './measureRender.ts';
import type { ContenderName } from './page.ts';
import { situations, type SituationName } from './situations.ts';

const names: Record<ContenderName, string> = {
  floor: 'useSyncExternalStore per user',
  floorFromContext: '… with its store from a context',
  selectors: 'one zustand store, selectors in each tile',
  netcue: 'Netcue, two hooks in each tile',
  netcueAlone: 'Netcue without React',
};
const who: ContenderName[] = ['floorFromContext', 'selectors', 'netcue', 'netcueAlone'];
const rounds = 3;

console.log('One callback of the SDK until React has committed: a quiet one, and as a multiple');
console.log(
  `of the floor, which has as many subscriptions in each tile; median of ${rounds} rounds.\n`,
);
for (const situation of Object.keys(situations) as SituationName[]) {
  console.log(situations[situation].name);
  console.table((await measureRender([situation], who, rounds)).map(toRow));
}

console.log('From the event to the committed DOM, as a multiple of one zustand store.');
console.table(
  (await measureLatency(rounds)).map(({ name, microseconds, timesTheStore }) => ({
    what: name,
    µs: Math.round(microseconds),
    'times the store': round(timesTheStore),
  })),
);

function toRow({ who: name, situation, microseconds, timesTheFloor, ...counts }: Compared) {
  return {
    what: names[name],
    'µs per callback': Math.round(microseconds),
    'µs per fact': round(microseconds / situations[situation].delivered),
    'times the floor': situations[situation].changed ? round(timesTheFloor) : '–',
    renders: round(counts.renders),
    'of them with news': round(counts.renewed),
    commits: round(counts.commits),
  };
}
