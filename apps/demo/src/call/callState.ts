import type { MediaState } from '../../protocol/clientMessage.ts';
import type { Presence } from '../../protocol/serverMessage.ts';
import type { SignalingHealth } from './signaling.ts';

export type Stage = 'joining' | 'inCall' | 'left' | 'refused';

export interface RemotePerson {
  id: string;
  name: string;
  media: MediaState;
  presence: Presence;
  stream: MediaStream | null;
  connection: RTCPeerConnectionState;
}

/** What the call screen draws. */
export interface CallState {
  stage: Stage;
  /** Why the server let us not in, in its own words. */
  refusal: string | null;
  id: string;
  media: MediaState;
  /** Replaced whenever a track comes or goes. */
  localStream: MediaStream;
  /** Our picture is shown as in a mirror. */
  mirrored: boolean;
  people: readonly RemotePerson[];
  signaling: SignalingHealth;
  joinedAt: number | null;
  otherHostPort: number | null;
  relay: boolean;
}
