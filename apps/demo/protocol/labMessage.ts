import {
  type Check,
  type Fields,
  type Parsed,
  isBoolean,
  isNumber,
  isShape,
  optional,
  parseMessage,
} from './check.ts';
import { isRoomName, isUserId } from './clientMessage.ts';
import { type Harm, type HarmChange, impairmentRange } from './harm.ts';

/** What the lab panel, a test or a script may ask of the call server. */
export type LabCommand =
  | { type: 'watch'; room: string }
  | { type: 'look'; room: string }
  | { type: 'harm'; room: string; id: string; change: HarmChange; forMs?: number }
  | { type: 'heal'; room: string; id?: string };

/** Packets of one direction since the person joined, counted by the relay. */
export interface LinkCount {
  passed: number;
  lost: number;
  bytes: number;
}

export interface LabPerson {
  id: string;
  name: string;
  harm: Harm;
  up: LinkCount;
  down: LinkCount;
}

export type LabReply =
  | { type: 'room'; room: string; relay: boolean; people: LabPerson[] }
  | { type: 'error'; code: string; message: string };

const { loss, burst, delayMs, jitterMs, rateKbps } = impairmentRange;
const isImpairmentChange = isShape({
  loss: optional(isNumber(loss.min, loss.max)),
  burst: optional(isNumber(burst.min, burst.max)),
  delayMs: optional(isNumber(delayMs.min, delayMs.max)),
  jitterMs: optional(isNumber(jitterMs.min, jitterMs.max)),
  rateKbps: optional(isNumber(rateKbps.min, rateKbps.max)),
  swallow: optional(isBoolean),
});
const isHarmChange: Check = isShape({
  up: optional(isImpairmentChange),
  down: optional(isImpairmentChange),
  signalingSilent: optional(isBoolean),
  serverSilent: optional(isBoolean),
  otherHostSilent: optional(isBoolean),
});

const fields: Record<LabCommand['type'], Fields> = {
  watch: { room: isRoomName },
  look: { room: isRoomName },
  harm: {
    room: isRoomName,
    id: isUserId,
    change: isHarmChange,
    forMs: optional(isNumber(1, 600_000)),
  },
  heal: { room: isRoomName, id: optional(isUserId) },
};

export const parseLabCommand = (text: string): Parsed<LabCommand> =>
  parseMessage<LabCommand>(text, fields);
