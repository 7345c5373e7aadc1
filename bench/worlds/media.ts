import type { Parts } from './parts.ts';
import {
  countIn,
  createInbound,
  type Inbound,
  oppositeOf,
  type Outbound,
  type Session,
  type Side,
} from './session.ts';

/** Packets of media that left their sender, and those that arrived: `from`, `to` and when last. */
export interface Flow {
  noteArrival(from: string, to: string): void;
}

interface Packet {
  owner: string;
  key: string;
  origin: string;
  plan: Outbound['plan'];
  sequence: number;
  bytes: number;
  sentAt: number;
}

/** Sends what is due on every stream of one session. */
export function sendMedia(
  session: Session,
  all: () => readonly Session[],
  parts: Parts,
  flow: Flow,
): void {
  const { deeds, now, stepMs } = parts;
  for (const side of session.sides) {
    if (side.state === 'failed' || !deeds.isRunning(side.end, now())) continue;
    if (isSilent(side.end, parts)) continue;
    for (const stream of side.outbound) {
      stream.due += (packetsPerS(stream) * stepMs) / 1000;
      for (; stream.due >= 1; stream.due -= 1) send(session, side, stream, all, parts, flow);
    }
  }
}

export function isSilent(person: string, { deeds, now }: Parts): boolean {
  return deeds.is(person, 'is muted', now()) || deeds.is(person, 'is silent untold', now());
}

function packetsPerS({ plan, targetKbps }: Outbound): number {
  return (targetKbps * 1000) / 8 / plan.packetBytes;
}

function send(
  session: Session,
  side: Side,
  stream: Outbound,
  all: () => readonly Session[],
  { network, post, now, deeds, options }: Parts,
  flow: Flow,
): void {
  const { plan, owner, key } = stream;
  const packet = { owner, key, origin: session.id, plan, bytes: plan.packetBytes, sentAt: now() };
  stream.sequence += 1;
  stream.packets += 1;
  stream.bytes += plan.packetBytes;
  side.pair.bytesOut += plan.packetBytes;
  const arrives = network.pass(side.end, side.other, 'udp', plan.packetBytes);
  if (arrives === undefined) return;
  const numbered = { ...packet, sequence: stream.sequence };
  const other = oppositeOf(session, side);
  post.deliver(arrives, () => {
    if (session.closed || !deeds.isRunning(other.end, now())) return;
    receive(other, numbered, now(), arrives - numbered.sentAt, options.jitter);
    flow.noteArrival(owner, other.end);
    if (other.end === 'sfu') forward(numbered, all(), { network, post, now, deeds, options }, flow);
  });
}

function forward(
  packet: Packet,
  sessions: readonly Session[],
  {
    network,
    post,
    now,
    deeds,
    options,
  }: Pick<Parts, 'network' | 'post' | 'now' | 'deeds' | 'options'>,
  flow: Flow,
): void {
  const sentAt = now();
  for (const session of sessions) {
    const [person, sfu] = session.sides;
    if (session.closed || person.end === packet.owner || sfu.state === 'failed') continue;
    const arrives = network.pass('sfu', person.end, 'udp', packet.bytes);
    if (arrives === undefined) continue;
    post.deliver(arrives, () => {
      if (session.closed || !deeds.isRunning(person.end, now())) return;
      receive(person, packet, now(), arrives - sentAt, options.jitter);
      flow.noteArrival(packet.owner, person.end);
    });
  }
}

function receive(
  side: Side,
  packet: Packet,
  now: number,
  transitMs: number,
  jitter: Parts['options']['jitter'],
): void {
  const stream = inboundOf(side, packet, now);
  if (packet.sequence > stream.highest + 1) stream.lost += packet.sequence - stream.highest - 1;
  stream.highest = Math.max(stream.highest, packet.sequence);
  stream.packets += 1;
  stream.bytes += packet.bytes;
  stream.lastAt = now;
  const differsS = Math.abs(transitMs - stream.transitMs) / 1000;
  stream.jitterS = jitter === 'moving' ? moved(stream.jitterS, differsS) : fixed[jitter];
  stream.transitMs = transitMs;
  countIn(side, packet.bytes, now);
}

const fixed = { constant: 0.001, zero: 0 };

/** RFC 3550, section 6.4.1. */
function moved(jitterS: number, differsS: number): number {
  return jitterS + (differsS - jitterS) / 16;
}

function inboundOf(side: Side, packet: Packet, now: number): Inbound {
  const known = side.inbound.get(packet.key);
  if (known?.origin === packet.origin) return known;
  const stream = { ...createInbound(packet, now), highest: packet.sequence - 1 };
  side.inbound.set(packet.key, stream);
  return stream;
}
