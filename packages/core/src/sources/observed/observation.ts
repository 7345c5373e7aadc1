import type { StatsProvider } from '../webrtc/readConnections.ts';
import type { StatsReport } from '../webrtc/statsTotals.ts';
import { createKnownConnections, type ObservedConnection } from './knownConnections.ts';
import { type WatchedMethod, watchMethod } from './watchMethod.ts';

/** Whose connections: a window, also that of an iframe of your own origin, or the exports of `react-native-webrtc`. */
export interface ConnectionHost {
  RTCPeerConnection?: unknown;
}

/** What goes on at one `RTCPeerConnection.prototype`, shared by everybody who looks. */
export interface Observation {
  /** Notices connections until the returned function is called. */
  start(): () => void;
  /** Those still open that were noticed so far, oldest first. */
  open(): ObservedConnection[];
  /** Statistics as before anybody observed: what we ask ourselves is nobody's sign of life. */
  statsOf(connection: ObservedConnection): StatsProvider;
}

// Every connection that carries anything is called at least the first of these. A test of what the browser can do is not:
// it makes an offer and goes.
const telling = ['setRemoteDescription', 'addIceCandidate', 'getStats'] as const;

const observations = new WeakMap<object, Observation>();

/** `undefined` where there is no WebRTC. */
export function observationAt(host: ConnectionHost): Observation | undefined {
  const owner = ownerAt(host);
  if (!owner) return undefined;
  const observation = observations.get(owner) ?? createObservation(owner);
  observations.set(owner, observation);
  return observation;
}

function createObservation(owner: object): Observation {
  const known = createKnownConnections();
  let methods: Partial<Record<string, WatchedMethod>> = {};
  let watchers = 0;
  const leave = () => {
    watchers -= 1;
    if (watchers > 0) return;
    for (const watched of Object.values(methods)) watched?.undo();
    methods = {};
  };
  return {
    open: known.open,
    start() {
      if (watchers === 0) {
        methods = Object.fromEntries(
          telling.map((name) => [name, watchMethod(owner, name, known.note)]),
        );
      }
      watchers += 1;
      return once(leave);
    },
    statsOf: (connection) => ({
      getStats() {
        const ask = methods['getStats']?.method ?? (connection as StatsProvider).getStats;
        return ask.call(connection) as Promise<StatsReport>;
      },
      get connectionState() {
        return connection.connectionState;
      },
    }),
  };
}

/**
 * Where the methods live. A library may have put a subclass in the constructor's place; looked for there, connections of
 * the constructor it captured would be missed.
 */
function ownerAt(host: ConnectionHost): object | undefined {
  try {
    const { prototype } = host.RTCPeerConnection as { prototype: object };
    let owner: object | null = prototype;
    while (owner && !Object.hasOwn(owner, telling[0])) owner = Object.getPrototypeOf(owner);
    return owner ?? undefined;
  } catch {
    // No WebRTC here, or a window of another origin.
    return undefined;
  }
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
