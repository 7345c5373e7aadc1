import { cpuMs } from '../cpuMs.ts';
import type { Room } from './room.ts';
import type { Subject, Step } from './subjects.ts';

/** Of what takes longer than this, so much is measured. */
const patienceMs = 3_000;
/** A room that would take longer, if everything in it is quadratic, is not opened. */
const longestRoomMs = 15_000;
/** Short things are done again until this much has been measured. */
const enoughMs = 20;
const mostRepeats = 10;

export interface Growth {
  name: string;
  /** Microseconds for each user, by size; undefined where it would take too long. */
  perUser: Readonly<Record<number, number | undefined>>;
}

export function measureGrowth(subject: Subject, sizes: readonly number[]): Growth {
  const perUser: Record<number, number | undefined> = {};
  // The first time also compiles.
  let last = { size: sizes[0]!, roomMs: measureOne(subject, sizes[0]!).roomMs };
  for (const size of sizes) {
    if (last.roomMs * (size / last.size) ** 2 > longestRoomMs) break;
    const { microseconds, roomMs } = measureOne(subject, size);
    perUser[size] = microseconds;
    last = { size, roomMs };
  }
  return { name: subject.name, perUser };
}

/** The quietest of several rooms. */
function measureOne(subject: Subject, size: number): { microseconds: number; roomMs: number } {
  let microseconds = Number.POSITIVE_INFINITY;
  let roomMs = 0;
  let measuredMs = 0;
  for (let repeat = 0; repeat < mostRepeats && measuredMs < enoughMs; repeat += 1) {
    const began = cpuMs();
    const room = subject.open(size);
    subject.prepare?.(room);
    const { tookMs, done } = play(room, subject.steps(room));
    roomMs = cpuMs() - began;
    measuredMs += tookMs;
    microseconds = Math.min(microseconds, (tookMs * 1000) / (size * done));
  }
  return { microseconds, roomMs };
}

/** `done`: the share of the steps that fitted into our patience. */
function play(room: Room, steps: readonly Step[]): { tookMs: number; done: number } {
  const began = cpuMs();
  let played = 0;
  for (const step of steps) {
    if (typeof step === 'number') room.advance(step);
    else room.tell(...step);
    played += 1;
    if (cpuMs() - began > patienceMs) break;
  }
  return { tookMs: cpuMs() - began, done: played / steps.length };
}
