import type { Clock } from '../clock/clock.ts';
import type { NetworkEvent, SourceEvent } from '../events/networkEvent.ts';
import type { NetworkSource } from '../sources/source.ts';
import type { NetworkStore } from './createNetworkStore.ts';

/** Connects one source to the store. Whatever it does wrong becomes a warning; nothing is thrown into the call. */
export function attachSource(source: NetworkSource, store: NetworkStore, clock: Clock): () => void {
  if (typeof source?.subscribe !== 'function') {
    throw new Error(
      'attach() needs a source, an object with a `subscribe` function. Without one there is nothing to listen to. ' +
        'Pass for example volcengine(engine), already called with your engine.',
    );
  }
  const { name, detectionLagMs } = source;
  let attached = true;
  const emitTogether = (events: readonly SourceEvent[]) => {
    if (!attached) return;
    const at = clock.now();
    const together = events.length > 1 ? events.length : undefined;
    store.dispatch(
      events.map((event) => ({ ...event, at, source: name, together }) as NetworkEvent),
    );
  };
  const emit = (event: SourceEvent) => emitTogether([event]);
  const warn = (text: unknown) => emit({ type: 'warningRaised', code: name, text: String(text) });
  store.expectUserDropped(detectionLagMs?.userDropped ?? 0);
  const { onAttention, ownReport } = store;
  let undo: (() => void) | undefined;
  try {
    undo = source.subscribe({ emit, emitTogether, clock, onAttention, ownReport });
  } catch (error) {
    warn(error);
  }
  return () => {
    if (!attached) return;
    attached = false;
    try {
      undo?.();
    } catch (error) {
      attached = true;
      warn(error);
      attached = false;
    }
  };
}
