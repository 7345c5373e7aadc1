import type { NetworkSource } from '../source.ts';
import type { WatchedConnection } from '../webrtc/readConnections.ts';
import { type WebrtcOptions, webrtc } from '../webrtc/webrtc.ts';
import { isCall } from './isCall.ts';
import type { ObservedConnection } from './knownConnections.ts';
import { type ConnectionHost, type Observation, observationAt } from './observation.ts';

export interface ObservedConnectionsOptions extends WebrtcOptions {
  /** Default: the page itself. */
  host?: ConnectionHost;
  /** Leaves out connections that are not this call's: where a page has two calls, or more than calls. */
  only?(connection: RTCPeerConnection): boolean;
  /** Whose stream this is. `standardSources()` fills it in from what the SDK hands out. */
  userOf?: WatchedConnection['userOf'];
}

/**
 * Measures every peer connection the page opens, whoever opens it: nobody has to hand one over. While it is attached, three
 * methods of `RTCPeerConnection.prototype` are watched (see `observeConnections`); detached, they are as they were.
 * Says the same as `webrtc()`: attach one of the two, not both, for the same connections.
 *
 * @example createNetworkStatus({ sources: [volcengine(engine), observedConnections()] })
 */
export function observedConnections(options: ObservedConnectionsOptions = {}): NetworkSource {
  const { host = globalThis, pollMs } = options;
  return {
    ...webrtc([], {}),
    name: 'observed',
    subscribe(context) {
      const observation = observationAt(host);
      if (!observation) return () => {};
      const stop = observation.start();
      const detach = webrtc(lister(observation, options), { pollMs }).subscribe(context);
      return () => {
        detach();
        stop();
      };
    },
  };
}

function lister(
  { open, statsOf }: Observation,
  { only, userOf }: ObservedConnectionsOptions,
): () => WatchedConnection[] {
  const watched = new WeakMap<ObservedConnection, WatchedConnection>();
  const candidates = new WeakSet<ObservedConnection>();
  let count = 0;
  const isOurs = (connection: ObservedConnection) => {
    if (watched.has(connection)) return true;
    if (!isCall(connection) || only?.(connection as RTCPeerConnection) === false) return false;
    // A test that talks to itself is gone at the next look.
    if (candidates.has(connection)) return true;
    candidates.add(connection);
    return false;
  };
  const describe = (connection: ObservedConnection): WatchedConnection => {
    const known = watched.get(connection);
    if (known) return known;
    const made = { id: `observed${count++}`, connection: statsOf(connection), userOf };
    watched.set(connection, made);
    return made;
  };
  return () => open().filter(isOurs).map(describe);
}
