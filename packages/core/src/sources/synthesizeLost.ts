import type { ConnectionChanged, SourceEvent } from '../events/networkEvent.ts';
import { connectionFact } from './connectionFacts.ts';
import { mapFacts } from './mapFacts.ts';
import type { SourceContext } from './source.ts';

const lostAfterMs = 10_000;

/**
 * Adds the `lost` that some SDKs never say: ten seconds of reconnecting without success.
 * Emit through `context`; call `stop` on detach.
 */
export function synthesizeLost(context: SourceContext): {
  context: SourceContext;
  stop: () => void;
} {
  let cancel: (() => void) | undefined;
  let lost = false;
  const stop = () => {
    cancel?.();
    cancel = undefined;
    lost = false;
  };
  const asLost = (fact: ConnectionChanged): SourceEvent => ({
    ...fact,
    phase: 'lost',
    synthetic: true,
  });
  const wait = (fact: ConnectionChanged) => {
    cancel ??= context.clock.after(lostAfterMs, () => {
      lost = true;
      context.emit(asLost(fact));
    });
  };
  const see = (event: SourceEvent) => {
    if (event.type !== 'connectionChanged' && event.type !== 'snapshotTaken') return event;
    const isReconnecting = event.phase === 'reconnecting';
    if (!isReconnecting) stop();
    // A second attempt within the same outage does not take `lost` back.
    if (lost && event.type === 'connectionChanged') return asLost(event);
    if (isReconnecting) {
      wait(event.type === 'connectionChanged' ? event : connectionFact('reconnecting', 'unknown'));
    }
    return event;
  };
  return { context: mapFacts(context, see), stop };
}
