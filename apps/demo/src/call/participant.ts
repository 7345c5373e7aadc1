import type { MediaState } from '../../protocol/clientMessage.ts';
import type { Presence } from '../../protocol/serverMessage.ts';
import type { Peer } from './peer.ts';

/** Another person as the call keeps them: their connection, and whether they are there. */
export interface Participant {
  id: string;
  name: string;
  media: MediaState;
  presence: Presence;
  peer: Peer;
  stream: MediaStream | null;
  state: RTCPeerConnectionState;
  /** RTP packets received so far, and when that number last grew. */
  packets: number;
  flowedAt: number;
  restartedAt: number;
  /** What the screen was last told about them being away. */
  away: 'no' | 'silent' | 'dropped';
  /** Gone from the server's list: given up after a while. */
  missingSince: number | null;
}

/** The server's word alone is not enough: somebody whose media flows is here. */
export function awayness(person: Participant, now: number): Participant['away'] {
  const flows = now - person.flowedAt < noFlowAfter;
  if (flows || (person.presence === 'present' && person.missingSince === null)) return 'no';
  return person.presence === 'silent' ? 'silent' : 'dropped';
}

const noFlowAfter = 400;

/** RTP packets that came in over this connection. */
export async function countPackets(connection: RTCPeerConnection): Promise<number> {
  let packets = 0;
  for (const report of (await connection.getStats()).values()) {
    if (report.type === 'inbound-rtp') packets += report.packetsReceived ?? 0;
  }
  return packets;
}
