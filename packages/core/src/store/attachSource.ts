import type { Clock } from '../clock/clock.ts';
import type { NetworkEvent, SourceEvent } from '../events/networkEvent.ts';
import type { NetworkSource } from '../sources/source.ts';
import { textOf } from '../events/textOf.ts';
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
  const { name, detectionLagMs, witnesses = [] } = source;
  let attached = true;
  const measured = new Set<string>();
  const stampAll = (given: readonly SourceEvent[]): readonly NetworkEvent[] => {
    const together = given.length > 1 ? given.length : undefined;
    const stamp = { at: clock.now(), source: name, together };
    return given.flatMap((event) => stamped(event, stamp));
  };
  const tell = (given: readonly SourceEvent[]) => store.dispatch(stampAll(given));
  const emitTogether = (given: readonly SourceEvent[]) => {
    if (!attached) return;
    const facts = Array.isArray(given) ? stampAll(given as readonly SourceEvent[]) : [];
    for (const fact of facts) note(fact);
    store.dispatch(facts);
    if (facts.length !== given?.length) tell([warning(noFact)]);
  };
  const note = (fact: NetworkEvent) => {
    const { type } = fact;
    if (type === 'mediaSampled') measured.add(fact.connectionId);
    if (type === 'mediaClosed') measured.delete(fact.connectionId);
    if (type === 'connectionChanged' || type === 'snapshotTaken') speakers.spoke(source);
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
  const removeWitnesses = store.addWitnesses(witnesses);
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
    removeWitnesses();
  };
}

const noFact = 'something was emitted that is no fact: an object with a `type` was expected';

/** The fact with its time and source; nothing where nobody could read it. */
function stamped(
  event: SourceEvent,
  stamp: { at: number; source: string; together: number | undefined },
): NetworkEvent[] {
  try {
    return typeof event?.type === 'string' ? [{ ...event, ...stamp } as NetworkEvent] : [];
  } catch {
    return [];
  }
}
