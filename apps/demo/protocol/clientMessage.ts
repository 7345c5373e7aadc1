import {
  type Check,
  type Fields,
  type Parsed,
  isBoolean,
  isNumber,
  isOneOf,
  isShape,
  isText,
  optional,
  orNull,
  parseMessage,
} from './check.ts';
import { limits } from './limits.ts';

/** What a person sends and wants to receive. */
export interface MediaState {
  audio: boolean;
  video: boolean;
  /** False asks the others to stop sending video, to save this person's downlink. */
  wantsVideo: boolean;
}

/** One step of the negotiation between two browsers; the server forwards it. `restart` asks the other end for an offer. */
export type Signal =
  | { description: { type: 'offer' | 'answer'; sdp: string } }
  | { candidate: CandidateInit | null }
  | { restart: true };

export interface CandidateInit {
  candidate: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
  usernameFragment?: string | null;
}

/** Everything a page may say to the call server. */
export type ClientMessage =
  | {
      type: 'join';
      room: string;
      id: string;
      key: string;
      name: string;
      relay: boolean;
      media: MediaState;
    }
  | { type: 'leave' }
  | { type: 'ping'; n: number }
  | { type: 'media'; media: MediaState }
  | { type: 'signal'; to: string; session: string; signal: Signal }
  | { type: 'tell'; text: string };

/** Control characters and direction overrides would let one name rewrite the line around it. */
const unprintable = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

export const isUserId: Check = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);

export const isRoomName: Check = (value) =>
  typeof value === 'string' &&
  value.length <= limits.roomLength &&
  /^[\p{L}\p{N}_-]+$/u.test(value);

export const isPersonName: Check = (value) =>
  isText(limits.nameLength)(value) &&
  !unprintable.test(value as string) &&
  (value as string).trim() !== '';

const isMedia = isShape({ audio: isBoolean, video: isBoolean, wantsVideo: isBoolean });
const isSdp = isText(limits.messageBytes);
const isDescription = isShape({ type: isOneOf('offer', 'answer'), sdp: isSdp });
const isCandidate = isShape({
  candidate: (value) => value === '' || isText(512)(value),
  sdpMid: optional(orNull(isText(64))),
  sdpMLineIndex: optional(orNull(isNumber(0, 256))),
  usernameFragment: optional(orNull(isText(256))),
});
const signalShapes = [
  isShape({ description: isDescription }),
  isShape({ candidate: orNull(isCandidate) }),
  isShape({ restart: (value) => value === true }),
];
const isSession: Check = (value) => value === '' || isText(32)(value);
const isSignal: Check = (value) => signalShapes.some((fits) => fits(value));

const fields: Record<ClientMessage['type'], Fields> = {
  join: {
    room: isRoomName,
    id: isUserId,
    key: isText(64),
    name: isPersonName,
    relay: isBoolean,
    media: isMedia,
  },
  leave: {},
  ping: { n: isNumber(0, Number.MAX_SAFE_INTEGER) },
  media: { media: isMedia },
  signal: { to: isUserId, session: isSession, signal: isSignal },
  tell: { text: isText(limits.tellBytes) },
};

export function parseClientMessage(text: string): Parsed<ClientMessage> {
  if (text.length > limits.messageBytes) {
    return {
      refused: {
        code: 'tooLarge',
        message: `A message may be ${limits.messageBytes} characters at most.`,
      },
    };
  }
  return parseMessage<ClientMessage>(text, fields);
}
