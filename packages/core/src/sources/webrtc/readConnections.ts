import type { Clock } from '../../clock/clock.ts';
import type { MediaSampled, SourceEvent } from '../../events/networkEvent.ts';
import { textOf } from '../../events/textOf.ts';
import { deriveQuality } from './deriveQuality.ts';
import { sampleMedia } from './sampleMedia.ts';
import type { StatsMemory } from './statsMemory.ts';
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

const knownStates = ['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'];

export interface Reader {
  /** What all connections did since the last look; those that do not answer in time are left out. */
  read(gaveUp: Promise<void>): Promise<SourceEvent[]>;
}

export function createReader(list: () => WatchedConnection[], clock: Clock): Reader {
  const memories = new Map<string, StatsMemory>();
  const busy = new Set<StatsProvider>();
  const failing = new Map<string, string>();
  let before: readonly MediaSampled[] = [];

  /** Said once, until it works again. */
  const warn = (about: string, error: unknown): SourceEvent[] => {
    const text = textOf(error);
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
      const present = new Set(watched.map(({ id }) => id));
      const gone = [...memories.keys()].filter((id) => !present.has(id));
      for (const id of gone) {
        memories.delete(id);
        failing.delete(id);
      }
      const samples = (await Promise.all(watched.map((one) => readOne(one, gaveUp)))).flat();
      const measured = samples.filter((event) => event.type === 'mediaSampled');
      const levels = deriveQuality(measured, before);
      before = measured;
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
