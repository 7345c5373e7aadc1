import type { Witness } from '../diagnosis/witness.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import type {
  Capabilities,
  DetectionLag,
  NetworkSource,
  SourceContext,
} from '../sources/source.ts';
import { allWitnesses } from '../witnesses/allWitnesses.ts';

/** A source that says what the test tells it to. */
export interface FakeSource extends NetworkSource {
  /** Emits, as one callback, to everyone subscribed; with nobody subscribed the facts are lost, as with a real SDK. */
  emit(...events: readonly SourceEvent[]): void;
  /** True while at least one subscriber is attached. */
  readonly attached: boolean;
}

/** What a fake source claims to be. */
export interface FakeSourceOptions {
  name?: string;
  capabilities?: Partial<Capabilities>;
  detectionLagMs?: DetectionLag;
  /** Who reads its facts; everybody unless given. */
  witnesses?: readonly Witness[];
  /** Emitted inside `subscribe`, as an SDK attached late would. */
  onSubscribe?: readonly SourceEvent[];
}

/**
 * A source for tests and stories.
 *
 * @example
 * const source = createFakeSource();
 * const network = createNetworkStatus({ sources: [source], clock: createFakeClock() });
 * source.emit({ type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false });
 */
export function createFakeSource(options: FakeSourceOptions = {}): FakeSource {
  const subscribers = new Set<SourceContext>();
  const tell = ({ emit, emitTogether }: SourceContext, events: readonly SourceEvent[]) => {
    if (emitTogether) emitTogether(events);
    else for (const event of events) emit(event);
  };
  return {
    name: options.name ?? 'fake',
    capabilities: options.capabilities ?? {},
    detectionLagMs: options.detectionLagMs ?? {},
    // It may say whatever any source says.
    witnesses: options.witnesses ?? allWitnesses,
    get attached() {
      return subscribers.size > 0;
    },
    subscribe(context) {
      const subscriber = { ...context };
      subscribers.add(subscriber);
      if (options.onSubscribe) tell(subscriber, options.onSubscribe);
      return () => void subscribers.delete(subscriber);
    },
    emit(...events) {
      for (const subscriber of [...subscribers]) tell(subscriber, events);
    },
  };
}
