import type { SourceEvent } from '../../events/networkEvent.ts';
import { mediaWitness } from '../../witnesses/mediaWitness.ts';
import type { Attention, NetworkSource, SourceContext } from '../source.ts';
import { createReader, type StatsProvider, type WatchedConnection } from './readConnections.ts';

export { mediaWitness } from '../../witnesses/mediaWitness.ts';
export type { StatsProvider, WatchedConnection } from './readConnections.ts';

export interface WebrtcOptions {
  /** Milliseconds between looks: while all is well, while something is wrong or fresh, while the page is hidden. */
  pollMs?: Partial<Record<Attention, number>>;
}

// Half a second is the slowest look that still finds a stall within the 1.5 s the targets allow.
const pollMs: Record<Attention, number> = { calm: 500, alert: 250, asleep: 2000 };
// Looks a little late are ordinary; later than this our own device was too busy to receive.
const ordinarilyLate = 1.5;
// A connection that does not answer is left alone until it does.
const patienceMs = 2000;

/**
 * Watches any number of peer connections, which may come and go: pass them, or a function that lists
 * the present ones. Works without SDK support, reads standard statistics only, and never throws.
 *
 * @example webrtc(() => [{ id: 'sfu', connection: pc, userOf: ({ mid }) => usersByMid.get(mid) }])
 */
export function webrtc(
  connections:
    | StatsProvider
    | readonly WatchedConnection[]
    | (() => Iterable<WatchedConnection | StatsProvider>),
  options: WebrtcOptions = {},
): NetworkSource {
  return {
    name: 'webrtc',
    capabilities: { localUplink: true, localDownlink: true, rtt: true, loss: true },
    detectionLagMs: {},
    witnesses: [mediaWitness],
    subscribe: (context) => watch(lister(connections), { ...pollMs, ...options.pollMs }, context),
  };
}

function lister(connections: Parameters<typeof webrtc>[0]): () => WatchedConnection[] {
  const ids = new WeakMap<object, string>();
  let count = 0;
  const name = (connection: StatsProvider): WatchedConnection => {
    const id = ids.get(connection) ?? `pc${count++}`;
    ids.set(connection, id);
    return { id, connection };
  };
  return () => {
    const listed =
      typeof connections === 'function'
        ? [...connections()]
        : 'getStats' in connections
          ? [connections]
          : connections;
    return listed.map((one) => ('getStats' in one ? name(one) : one));
  };
}

function watch(
  list: () => WatchedConnection[],
  paces: Record<Attention, number>,
  context: SourceContext,
): () => void {
  const { clock } = context;
  const reader = createReader(list, clock);
  let pace = paces.calm;
  let attached = true;
  let polling = false;
  let polledAt = clock.now();
  let cancel = (): void => {};

  const poll = async (expectedMs: number): Promise<void> => {
    polling = true;
    const gaveUp = new Promise<void>((resolve) => {
      cancel = clock.after(patienceMs, resolve);
    });
    const facts = await reader.read(gaveUp);
    polling = false;
    polledAt = clock.now();
    if (!attached) return;
    tell(
      context,
      facts.map((fact) => markOverslept(fact, expectedMs)),
    );
    pollNext();
  };
  const pollNext = () => {
    cancel();
    if (!attached || polling) return;
    const waitMs = Math.max(0, polledAt + pace - clock.now());
    const expectedMs = clock.now() + waitMs - polledAt;
    cancel = clock.after(waitMs, () => void poll(expectedMs));
  };

  const stopAttention = context.onAttention?.((attention) => {
    const hurry = paces[attention] < pace;
    pace = paces[attention];
    if (hurry && !polling) pollNext();
  });
  cancel();
  void poll(pace);
  return () => {
    attached = false;
    cancel();
    stopAttention?.();
  };
}

function tell({ emit, emitTogether }: SourceContext, facts: readonly SourceEvent[]): void {
  if (emitTogether && facts.length) emitTogether(facts);
  else for (const fact of facts) emit(fact);
}

function markOverslept(event: SourceEvent, expectedMs: number): SourceEvent {
  if (event.type !== 'mediaSampled') return event;
  const lateMs = event.intervalMs - expectedMs * ordinarilyLate;
  return lateMs > 0 ? { ...event, lateMs } : event;
}
