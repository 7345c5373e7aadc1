import { createNetworkStatus } from '../../packages/core/src/createNetworkStatus.ts';
import { createPromptEngine } from '../../packages/core/src/prompts/createPromptEngine.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { createFakeSource } from '../../packages/core/src/testing/createFakeSource.ts';
import * as facts from '../../packages/core/src/testing/facts.ts';
import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';

/** A call with so many people in it, with the default policy, prompts and timeline. */
export interface Room {
  users: readonly string[];
  /** One callback. */
  tell(...told: readonly SourceEvent[]): void;
  advance(ms: number): void;
}

const settlesMs = 20_000;

export function openRoom(size: number): Room {
  const clock = createFakeClock();
  const source = createFakeSource();
  createNetworkStatus({ clock, sources: [source], prompts: createPromptEngine });
  source.emit(facts.connecting, facts.connected, facts.sends({ audio: true }));
  clock.advance(settlesMs);
  return {
    users: Array.from({ length: size }, (_, index) => `user${index}`),
    tell: (...told) => source.emit(...told),
    advance: clock.advance,
  };
}

/** The same with everybody in it already. */
export function fillRoom(size: number): Room {
  const room = openRoom(size);
  room.tell(...room.users.flatMap((userId) => facts.joins(userId)));
  room.advance(settlesMs);
  return room;
}
