import type { Clock } from '../clock/clock.ts';
import type { NetworkEvent, SourceEvent } from '../events/networkEvent.ts';
import type { NetworkSource } from '../sources/source.ts';
import { textOf } from '../sources/textOf.ts';
import type { NetworkStore } from './createNetworkStore.ts';
import type { Speakers } from './createSpeakers.ts';

/** Connects one source to the store. Whatever it does wrong becomes a warning; nothing is thrown into the call. */
export function attachSource(
  source: NetworkSource,
  store: NetworkStore,
  clock: Clock,
  speakers: Speakers,
): () => void {
  if (typeof source?.subscribe !== 'function') {
    throw new Error(
      'attach() needs a source, an object with a `subscribe` function. Without one there is nothing to listen to. ' +
        'Pass for example volcengine(engine), already called with your engine.',
    );
  }
  const { name, detectionLagMs, signs = [] } = source;
  let attached = true;
  const measured = new Set<string>();
  const tell = (events: readonly SourceEvent[]) => {
    const at = clock.now();
    const together = events.length > 1 ? events.length : undefined;
    store.dispatch(
      events.map((event) => ({ ...event, at, source: name, together }) as NetworkEvent),
    );
  };
  const emitTogether = (events: readonly SourceEvent[]) => {
    if (!attached) return;
    for (const event of events) {
      if (event.type === 'mediaSampled') measured.add(event.connectionId);
      if (event.type === 'mediaClosed') measured.delete(event.connectionId);
      if (event.type === 'connectionChanged' || event.type === 'snapshotTaken')
        speakers.spoke(source);
    }
    tell(events);
  };
  const emit = (event: SourceEvent) => emitTogether([event]);
  const warning = (error: unknown): SourceEvent => ({
    type: 'warningRaised',
    code: name,
    text: textOf(error),
  });
  store.expectUserDropped(detectionLagMs?.userDropped ?? 0);
  const { onAttention, ownReport } = store;
  speakers.attached(source);
  const removeSigns = store.addSigns(signs);
  let undo: (() => void) | undefined;
  try {
    undo = source.subscribe({ emit, emitTogether, clock, onAttention, ownReport });
  } catch (error) {
    emit(warning(error));
  }
  return () => {
    if (!attached) return;
    attached = false;
    // What nobody measures any more proves nothing.
    const last = [...measured].map(
      (connectionId): SourceEvent => ({ type: 'mediaClosed', connectionId }),
    );
    try {
      undo?.();
    } catch (error) {
      last.push(warning(error));
    }
    if (last.length) tell(last);
    speakers.detached(source);
    removeSigns();
  };
}
