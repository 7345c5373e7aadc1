import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { type ClientMessage, parseClientMessage } from '../protocol/clientMessage.ts';
import { limits, timing } from '../protocol/limits.ts';
import { closeCodes, type ErrorCode, type ServerMessage } from '../protocol/serverMessage.ts';
import { relaySignal } from './relay.ts';
import { describeSeat, type Line, type Room, type Seat, tellOthers } from './room.ts';
import type { JoinMessage, Rooms } from './rooms.ts';

export interface SignalingOptions {
  rooms: Rooms;
  /** False leads no media over the server, whatever the pages ask for. */
  relay: boolean;
  /** The server's address as people reach it, where it is not the one their sockets arrive at. */
  relayAddress?: string;
  otherHostPort: () => number | null;
}

const refusals: Record<ErrorCode, string> = {
  notJson: 'A message must be one JSON object.',
  unknownType: 'Unknown message type.',
  badField: 'A field is missing or not valid.',
  tooLarge: `A message may be ${limits.messageBytes} characters at most.`,
  tooFast: `More than ${limits.messagesPerSecond} messages a second.`,
  binary: 'Messages must be text.',
  joinFirst: 'Join a room first.',
  alreadyJoined: 'This connection has joined a room already.',
  roomFull: `This room is full: ${limits.peoplePerRoom} people at most.`,
  tooManyRooms: 'The server has no room left. Try again later, or use a room that is open.',
  idTaken: 'Somebody in this room has this id already.',
  nobodyThere: 'Nobody in this room has that id.',
  noRelay: 'The relay could not be opened.',
};

/** One page's signalling socket, from its first message to its close. */
export function serveSignaling(
  socket: WebSocket,
  request: IncomingMessage,
  options: SignalingOptions,
): void {
  const { rooms } = options;
  let joined: { room: Room; seat: Seat } | null = null;
  const isSilenced = () => joined?.seat.line === line && joined.seat.harm.signalingSilent;
  const line = createLine(socket, isSilenced, receive);
  const takeToken = createRateLimit();
  const refuse = (code: ErrorCode, message = refusals[code]) =>
    line.say({ type: 'error', code, message });
  const hurry = setTimeout(
    () => joined ?? socket.close(closeCodes.timeout, 'No join in time.'),
    timing.joinWithin,
  );

  function receive(text: string): void {
    const parsed = parseClientMessage(text);
    if ('refused' in parsed)
      return refuse(parsed.refused.code as ErrorCode, parsed.refused.message);
    const { message } = parsed;
    if (message.type === 'join') return join(message);
    if (!joined) return refuse('joinFirst');
    rooms.hear(joined.room, joined.seat);
    answer(message, joined.room, joined.seat);
  }

  function join(message: JoinMessage): void {
    if (joined) return refuse('alreadyJoined');
    const entrance = rooms.enter(
      { ...message, relay: message.relay && options.relay },
      line,
      relayAt(request, options),
    );
    if ('refused' in entrance) return refuse(entrance.refused);
    const { room, seat } = (joined = entrance);
    const others = [...room.seats.values()].filter((other) => other !== seat);
    line.say({
      type: 'welcome',
      id: seat.id,
      room: room.name,
      people: others.map(describeSeat),
      relay: seat.relay,
      otherHostPort: options.otherHostPort(),
    });
    if (!entrance.resumed)
      tellOthers(room, seat.id, { type: 'joined', person: describeSeat(seat) });
  }

  function answer(message: Exclude<ClientMessage, JoinMessage>, room: Room, seat: Seat): void {
    switch (message.type) {
      case 'ping':
        return line.say({ type: 'pong', n: message.n });
      case 'leave':
        joined = null;
        rooms.leave(room, seat, 'hangup');
        return socket.close(1000, 'Goodbye.');
      case 'media':
        seat.media = message.media;
        return tellOthers(room, seat.id, { type: 'media', id: seat.id, media: message.media });
      case 'tell':
        return tellOthers(room, seat.id, { type: 'told', from: seat.id, text: message.text });
      case 'signal': {
        const to = room.seats.get(message.to);
        if (!to || to === seat) return refuse('nobodyThere');
        return void relaySignal(seat, to, message.signal).then((signal) => {
          if (signal)
            to.line?.say({ type: 'signal', from: seat.id, session: message.session, signal });
        });
      }
    }
  }

  socket.on('message', (data, isBinary) => {
    if (!takeToken()) return socket.close(closeCodes.tooFast, refusals.tooFast);
    if (isBinary) return refuse('binary');
    line.receive(String(data));
  });
  socket.on('close', () => {
    clearTimeout(hurry);
    if (joined) rooms.loseLine(joined.room, joined.seat, line);
  });
  // Without a listener a broken frame would end the process; the close that follows says enough.
  socket.on('error', () => {});
}

/** Silenced, it keeps what comes and goes in order, as TCP does behind a cut cable; then delivers it all. */
function createLine(socket: WebSocket, isSilenced: () => boolean, receive: (text: string) => void) {
  let heldOut: ServerMessage[] = [];
  let heldIn: string[] = [];
  const send = (message: ServerMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const hold = <T>(held: T[], item: T) => {
    if (held.length < limits.queuedWhileSilenced) held.push(item);
  };
  const line: Line & { receive(text: string): void } = {
    say: (message) => (isSilenced() ? hold(heldOut, message) : send(message)),
    receive: (text) => (isSilenced() ? hold(heldIn, text) : receive(text)),
    close: (code, reason) => socket.close(code, reason),
    unmute() {
      const [outgoing, incoming] = [heldOut, heldIn];
      [heldOut, heldIn] = [[], []];
      outgoing.forEach(send);
      incoming.forEach(receive);
    },
  };
  return line;
}

function createRateLimit(): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) [second, used] = [now, 0];
    used += 1;
    return used <= limits.messagesPerSecond;
  };
}

function relayAt(request: IncomingMessage, { relayAddress }: SignalingOptions): Seat['relayAt'] {
  if (relayAddress)
    return { address: relayAddress, bind: relayAddress.includes(':') ? '::' : '0.0.0.0' };
  return { address: (request.socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '') };
}
