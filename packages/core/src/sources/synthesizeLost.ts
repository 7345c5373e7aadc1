import type { ConnectionChanged, SourceEvent } from '../events/networkEvent.ts';
import { connectionFact } from './connectionFacts.ts';
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
  const say = (fact: ConnectionChanged) =>
    context.emit({ ...fact, phase: 'lost', synthetic: true });
  const wait = (fact: ConnectionChanged) => {
    cancel ??= context.clock.after(lostAfterMs, () => {
      lost = true;
      say(fact);
    });
  };
  const emit = (event: SourceEvent) => {
    if (event.type !== 'connectionChanged' && event.type !== 'snapshotTaken') {
      return context.emit(event);
    }
    const isReconnecting = event.phase === 'reconnecting';
    if (!isReconnecting) stop();
    // A second attempt within the same outage does not take `lost` back.
    if (lost && event.type === 'connectionChanged') return say(event);
    if (isReconnecting) {
      wait(event.type === 'connectionChanged' ? event : connectionFact('reconnecting', 'unknown'));
    }
    context.emit(event);
  };
  return { context: { ...context, emit }, stop };
}
