import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Endpoint } from './candidate.ts';
import type { Hearing } from './hearing.ts';
import type { Link } from './link.ts';
import { packetKind, rtpSequence, rtpStream, stunTransaction } from './packetKind.ts';

/** One person's end of a relayed pair. */
export interface RelayEnd {
  /** The server's address as this person reaches it. */
  address: string;
  /** Where its socket listens, if not there. */
  bind?: string;
  up: Link;
  down: Link;
  /** Listens to what arrived here over the person's uplink. */
  hearing: Hearing;
}

export interface RelayPair {
  /** Where `a`, or `b`, sends its packets for the other. */
  endpoints: { a: Endpoint; b: Endpoint };
  close(): void;
}

/** A UDP relay between two people: ICE, DTLS and SRTP pass untouched, each packet over both people's links. */
export async function createRelayPair(a: RelayEnd, b: RelayEnd): Promise<RelayPair> {
  const [doorA, doorB] = await Promise.all([openDoor(a), openDoor(b)]);
  connect(doorA, doorB);
  connect(doorB, doorA);
  return {
    endpoints: { a: doorA.endpoint, b: doorB.endpoint },
    close() {
      doorA.socket.close();
      doorB.socket.close();
    },
  };
}

interface Door {
  end: RelayEnd;
  socket: Socket;
  endpoint: Endpoint;
  /** Where the person is: the address media comes from. */
  person?: Endpoint & { heardAt: number };
  /** Who asked: a device with several interfaces checks each of them, and each wants its own answer. */
  askers: Map<string, Endpoint>;
}

const maxAskers = 256;

async function openDoor(end: RelayEnd): Promise<Door> {
  const bind = end.bind ?? end.address;
  const socket = createSocket(isIPv6(bind) ? 'udp6' : 'udp4');
  // A send to an address that just went away is the network's business, not a reason to stop.
  socket.on('error', () => {});
  socket.bind({ address: bind, port: 0 });
  await once(socket, 'listening');
  return {
    end,
    socket,
    endpoint: { address: end.address, port: socket.address().port },
    askers: new Map(),
  };
}

function connect(from: Door, to: Door): void {
  from.socket.on('message', (packet, { address, port }) => {
    const sender = { address, port };
    from.end.up.send(packet.length, () => {
      remember(from, packet, sender);
      to.end.down.send(packet.length, () => forward(packet, to));
    });
  });
}

function remember(from: Door, packet: Buffer, sender: Endpoint): void {
  const kind = packetKind(packet);
  if (kind === 'rtp') from.end.hearing.hear(rtpStream(packet), rtpSequence(packet));
  else from.end.hearing.notice();
  if (kind === 'stunRequest') rememberAsker(from, stunTransaction(packet), sender);

  const isMedia = kind === 'rtp' || kind === 'rtcp' || kind === 'other';
  if (isMedia || isSame(from.person, sender) || isGone(from.person))
    from.person = { ...sender, heardAt: performance.now() };
}

function rememberAsker(from: Door, transaction: string, sender: Endpoint): void {
  from.askers.set(transaction, sender);
  if (from.askers.size > maxAskers) from.askers.delete(from.askers.keys().next().value ?? '');
}

const isSame = (one: Endpoint | undefined, other: Endpoint) =>
  one?.address === other.address && one.port === other.port;

/** A person who moved to another interface sends checks from there while the old address falls silent. */
const isGone = (person: Door['person']) => !person || performance.now() - person.heardAt > 1_000;

function forward(packet: Buffer, to: Door): void {
  const asker =
    packetKind(packet) === 'stunResponse' ? to.askers.get(stunTransaction(packet)) : undefined;
  const target = asker ?? to.person;
  if (target) send(to.socket, packet, target);
}

function send(socket: Socket, packet: Buffer, { address, port }: Endpoint): void {
  try {
    socket.send(packet, port, address, () => {});
  } catch {
    // The pair was closed while this packet was under way.
  }
}
