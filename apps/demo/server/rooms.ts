import { changeHarm, type HarmChange, noHarm } from '../protocol/harm.ts';
import type { ClientMessage } from '../protocol/clientMessage.ts';
import { limits, timing } from '../protocol/limits.ts';
import {
  closeCodes,
  type ErrorCode,
  type LeaveReason,
  type Presence,
} from '../protocol/serverMessage.ts';
import { createHearing } from './hearing.ts';
import { createLink } from './link.ts';
import { closePairs } from './relay.ts';
import { type Line, type Room, type Seat, tellOthers } from './room.ts';

export type JoinMessage = Extract<ClientMessage, { type: 'join' }>;
export type Entrance = { room: Room; seat: Seat; resumed: boolean } | { refused: ErrorCode };

/** Who is in which room, and who is still there. */
export interface Rooms {
  enter(message: JoinMessage, line: Line, relayAt: Seat['relayAt']): Entrance;
  /** Something came in from this person. */
  hear(room: Room, seat: Seat): void;
  /** The person said goodbye. */
  leave(room: Room, seat: Seat, reason: LeaveReason): void;
  /** The person's socket closed without a goodbye. */
  loseLine(room: Room, seat: Seat, line: Line): void;
  find(roomName: string): Room | undefined;
  findSeat(roomName: string | null, id: string | null): Seat | undefined;
  harm(seat: Seat, change: HarmChange, forMs?: number): void;
  heal(seat: Seat): void;
  close(): void;
}

export function createRooms(now: () => number = () => performance.now()): Rooms {
  const rooms = new Map<string, Room>();
  const watch = watchPresence(now, () => rooms.values(), forget);

  function enter(message: JoinMessage, line: Line, relayAt: Seat['relayAt']): Entrance {
    const room = rooms.get(message.room) ?? { name: message.room, seats: new Map() };
    if (!rooms.has(room.name) && rooms.size >= limits.rooms) return { refused: 'tooManyRooms' };

    const taken = room.seats.get(message.id);
    if (taken?.key === message.key) return resume(room, taken, message, line);
    if (taken && taken.presence !== 'closed') return { refused: 'idTaken' };
    if (taken) forget(room, taken, 'closed');
    if (room.seats.size >= limits.peoplePerRoom && !evictClosed(room))
      return { refused: 'roomFull' };

    const seat = takeSeat(message, line, relayAt, now());
    rooms.set(room.name, room);
    room.seats.set(seat.id, seat);
    return { room, seat, resumed: false };
  }

  function resume(room: Room, seat: Seat, message: JoinMessage, line: Line): Entrance {
    const old = seat.line;
    seat.line = line;
    old?.close(closeCodes.replaced, 'This page opened a newer connection.');
    seat.media = message.media;
    hear(room, seat);
    return { room, seat, resumed: true };
  }

  function hear(room: Room, seat: Seat): void {
    seat.heardAt = now();
    setPresence(room, seat, 'present');
  }

  function loseLine(room: Room, seat: Seat, line: Line): void {
    if (seat.line !== line || room.seats.get(seat.id) !== seat) return;
    seat.line = null;
    // A goodbye of TCP would not get through a silenced network either.
    if (seat.harm.signalingSilent) return;
    seat.closedAt = now();
    setPresence(room, seat, 'closed');
  }

  function forget(room: Room, seat: Seat, reason: LeaveReason): void {
    if (room.seats.get(seat.id) !== seat) return;
    room.seats.delete(seat.id);
    if (room.seats.size === 0) rooms.delete(room.name);
    clearTimeout(seat.healTimer);
    closePairs(seat, room.seats.values());
    seat.up.close();
    seat.down.close();
    tellOthers(room, seat.id, { type: 'left', id: seat.id, reason });
  }

  function evictClosed(room: Room): boolean {
    const closed = [...room.seats.values()].find((seat) => seat.presence === 'closed');
    if (closed) forget(room, closed, 'closed');
    return closed !== undefined;
  }

  function harm(seat: Seat, change: HarmChange, forMs?: number): void {
    const before = seat.harm;
    setHarm(seat, changeHarm(before, change));
    clearTimeout(seat.healTimer);
    if (forMs) seat.healTimer = setTimeout(() => setHarm(seat, before), forMs);
  }

  function setHarm(seat: Seat, next: Seat['harm']): void {
    const spokeAgain = seat.harm.signalingSilent && !next.signalingSilent;
    seat.harm = next;
    if (!spokeAgain) return;
    if (seat.line) return seat.line.unmute();
    seat.closedAt = now();
    for (const room of rooms.values())
      if (room.seats.get(seat.id) === seat) setPresence(room, seat, 'closed');
  }

  return {
    enter,
    hear,
    leave: forget,
    loseLine,
    find: (roomName) => rooms.get(roomName),
    findSeat: (roomName, id) => (roomName && id ? rooms.get(roomName)?.seats.get(id) : undefined),
    harm,
    heal(seat) {
      clearTimeout(seat.healTimer);
      setHarm(seat, noHarm);
    },
    close() {
      watch.stop();
      for (const room of rooms.values())
        for (const seat of room.seats.values()) forget(room, seat, 'closed');
    },
  };
}

