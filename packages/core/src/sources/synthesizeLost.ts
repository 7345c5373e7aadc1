import type { SourceEvent } from '../events/networkEvent.ts';
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
  const emit = (event: SourceEvent) => {
    if (event.type !== 'connectionChanged') return context.emit(event);
    if (event.phase !== 'reconnecting') {
      stop();
      return context.emit(event);
    }
    // A second attempt within the same outage does not take `lost` back.
    if (lost) return context.emit({ ...event, phase: 'lost', synthetic: true });
    cancel ??= context.clock.after(lostAfterMs, () => {
      lost = true;
      context.emit({ ...event, phase: 'lost', synthetic: true });
    });
    context.emit(event);
  };
  return { context: { ...context, emit }, stop };
}
