import { timing } from '../protocol/limits.ts';
import type { HeardPerson } from '../protocol/serverMessage.ts';

/** Listens to what of one person's media reaches the server. */
export interface Hearing {
  hear(stream: number, sequence: number): void;
  /** A packet of another kind came in. */
  notice(): void;
  /** Everything stopped at once, and has not come back. */
  isSilent(): boolean;
  /** Answers for the time since the last call. */
  take(): HeardPerson;
}

interface StreamMemory {
  heardAt: number;
  /** Sequence numbers counted on beyond 16 bits. */
  highest: number;
  /** Up to here it was said what arrived. */
  judged: number;
  arrived: Set<number>;
  /** How far it was, and when. */
  marks: { at: number; highest: number }[];
}

const maxStreams = 32;
/** A jump this wide is a stream that began anew. */
const maxJump = 3_000;
/** A packet that comes later than this after a newer one counts as lost. */
const patience = 400;
const markEvery = 50;
const forgetAfter = 5_000;
/** Who sends checks but no media is waiting for us, not cut off. */
const checksOnly = 300;
const unheardWithChecksAfter = 3_000;

/** Counts gaps in RTP sequence numbers, as any media server does; the numbers are not encrypted. */
export function createHearing(now: () => number = () => performance.now()): Hearing {
  const streams = new Map<number, StreamMemory>();
  let mediaAt: number | null = null;
  let anythingAt = 0;
  let packets = 0;

  function isSilent(): boolean {
    if (mediaAt === null) return false;
    const waits = anythingAt - mediaAt > checksOnly;
    return now() - anythingAt > (waits ? unheardWithChecksAfter : timing.unheardAfter);
  }

  return {
    isSilent,
    notice() {
      anythingAt = now();
    },
    hear(stream, sequence) {
      const time = now();
      mediaAt = anythingAt = time;
      packets += 1;
      const known = streams.get(stream);
      if (known) follow(known, sequence, time);
      else if (streams.size < maxStreams) streams.set(stream, begin(sequence, time));
    },
    take() {
      const limit = now() - patience;
      let expected = 0;
      let arrived = 0;
      for (const [stream, memory] of streams) {
        const judged = judge(memory, limit);
        expected += judged.expected;
        arrived += judged.arrived;
        // Retransmission and probing streams come and go; silence is not loss.
        if (now() - memory.heardAt > forgetAfter) streams.delete(stream);
      }
      const heard = {
        packets,
        loss: expected > 0 ? 1 - arrived / expected : 0,
        silent: isSilent(),
      };
      packets = 0;
      return heard;
    },
  };
}

function begin(sequence: number, at: number): StreamMemory {
  return {
    heardAt: at,
    highest: sequence,
    judged: sequence - 1,
    arrived: new Set([sequence]),
    marks: [{ at, highest: sequence }],
  };
}

function follow(memory: StreamMemory, sequence: number, at: number): void {
  const ahead = ((sequence - memory.highest) << 16) >> 16;
  if (Math.abs(ahead) > maxJump) {
    Object.assign(memory, begin(sequence, at));
    return;
  }
  memory.heardAt = at;
  const counted = memory.highest + ahead;
  if (counted > memory.judged) memory.arrived.add(counted);
  if (ahead <= 0) return;
  memory.highest = counted;
  const last = memory.marks.at(-1);
  if (!last || at - last.at >= markEvery) memory.marks.push({ at, highest: counted });
}

/** What arrived of everything that should have, by now. */
function judge(memory: StreamMemory, limit: number): { expected: number; arrived: number } {
  const upTo = memory.marks.findLast(({ at }) => at <= limit)?.highest ?? memory.judged;
  const due = [...memory.arrived].filter((sequence) => sequence <= upTo);
  for (const sequence of due) memory.arrived.delete(sequence);
  const expected = upTo - memory.judged;
  memory.judged = upTo;
  memory.marks = memory.marks.filter(({ at }) => at > limit);
  return { expected, arrived: due.length };
}
