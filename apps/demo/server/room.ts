import type { Harm } from '../protocol/harm.ts';
import type { MediaState } from '../protocol/clientMessage.ts';
import type { Person, Presence, ServerMessage } from '../protocol/serverMessage.ts';
import type { Hearing } from './hearing.ts';
import type { Link } from './link.ts';
import type { RelayPair } from './relayPair.ts';

/** One person's place in a room. It outlives the socket for a while, so that a lost line can be taken up again. */
export interface Seat {
  id: string;
  /** Proves that a new socket belongs to the same page. */
  key: string;
  name: string;
  media: MediaState;
  presence: Presence;
  /** Asked for relayed media. */
  relay: boolean;
  /** The server's address as this person reaches it. */
  relayAt: { address: string; bind?: string };
  line: Line | null;
  heardAt: number;
  closedAt: number;
  harm: Harm;
  healTimer?: NodeJS.Timeout;
  up: Link;
  down: Link;
  hearing: Hearing;
  /** What the room was last told of this person's uplink. */
  unheard: boolean;
  /** Relayed pairs by the other person's id. */
  pairs: Map<string, Promise<RelayPair | null>>;
}

/** A signalling socket, as far as a room cares. */
export interface Line {
  say(message: ServerMessage): void;
  close(code: number, reason: string): void;
  /** Lets everything through that was held back while signalling was silenced. */
  unmute(): void;
}

export interface Room {
  name: string;
  seats: Map<string, Seat>;
}

export const describeSeat = ({ id, name, media, presence }: Seat): Person => ({
  id,
  name,
  media,
  presence,
});

export function tellOthers(room: Room, id: string, message: ServerMessage): void {
  for (const seat of room.seats.values()) if (seat.id !== id) seat.line?.say(message);
}