function takeSeat(message: JoinMessage, line: Line, relayAt: Seat['relayAt'], now: number): Seat {
  const seat: Seat = {
    id: message.id,
    key: message.key,
    name: message.name.trim(),
    media: message.media,
    presence: 'present',
    relay: message.relay,
    relayAt,
    line,
    heardAt: now,
    closedAt: 0,
    harm: noHarm,
    up: createLink(() => seat.harm.up),
    down: createLink(() => seat.harm.down),
    hearing: createHearing(),
    unheard: false,
    pairs: new Map(),
  };
  return seat;
}

function setPresence(room: Room, seat: Seat, presence: Presence): void {
  if (seat.presence === presence) return;
  seat.presence = presence;
  tellOthers(room, seat.id, { type: 'presence', id: seat.id, presence });
}

const lookEvery = 250;
const tellEvery = 500;

/** Notices who fell silent, gives up who stays away, and tells each room how it is heard. */
function watchPresence(
  now: () => number,
  rooms: () => Iterable<Room>,
  forget: (room: Room, seat: Seat, reason: LeaveReason) => void,
) {
  let lookedAt = now();
  const look = () => {
    const time = now();
    // A process that stood still has unread messages waiting: nobody fell silent meanwhile.
    const stoodStill = Math.max(0, time - lookedAt - lookEvery * 2);
    lookedAt = time;
    for (const room of [...rooms()]) {
      noticeUnheard(room);
      for (const seat of [...room.seats.values()]) lookAt(room, seat, time, stoodStill);
    }
  };
  const lookAt = (room: Room, seat: Seat, time: number, stoodStill: number) => {
    seat.heardAt += stoodStill;
    const quietFor = time - seat.heardAt;
    if (seat.presence === 'closed') {
      if (time - seat.closedAt > timing.seatKeptAfterClose) forget(room, seat, 'timeout');
      return;
    }
    if (quietFor > timing.silentAfter) setPresence(room, seat, 'silent');
    if (quietFor <= timing.seatKeptWhenSilent) return;
    seat.line?.close(closeCodes.timeout, 'Nothing was heard from this page for too long.');
    forget(room, seat, 'timeout');
  };
  const timers = [
    setInterval(look, lookEvery),
    setInterval(() => {
      for (const room of rooms()) tellHeard(room);
    }, tellEvery),
  ];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

/** Somebody's media stopped arriving, or arrives again: the others know it before they miss it. */
function noticeUnheard(room: Room): void {
  const changed = relayedSeats(room).filter((seat) => seat.unheard !== seat.hearing.isSilent());
  for (const seat of changed) seat.unheard = !seat.unheard;
  if (changed.length > 0) tellHeard(room);
}

const relayedSeats = (room: Room) => [...room.seats.values()].filter((seat) => seat.pairs.size > 0);

function tellHeard(room: Room): void {
  const relayed = relayedSeats(room);
  if (relayed.length === 0) return;
  const people = Object.fromEntries(relayed.map((seat) => [seat.id, seat.hearing.take()]));
  for (const seat of room.seats.values()) seat.line?.say({ type: 'heard', people });
}
