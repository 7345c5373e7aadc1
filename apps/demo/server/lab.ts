import type { WebSocket } from 'ws';
import {
  type LabCommand,
  type LabPerson,
  type LabReply,
  parseLabCommand,
} from '../protocol/labMessage.ts';
import type { Seat } from './room.ts';
import type { Rooms } from './rooms.ts';

/** Carries out one lab command and answers with the room as it is then. */
export function commandLab(rooms: Rooms, text: string): LabReply {
  const parsed = parseLabCommand(text);
  if ('refused' in parsed) return { type: 'error', ...parsed.refused };
  const { message } = parsed;
  return carryOut(rooms, message) ?? describeRoom(rooms, message.room);
}

function carryOut(rooms: Rooms, command: LabCommand): LabReply | null {
  if (command.type === 'harm') {
    const seat = rooms.findSeat(command.room, command.id);
    if (!seat) return nobodyThere;
    rooms.harm(seat, command.change, command.forMs);
  }
  if (command.type === 'heal') {
    for (const seat of rooms.find(command.room)?.seats.values() ?? []) {
      if (!command.id || command.id === seat.id) rooms.heal(seat);
    }
  }
  return null;
}

const nobodyThere: LabReply = {
  type: 'error',
  code: 'nobodyThere',
  message: 'Nobody in this room has that id.',
};

function describeRoom(rooms: Rooms, name: string): LabReply {
  const seats = [...(rooms.find(name)?.seats.values() ?? [])];
  return {
    type: 'room',
    room: name,
    relay: seats.some((seat) => seat.relay),
    people: seats.map(describePerson),
  };
}

const describePerson = ({ id, name, harm, up, down }: Seat): LabPerson => ({
  id,
  name,
  harm,
  up: { ...up.count },
  down: { ...down.count },
});

const lookEvery = 500;

/** A lab panel's own socket: apart from signalling, so that what was silenced can be healed. */
export function serveLab(socket: WebSocket, rooms: Rooms): void {
  let watched: string | null = null;
  let last = '';
  const say = (reply: LabReply) => {
    const text = JSON.stringify(reply);
    if (text === last || socket.readyState !== socket.OPEN) return;
    if (reply.type === 'room') last = text;
    socket.send(text);
  };
  const timer = setInterval(() => {
    if (watched) say(describeRoom(rooms, watched));
  }, lookEvery);

  socket.on('message', (data) => {
    const reply = commandLab(rooms, String(data));
    if (reply.type === 'room') watched = reply.room;
    say(reply);
  });
  socket.on('close', () => clearInterval(timer));
  socket.on('error', () => {});
}
