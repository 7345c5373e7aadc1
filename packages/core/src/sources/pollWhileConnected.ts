import type { SourceEvent } from '../events/networkEvent.ts';
import { mapFacts } from './mapFacts.ts';
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
  const see = (event: SourceEvent) => {
    if (event.type !== 'connectionChanged' && event.type !== 'snapshotTaken') return event;
    if (event.phase === 'connected') stopPoll ??= poll(outer.clock, everyMs, look);
    else stop();
    return event;
  };
  return { context: mapFacts(outer, see), isPolling: () => stopPoll !== undefined, stop };
}
