import type { SourceEvent } from '../events/networkEvent.ts';
import { poll } from './poll.ts';
import type { SourceContext } from './source.ts';

/** Looks at what an SDK has getters for but no event, while there is a call to look at. */
export function pollWhileConnected(
  outer: SourceContext,
  everyMs: number,
  look: () => void,
): { context: SourceContext; isPolling(): boolean; stop(): void } {
  let stopPoll: (() => void) | undefined;
  const stop = () => {
    stopPoll?.();
    stopPoll = undefined;
  };
  const emit = (event: SourceEvent) => {
    outer.emit(event);
    if (event.type !== 'connectionChanged' && event.type !== 'snapshotTaken') return;
    if (event.phase === 'connected') stopPoll ??= poll(outer.clock, everyMs, look);
    else stop();
  };
  return { context: { ...outer, emit }, isPolling: () => stopPoll !== undefined, stop };
}
