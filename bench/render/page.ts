import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Contender, Rendered } from './contender.tsx';
import { floor, floorFromContext } from './floor.tsx';
import { netcueAlone, netcueBelowTile, netcueInTile } from './netcue.tsx';
import { selectors } from './selectors.tsx';

/** What one contender took for a change: the quietest batch, because everything else measures the machine. */
export interface Measured {
  name: string;
  microseconds: number;
  rendersPerChange: number;
}

const makers: readonly ((userIds: readonly string[], rendered: Rendered) => Contender)[] = [
  floor,
  floorFromContext,
  netcueInTile,
  netcueBelowTile,
  netcueAlone,
  selectors,
];

interface Mounted extends Contender {
  renders(): number;
  times: number[];
}

/** Browsers round their clocks: time this many changes at once. */
const batch = 20;

/** What the page offers. */
export interface Bench {
  measure: typeof measure;
}

/** One contender alone on the page: a neighbour's garbage would be collected on its time. */
export function measure(index: number, users: number, changes: number): Measured | null {
  const make = makers[index];
  if (!make) return null;
  const userIds = Array.from({ length: users }, (_, number) => `user${number}`);
  const { name, change, renders, times } = mount(make, userIds);
  const batches = changes / batch;
  let before = 0;
  for (let turn = -Math.ceil(batches / 4); turn < batches; turn += 1) {
    if (turn === 0) before = renders();
    const took = timed(() => changeMany(change, userIds, turn % 2 === 0));
    if (turn >= 0) times.push(took / batch);
  }
  return {
    name,
    microseconds: Math.min(...times) * 1000,
    rendersPerChange: (renders() - before) / changes,
  };
}

function mount(make: (typeof makers)[number], userIds: readonly string[]): Mounted {
  let renders = 0;
  const contender = make(userIds, () => (renders += 1));
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  flushSync(() => root.render(contender.element));
  return { ...contender, renders: () => renders, times: [] };
}

/** The same users every time, spread over the page, each from good to poor or back. */
function changeMany(
  change: Contender['change'],
  userIds: readonly string[],
  better: boolean,
): void {
  for (let count = 0; count < batch; count += 1) {
    const userId = userIds[(count * 7919) % userIds.length]!;
    flushSync(() => change(userId, better));
  }
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

Object.assign(globalThis, { measure } satisfies Bench);
