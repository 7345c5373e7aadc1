import type { Clock } from '@netcue/core';
import { useCallback, useSyncExternalStore } from 'react';
import { useClock } from './useClock.ts';

/** Whole seconds since an instant, counting while there is one; `undefined` stands still. */
export function useSecondsSince(from: number | undefined): number {
  const clock = useClock();
  const subscribe = useCallback(
    (ticked: () => void) => (from === undefined ? () => {} : everySecond(clock, from, ticked)),
    [clock, from],
  );
  const seconds = () => (from === undefined ? 0 : secondsBetween(from, clock.now()));
  return useSyncExternalStore(subscribe, seconds, () => 0);
}

function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}

/** Ticks when the whole seconds change, so that several counters change together. */
function everySecond(clock: Clock, from: number, ticked: () => void): () => void {
  let cancel = () => {};
  const arm = () => {
    const age = clock.now() - from;
    const untilNext = 1000 - (((age % 1000) + 1000) % 1000);
    cancel = clock.after(untilNext, () => {
      arm();
      ticked();
    });
  };
  arm();
  return () => cancel();
}
