import type { MediaState, Signal } from './clientMessage.ts';

export interface Person {
  id: string;
  name: string;
  media: MediaState;
  presence: Presence;
}

/** `silent`: the socket is open and says nothing. `closed`: the socket closed without a goodbye; the seat is kept for a while. */
export type Presence = 'present' | 'silent' | 'closed';

export type LeaveReason = 'hangup' | 'closed' | 'timeout';

/** How the relay hears one person's uplink. */
export interface HeardPerson {
  /** Media packets since the last time it was told. */
  packets: number;
  /** Share of packets that did not get there, 0 to 1. */
  loss: number;
  /** Nothing has come in for a while, though something had. */
  silent: boolean;
}

/** Everything the call server may say to a page. */
export type ServerMessage =
  | {
      type: 'welcome';
      id: string;
      room: string;
      people: Person[];
      relay: boolean;
      otherHostPort: number | null;
    }
  | { type: 'joined'; person: Person }
  | { type: 'left'; id: string; reason: LeaveReason }
  | { type: 'presence'; id: string; presence: Presence }
  | { type: 'media'; id: string; media: MediaState }
  | { type: 'signal'; from: string; session: string; signal: Signal }
  | { type: 'told'; from: string; text: string }
  | { type: 'heard'; people: Record<string, HeardPerson> }
  | { type: 'pong'; n: number }
  | { type: 'error'; code: ErrorCode; message: string };

export type ErrorCode =
  | 'notJson'
  | 'unknownType'
  | 'badField'
  | 'tooLarge'
  | 'tooFast'
  | 'binary'
  | 'joinFirst'
  | 'alreadyJoined'
  | 'roomFull'
  | 'tooManyRooms'
  | 'idTaken'
  | 'nobodyThere'
  | 'noRelay';

/** Close codes of the signalling socket that a page should not answer with a reconnect. */
export const closeCodes = {
  replaced: 4001,
  timeout: 4002,
  tooFast: 4003,
  tooManySockets: 4004,
  full: 4005,
} as const;
