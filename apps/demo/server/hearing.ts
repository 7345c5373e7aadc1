import { timing } from '../protocol/limits.ts';
import type { HeardPerson } from '../protocol/serverMessage.ts';

/** Listens to what of one person's media reaches the server. */
export interface Hearing {
  hear(stream: number, sequence: number): void;
  /** A packet of any kind came in. */
  notice(): void;
  /** Nothing has come in for a while, though something had. */
  isSilent(): boolean;
  /** Answers for the time since the last call. */
  take(): HeardPerson;
}

interface StreamMemory {
  highest: number;
  expected: number;
  received: number;
}

const maxStreams = 32;

/** Counts gaps in RTP sequence numbers, as any media server does; the numbers are not encrypted. */
export function createHearing(now: () => number = () => performance.now()): Hearing {
  const streams = new Map<number, StreamMemory>();
  let heardAt: number | null = null;
  const notice = () => {
    heardAt = now();
  };
  const isSilent = () => heardAt !== null && now() - heardAt > timing.unheardAfter;

  return {
    isSilent,
    // Checks alone do not make a call: before the first media nobody is missed.
    notice() {
      if (heardAt !== null) notice();
    },
    hear(stream, sequence) {
      notice();
      const memory = streams.get(stream);
      if (!memory) {
        if (streams.size < maxStreams)
          streams.set(stream, { highest: sequence, expected: 1, received: 1 });
        return;
      }
      memory.received += 1;
      const ahead = (sequence - memory.highest) & 0xffff;
      // A late or repeated packet is not ahead; a jump this wide is a restarted stream.
      if (ahead === 0 || ahead > 3_000) {
        if (ahead > 3_000 && ahead < 62_000) memory.highest = sequence;
        return;
      }
      memory.expected += ahead;
      memory.highest = sequence;
    },
    take() {
      let expected = 0;
      let received = 0;
      for (const [stream, memory] of streams) {
        // Retransmission and probing streams come and go; silence is not loss.
        if (memory.received === 0) streams.delete(stream);
        expected += memory.expected;
        received += memory.received;
        memory.expected = 0;
        memory.received = 0;
      }
      const loss = expected > 0 ? Math.min(1, Math.max(0, 1 - received / expected)) : 0;
      return { packets: received, loss, silent: isSilent() };
    },
  };
}
