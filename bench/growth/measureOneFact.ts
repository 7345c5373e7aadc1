import * as facts from '../../packages/core/src/testing/facts.ts';
import { quantile } from '../numbers.ts';
import { fillRoom, type Room } from './room.ts';
import { leaveHalf, reportAll, weaken } from './subjects.ts';

/** What half the room may do while one fact about somebody else comes. */
const meanwhile: Readonly<Record<string, (room: Room) => void>> = {
  'are weak': weaken,
  report: reportAll,
  'have left': leaveHalf,
};

export interface OneFact {
  name: string;
  small: number;
  large: number;
}

const times = 60;
const patienceMs = 3_000;

/** Microseconds of one fact in a room of ten and in a large one, of half of which something is the matter. */
export function measureOneFact(small: number, large: number): OneFact[] {
  return Object.entries(meanwhile).map(([name, happen]) => {
    measure(small, happen);
    return { name, small: measure(small, happen), large: measure(large, happen) };
  });
}

function measure(size: number, happen: (room: Room) => void): number {
  const room = fillRoom(size);
  happen(room);
  const took: number[] = [];
  const began = performance.now();
  for (let turn = 0; turn < times && performance.now() - began < patienceMs; turn += 1) {
    room.advance(turn % 4 ? 20 : 120);
    const told = performance.now();
    room.tell(facts.scoresUser('user0', turn % 2 ? 'good' : 'excellent'));
    took.push((performance.now() - told) * 1000);
  }
  return quantile(took, 1 / 4);
}
