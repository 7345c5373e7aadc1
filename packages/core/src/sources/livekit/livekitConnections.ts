import { findOwner } from '../findOwner.ts';
import type { NetworkSource } from '../source.ts';
import type { StatsProvider, WatchedConnection } from '../webrtc/readConnections.ts';
import type { StatsReport } from '../webrtc/statsTotals.ts';
import { type WebrtcOptions, webrtc } from '../webrtc/webrtc.ts';
import { type LiveKitTracks, livekitTracks } from './livekitTracks.ts';

/** The part of a `Room` that `livekitConnections` uses. */
export interface LiveKitConnected extends LiveKitTracks {
  readonly state: string;
}

/** Not API of livekit-client, so whatever is missing here is told in a warning and nothing else happens. */
interface Transport {
  getStats?(): Promise<StatsReport> | undefined;
  getConnectionState?(): string;
}
interface Internals {
  engine?: { pcManager?: { publisher?: Transport; subscriber?: Transport } };
}

/**
 * Measures the peer connections of a LiveKit `Room` (livekit-client 2.x), one or two, and those that follow after a full
 * reconnect; streams belong to the participant whose track they carry. Attach at any time. Where a version of the SDK hides
 * them, a warning says so, and `observedConnections()` finds them instead.
 *
 * @example createNetworkStatus({ sources: [livekit(room), livekitConnections(room)] })
 */
export function livekitConnections(
  room: LiveKitConnected,
  options: WebrtcOptions = {},
): NetworkSource {
  const ownerOf = findOwner(
    () => room.remoteParticipants.keys(),
    (userId) => livekitTracks(room, userId),
  );
  const watched = new WeakMap<Transport, WatchedConnection>();
  let count = 0;
  const describe = (transport: Transport) => {
    const userOf = ({ trackId }: { trackId?: string }) => ownerOf(trackId);
    const known = watched.get(transport);
    const made = known ?? { id: `livekit${count++}`, connection: statsOf(transport), userOf };
    watched.set(transport, made);
    return made;
  };
  return webrtc(() => transportsOf(room).map(describe), options);
}

function transportsOf(room: LiveKitConnected): Transport[] {
  const { publisher, subscriber } = (room as Internals).engine?.pcManager ?? {};
  const transports = [publisher, subscriber].filter((one) => typeof one?.getStats === 'function');
  if (room.state === 'connected' && transports.length === 0) {
    throw new Error('this livekit-client hides its peer connections: use observedConnections()');
  }
  return transports as Transport[];
}

function statsOf(transport: Transport): StatsProvider {
  const state = () => transport.getConnectionState?.() ?? 'connected';
  return {
    async getStats() {
      // Asked once it is closed, the SDK would open another connection to answer.
      const report = state() === 'closed' ? undefined : await transport.getStats?.();
      return report ?? new Map();
    },
    get connectionState() {
      return state();
    },
  };
}
