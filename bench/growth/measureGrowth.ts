import { startStopwatch } from '../stopwatch.ts';
import type { Room } from './room.ts';
import type { Subject, Step } from './subjects.ts';

/** Of what takes longer than this, so much is measured. */
const patienceMs = 1_000;
/** A room that is expected to take longer is not opened. */
const longestRoomMs = 5_000;
/** Short things are done again until this much has been measured, or getting there has taken too long. */
const enoughMs = 100;
const longestMs = 1_000;
const fewestRepeats = 2;
const mostRepeats = 20;

export interface Growth {
  name: string;
  /** Microseconds for each user, by size; undefined where it would take too long. */
  perUser: Readonly<Record<number, number | undefined>>;
}

export function measureGrowth(subject: Subject, sizes: readonly number[]): Growth {
  const perUser: Record<number, number | undefined> = {};
  // The first time also compiles.
  measureOne(subject, sizes[0]!);
  let expectedMs = 0;
  let before: number | undefined;
  for (const size of sizes) {
    if (expectedMs > longestRoomMs) break;
    const { microseconds, roomMs } = measureOne(subject, size);
    perUser[size] = microseconds;
    // As steep as it was so far, or nearly quadratic while that is unknown.
    const steep = before ? Math.max(10, roomMs / before) : 50;
    expectedMs = roomMs * steep;
    before = roomMs;
  }
  return { name: subject.name, perUser };
}

/** The quietest of several rooms. */
function measureOne(subject: Subject, size: number): { microseconds: number; roomMs: number } {
  let microseconds = Number.POSITIVE_INFINITY;
  let roomMs = Number.POSITIVE_INFINITY;
  let measuredMs = 0;
  const sinceBegin = startStopwatch();
  const isEnough = (repeat: number) =>
    repeat >= fewestRepeats && (measuredMs >= enoughMs || sinceBegin() > longestMs);
  for (let repeat = 0; repeat < mostRepeats && !isEnough(repeat); repeat += 1) {
    const watch = startStopwatch();
    const room = subject.open(size);
    subject.prepare?.(room);
    const { tookMs, done } = play(room, subject.steps(room));
    roomMs = Math.min(roomMs, watch());
    measuredMs += tookMs;
    microseconds = Math.min(microseconds, (tookMs * 1000) / (size * done));
  }
  return { microseconds, roomMs };
}

/** `done`: the share of the steps that fitted into our patience. */
function play(room: Room, steps: readonly Step[]): { tookMs: number; done: number } {
  const watch = startStopwatch();
  let played = 0;
  for (const step of steps) {
    if (typeof step === 'number') room.advance(step);
    else room.tell(...step);
    played += 1;
    if (watch() > patienceMs) break;
  }
  return { tookMs: watch(), done: played / steps.length };
}
