import type { Clock } from '../clock/clock.ts';

/** Calls back every `everyMs` on the given clock until the returned function is called. */
export function poll(clock: Clock, everyMs: number, action: () => void): () => void {
  let cancel = clock.after(everyMs, tick);
  function tick(): void {
    cancel = clock.after(everyMs, tick);
    action();
  }
  return () => cancel();
}
