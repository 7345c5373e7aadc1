import type { Quality } from '../../packages/core/src/events/quality.ts';
import type { Parts } from './parts.ts';
import { type Inbound, sideOf } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { Socket } from './socket.ts';

const notHeardMs = 1000;
const scoreEveryMs = 2000;

/** What the SFU says of the streams it receives, over its own channel. */
export function createMediaServer(
  parts: Parts,
  sessions: Sessions,
  sockets: ReadonlyMap<string, Socket>,
): { step(): void } {
  const { people, now, options, deeds } = parts;
  const stalled = new Map<string, boolean>();
  const scored = new Map<string, Quality>();
  const counted = new Map<string, { packets: number; lost: number }>();
  let nextScoreAt = scoreEveryMs;

  const streamsOf = (person: string): Inbound[] =>
    sessions.of(person).flatMap((session) => [...(sideOf(session, 'sfu')?.inbound.values() ?? [])]);

  const followStreams = (person: string) => {
    if (deeds.is(person, 'is muted', now())) return;
    for (const { key, plan, lastAt } of streamsOf(person)) {
      const isStalled = now() - lastAt > Math.max(notHeardMs, 2500 / plan.packetsPerS);
      if (isStalled === (stalled.get(key) ?? false)) continue;
      stalled.set(key, isStalled);
      sockets.get(person)?.push({
        type: 'word',
        witness: 'server',
        fact: {
          type: 'streamHealthChanged',
          media: plan.media,
          health: isStalled ? 'stalled' : 'flowing',
        },
      });
    }
  };

  const score = (person: string) => {
    const level = scoreOf(person);
    if (level === undefined) return;
    if (options.scores === 'onChange' && scored.get(person) === level) return;
    scored.set(person, level);
    for (const reader of people) {
      const userId = reader === person ? undefined : person;
      const fact = { type: 'qualitySampled', overall: level, basis: 'sdk' };
      sockets.get(reader)?.push({
        type: 'word',
        witness: 'server',
        fact: userId ? { ...fact, userId } : fact,
      });
    }
  };
  const isScored = (person: string) =>
    deeds.isPresent(person, now()) && !deeds.is(person, 'is muted', now());
  /** From what it lost of theirs since the last look; nothing at all for two looks is `down`. */
  const scoreOf = (person: string): Quality | undefined => {
    const streams = streamsOf(person);
    if (!streams.length) return undefined;
    const packets = streams.reduce((sum, one) => sum + one.packets, 0);
    const lost = streams.reduce((sum, one) => sum + one.lost, 0);
    const before = counted.get(person) ?? { packets: 0, lost: 0 };
    counted.set(person, { packets, lost });
    const [came, missed] = [packets - before.packets, lost - before.lost];
    if (came <= 0) return 'down';
    const share = Math.max(0, missed) / (came + Math.max(0, missed));
    return share > 0.1 ? 'bad' : share > 0.04 ? 'poor' : 'excellent';
  };

  return {
    step() {
      if (!deeds.isRunning('sfu', now())) return;
      if (options.serverWord) for (const person of people) followStreams(person);
      if (options.scores === 'none' || now() < nextScoreAt) return;
      nextScoreAt = now() + scoreEveryMs;
      for (const person of people) if (isScored(person)) score(person);
    },
  };
}
