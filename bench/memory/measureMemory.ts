import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as facts from '../../packages/core/src/testing/facts.ts';
import { fillRoom, openRoom, type Room } from '../growth/room.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export interface Memory {
  name: string;
  /** Kilobytes of the heap when the ring of the timeline is full, and after as much again several times. */
  early: number;
  late: number;
}

const levels = ['good', 'bad', 'excellent', 'poor'] as const;

/** 10,000 callbacks about a room of 100, half of which goes from weak to well and back. */
function batches(room: Room, from: number, to: number): void {
  for (let batch = from; batch < to; batch += 1) {
    const scores = room.users.map((userId, index) =>
      facts.scoresUser(userId, index % 2 ? 'good' : levels[Math.floor(batch / 5) % 4]!),
    );
    room.tell(...scores);
    room.advance(2_000);
  }
}

/** 100,000 events: people come, talk and go, 10,000 of them, and are forgotten. */
function comings({ tell, advance }: Room, from: number, to: number): void {
  for (let one = from; one < to; one += 1) {
    const userId = `guest${one}`;
    tell(...facts.joins(userId));
    for (let sample = 0; sample < 7; sample += 1) tell(facts.scoresUser(userId, 'good'));
    tell(one % 2 ? facts.quits(userId) : facts.drops(userId));
    advance(500);
  }
}

export function measureMemory(): Memory[] {
  return [
    measure('10,000 batches', fillRoom(100), batches, [2_000, 10_000]),
    measure('100,000 events, 10,000 joins and leaves', openRoom(0), comings, [2_000, 10_000]),
  ];
}

function measure(
  name: string,
  room: Room,
  happen: (room: Room, from: number, to: number) => void,
  [first, last]: readonly [number, number],
): Memory {
  const empty = heapKB();
  happen(room, 0, first);
  const early = heapKB() - empty;
  happen(room, first, last);
  return { name, early, late: heapKB() - empty };
}

function heapKB(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1024;
}
