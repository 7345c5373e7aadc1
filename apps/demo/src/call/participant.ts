import type { MediaState } from '../../protocol/clientMessage.ts';
import type { Presence } from '../../protocol/serverMessage.ts';
import type { Peer } from './peer.ts';

/** Another person as the call keeps them: their connection, and whether they are there. */
export interface Participant {
  id: string;
  name: string;
  media: MediaState;
  presence: Presence;
  /** The relay receives nothing from them. */
  unheard: boolean;
  peer: Peer;
  stream: MediaStream | null;
  state: RTCPeerConnectionState;
  /** RTP packets received so far, and when that number last grew. */
  packets: number;
  flowedAt: number;
  /** Since when packets have come without a pause. */
  flowsSince: number;
  restartedAt: number;
  /** What the screen was last told about them being away. */
  away: 'no' | 'silent' | 'dropped';
  /** Gone from the server's list: given up after a while. */
  missingSince: number | null;
}

/** The server's word alone is not enough: somebody whose media flows is here, and is back only when it flows again. */
export function awayness(person: Participant, now: number): Participant['away'] {
  if (now - person.flowedAt < noFlowAfter) {
    return now - person.flowsSince < steadyFlowAfter ? person.away : 'no';
  }
  if (person.presence === 'closed' || person.missingSince !== null) return 'dropped';
  if (person.presence === 'silent' || person.unheard)
    return person.away === 'dropped' ? 'dropped' : 'silent';
  return person.away;
}

const noFlowAfter = 400;
/** Others who measure the same flow, less often, have seen it too by then. */
const steadyFlowAfter = 600;

/** Packets have come in since the last look. */
export function noteFlow(person: Participant, now: number): void {
  if (now - person.flowedAt > noFlowAfter) person.flowsSince = now;
  person.flowedAt = now;
}

/** RTP packets that came in over this connection. */
export async function countPackets(connection: RTCPeerConnection): Promise<number> {
  let packets = 0;
  for (const report of (await connection.getStats()).values()) {
    if (report.type === 'inbound-rtp') packets += report.packetsReceived ?? 0;
  }
  return packets;
}
