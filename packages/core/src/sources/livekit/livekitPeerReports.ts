import { createPeerReports, type PeerReports } from '../peerReports/peerReports.ts';

type DataListener = (
  payload: Uint8Array,
  participant?: { readonly identity: string },
  kind?: unknown,
  topic?: string,
) => void;

/** The part of a `Room` that `livekitPeerReports` uses. */
export interface LiveKitDataRoom {
  readonly state: string;
  readonly localParticipant: {
    readonly identity: string;
    publishData(
      data: Uint8Array<ArrayBuffer>,
      options: { reliable: boolean; topic: string },
    ): Promise<unknown>;
  };
  on(event: 'dataReceived', listener: DataListener): unknown;
  off(event: 'dataReceived', listener: DataListener): unknown;
}

const topic = 'netcue';

/**
 * Peer reports over the data packets of a LiveKit `Room` (livekit-client 2.x), under the topic `netcue`; everybody in the
 * room must be allowed to publish data. Attach at any time: our identity is read when it is needed, and nothing is sent
 * while the room is not connected.
 *
 * Reports are sent unreliably: one that is late is wrong, and a channel that repeats what was lost, in order, would hold
 * back the new report behind the old one exactly when the network is weak. What is said once (`announce`) is sent reliably.
 *
 * @example createNetworkStatus({ sources: [livekit(room), livekitConnections(room), livekitPeerReports(room)] })
 */
export function livekitPeerReports(room: LiveKitDataRoom): PeerReports {
  return createPeerReports({
    userId: () => room.localParticipant.identity,
    send: (text, { mustArrive }) => {
      if (room.state !== 'connected') return undefined;
      const data = new TextEncoder().encode(text);
      return room.localParticipant.publishData(data, { reliable: mustArrive, topic });
    },
    onMessage: (handler) => {
      const listener: DataListener = (payload, participant, _kind, about) => {
        if (about === topic && participant) handler(participant.identity, textIn(payload));
      };
      room.on('dataReceived', listener);
      return () => room.off('dataReceived', listener);
    },
  });
}

/** Whatever is no text becomes a malformed report, which is told and ignored. */
function textIn(payload: Uint8Array): string {
  try {
    return new TextDecoder().decode(payload);
  } catch {
    return '';
  }
}
