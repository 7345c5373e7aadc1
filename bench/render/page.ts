import { commits } from './commits.ts';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { quantile } from '../numbers.ts';
import { createCrowd } from './createCrowd.ts';
import type { Contender, Make } from './contender.tsx';
import { floor, floorFromContext } from './floor.tsx';
import { netcue, netcueAlone } from './netcue.tsx';
import { selectors } from './selectors.tsx';
import type { Situation } from './situations.ts';

const contenders = { floor, floorFromContext, selectors, netcue, netcueAlone } satisfies Record<
  string,
  Make
>;

export type ContenderName = keyof typeof contenders;

/** What one callback took, in a quiet moment: of the others everything else on the machine is part. */
export interface Measured {
  microseconds: number;
  /** All per callback. */
  renders: number;
  /** Tiles that had something new to show. */
  renewed: number;
  commits: number;
}

/** What the page offers. */
export interface Bench {
  measure: typeof measure;
}

interface Seen {
  renders: number;
  renewed: number;
}

// One sample proves nothing: only after several is a network known to be weak.
const firstSamples = 4;
const sampledEveryMs = 2_000;

function measure(who: ContenderName, situation: Situation): Measured {
  const crowd = createCrowd(situation);
  const { contender, seen } = mount(contenders[who], crowd.userIds);
  const pass = (ms: number) => flushSync(() => contender.advance?.(ms));
  for (let sample = 0; sample < firstSamples; sample += 1) {
    flushSync(() => contender.deliver(crowd.everybody()));
    pass(sampledEveryMs);
  }
  const total = { renders: 0, renewed: 0, commits: 0 };
  const times: number[] = [];
  for (let turn = -situation.times / 4; turn < situation.times; turn += 1) {
    const told = crowd.next();
    const before = { ...seen, commits: commits() };
    const took = timed(() => flushSync(() => contender.deliver(told)));
    if (turn >= 0) {
      times.push(took);
      total.renders += seen.renders - before.renders;
      total.renewed += seen.renewed - before.renewed;
      total.commits += commits() - before.commits;
    }
    pass(situation.everyMs);
  }
  const each = (sum: number) => sum / times.length;
  return {
    microseconds: quantile(times, 1 / 4) * 1000,
    renders: each(total.renders),
    renewed: each(total.renewed),
    commits: each(total.commits),
  };
}

function mount(make: Make, userIds: readonly string[]): { contender: Contender; seen: Seen } {
  const shown = new Map<string, string>();
  const seen = { renders: 0, renewed: 0 };
  const contender = make(userIds, (userId, text) => {
    seen.renders += 1;
    if (shown.get(userId) !== text) seen.renewed += 1;
    shown.set(userId, text);
  });
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  flushSync(() => root.render(contender.element));
  return { contender, seen };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

Object.assign(globalThis, { measure } satisfies Bench);
