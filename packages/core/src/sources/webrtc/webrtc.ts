import type { Clock } from '../../clock/clock.ts';
import type { MediaSampled, SourceEvent } from '../../events/networkEvent.ts';
import type { Attention, NetworkSource, SourceContext } from '../source.ts';
import { deriveQuality } from './deriveQuality.ts';
import { sampleMedia, type StatsMemory } from './sampleMedia.ts';
import { type InboundTotals, readTotals, type StatsReport } from './statsTotals.ts';

/** Anything with WebRTC statistics: an `RTCPeerConnection`, or any object that returns the same report. */
export interface StatsProvider {
  getStats(): Promise<StatsReport>;
  readonly connectionState?: string;
}

/** One peer connection and what is known about its other end. */
export interface WatchedConnection {
  /** Stable while the connection lives. */
  id: string;
  connection: StatsProvider;
  /** In a mesh: whose connection this is. */
  userId?: string;
  /** Behind an SFU: whose stream this is. */
  userOf?(stream: {
    mid?: string;
    trackId?: string;
    ssrc?: number;
    kind: string;
  }): string | undefined;
}

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
const knownStates = ['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'];

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

interface Reader {
  /** What all connections did since the last look; those that do not answer in time are left out. */
  read(gaveUp: Promise<void>): Promise<SourceEvent[]>;
}

function createReader(list: () => WatchedConnection[], clock: Clock): Reader {
  const memories = new Map<string, StatsMemory>();
  const busy = new Set<StatsProvider>();
  const failing = new Map<string, string>();

  /** Said once, until it works again. */
  const warn = (about: string, error: unknown): SourceEvent[] => {
    const text = String(error);
    if (failing.get(about) === text) return [];
    failing.set(about, text);
    return [{ type: 'warningRaised', code: 'webrtc', text }];
  };

  const readOne = async (
    { id, connection, userId, userOf }: WatchedConnection,
    gaveUp: Promise<void>,
  ): Promise<SourceEvent[]> => {
    if (busy.has(connection)) return [];
    busy.add(connection);
    try {
      const answer = Promise.resolve(connection.getStats());
      const report = await Promise.race([answer.finally(() => busy.delete(connection)), gaveUp]);
      if (!report) return warn(id, 'getStats() does not answer');
      const owner = (stream: InboundTotals) => userId ?? userOf?.(stream);
      const totals = readTotals(report, clock.now());
      const { sample, memory } = sampleMedia(memories.get(id), totals, owner);
      memories.set(id, memory);
      failing.delete(id);
      if (!sample) return [];
      const state = knownState(connection.connectionState ?? 'connected');
      return [{ type: 'mediaSampled', connectionId: id, userId, state, ...sample }];
    } catch (error) {
      busy.delete(connection);
      return warn(id, error);
    }
  };

  return {
    async read(gaveUp) {
      let watched: WatchedConnection[];
      try {
        watched = list().filter(({ connection }) => connection.connectionState !== 'closed');
        failing.delete('');
      } catch (error) {
        return warn('', error);
      }
      const gone = [...memories.keys()].filter((id) => !watched.some((one) => one.id === id));
      for (const id of gone) memories.delete(id);
      const samples = (await Promise.all(watched.map((one) => readOne(one, gaveUp)))).flat();
      const levels = deriveQuality(samples.filter((event) => event.type === 'mediaSampled'));
      return [
        ...gone.map((connectionId): SourceEvent => ({ type: 'mediaClosed', connectionId })),
        ...samples,
        ...(Object.keys(levels).length
          ? [{ type: 'qualitySampled', basis: 'derived', ...levels } as const]
          : []),
      ];
    },
  };
}

function knownState(state: string): MediaSampled['state'] {
  return knownStates.includes(state) ? (state as MediaSampled['state']) : 'new';
}
