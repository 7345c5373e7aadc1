import type { SourceEvent } from '../events/networkEvent.ts';
import { mapFacts } from './mapFacts.ts';
import type { SourceContext } from './source.ts';

const usualCadenceMs = 2000;
const missed = 2;

/**
 * An SDK that samples our quality and falls silent in a call may be cut off and not know yet: the level is then unknown,
 * said once. Emit through `context`; call `stop` on detach.
 */
export function noteSilence(
  outer: SourceContext,
  cadenceMs: number = usualCadenceMs,
): { context: SourceContext; stop: () => void } {
  let isConnected = false;
  let cancel: (() => void) | undefined;
  const stop = () => {
    cancel?.();
    cancel = undefined;
  };
  const wait = () => {
    stop();
    // Half a beat is how late a sample may be.
    cancel = outer.clock.after(cadenceMs * (missed + 0.5), () => {
      cancel = undefined;
      outer.emit(silence);
    });
  };
  const see = (event: SourceEvent) => {
    if (event.type === 'connectionChanged' || event.type === 'snapshotTaken') {
      isConnected = event.phase === 'connected';
      if (!isConnected) stop();
    } else if (isConnected && isOwn(event)) wait();
    return event;
  };
  return { context: mapFacts(outer, see), stop };
}

function isOwn(event: SourceEvent): boolean {
  return event.type === 'qualitySampled' && event.userId === undefined && !event.partial;
}

const silence: SourceEvent = {
  type: 'qualitySampled',
  uplink: 'unknown',
  downlink: 'unknown',
  basis: 'sdk',
  synthetic: true,
};
