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
  const memories = new Map<string, StatsMemory>();
  let pace = paces.calm;
  let attached = true;
  let polling = false;
  let cancel = (): void => {};

  const poll = async (paceMs: number): Promise<void> => {
    if (polling) return;
    polling = true;
    const emitted = await readAll(list, memories, context);
    polling = false;
    if (!attached) return;
    for (const event of emitted) context.emit(markOverslept(event, paceMs));
    pollNext();
  };
  const pollNext = () => {
    const paceMs = pace;
    cancel = clock.after(paceMs, () => void poll(paceMs));
  };

  const stopAttention = context.onAttention?.((attention) => {
    const hurry = paces[attention] < pace;
    pace = paces[attention];
    if (!hurry || polling) return;
    cancel();
    pollNext();
  });
  void poll(pace);
  return () => {
    attached = false;
    cancel();
    stopAttention?.();
  };
}

function markOverslept(event: SourceEvent, paceMs: number): SourceEvent {
  if (event.type !== 'mediaSampled') return event;
  const lateMs = event.intervalMs - paceMs * ordinarilyLate;
  return lateMs > 0 ? { ...event, lateMs } : event;
}

async function readAll(
  list: () => WatchedConnection[],
  memories: Map<string, StatsMemory>,
  context: SourceContext,
): Promise<SourceEvent[]> {
  try {
    const watched = list().filter(({ connection }) => connection.connectionState !== 'closed');
    const gone = [...memories.keys()].filter((id) => !watched.some((one) => one.id === id));
    for (const id of gone) memories.delete(id);
    const samples = (await Promise.all(watched.map((one) => readOne(one, memories)))).flat();
    const media = samples.filter((event) => event.type === 'mediaSampled');
    const levels = deriveQuality(media);
    return [
      ...gone.map((connectionId): SourceEvent => ({ type: 'mediaClosed', connectionId })),
      ...samples,
      ...(Object.keys(levels).length
        ? [{ type: 'qualitySampled', basis: 'derived', ...levels } as const]
        : []),
    ];
  } catch (error) {
    context.emit({ type: 'warningRaised', code: 'webrtc', text: String(error) });
    return [];
  }
}

async function readOne(
  { id, connection, userId, userOf }: WatchedConnection,
  memories: Map<string, StatsMemory>,
): Promise<SourceEvent[]> {
  try {
    const totals = readTotals(await connection.getStats());
    const owner = (stream: InboundTotals) => userId ?? userOf?.(stream);
    const { sample, memory } = sampleMedia(memories.get(id), totals, owner);
    memories.set(id, memory);
    if (!sample) return [];
    const state = connection.connectionState ?? 'connected';
    return [
      {
        type: 'mediaSampled',
        connectionId: id,
        userId,
        state: (knownStates.includes(state) ? state : 'new') as MediaSampled['state'],
        ...sample,
      },
    ];
  } catch (error) {
    return [{ type: 'warningRaised', code: 'webrtc', text: String(error) }];
  }
}
