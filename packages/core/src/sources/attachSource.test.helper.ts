import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock, type FakeClock } from '../testing/createFakeClock.ts';
import type { Emitter } from './listen.ts';
import type { NetworkSource } from './source.ts';

export interface AttachedSource {
  clock: FakeClock;
  /** Everything emitted so far. */
  events: SourceEvent[];
  /** What was emitted since the last look, without the raw record. */
  facts(): SourceEvent[];
  detach(): void;
}

/** Attaches a source to a recorder and a fake clock. */
export function attachSource(source: NetworkSource): AttachedSource {
  const clock = createFakeClock();
  const events: SourceEvent[] = [];
  const detach = source.subscribe({
    clock,
    emit: (event) => events.push(event),
    // As in the store: who wraps one door and forgets the other is caught here.
    emitTogether: (several) => events.push(...several),
  });
  let seen = 0;
  return {
    clock,
    events,
    detach,
    facts() {
      const news = events.slice(seen).map(({ raw: _raw, ...fact }) => fact as SourceEvent);
      seen = events.length;
      return news;
    },
  };
}

type Listener = Parameters<Emitter['on']>[1];

/** A callback: its name and what it hands over. */
export type Call = readonly [event: string, ...args: readonly unknown[]];

export interface FakeEmitter extends Emitter {
  emit(event: string, ...args: unknown[]): void;
  /** Several callbacks, one after the other. */
  say(...calls: readonly Call[]): void;
  events(): string[];
  listenerCount(): number;
}

/** The least that every SDK emitter does. */
export function createFakeEmitter(): FakeEmitter {
  const listeners: [event: string, listener: Listener][] = [];
  const emit = (event: string, ...args: readonly unknown[]) => {
    for (const [name, listener] of [...listeners]) if (name === event) listener(...args);
  };
  return {
    on: (event, listener) => void listeners.push([event, listener]),
    off(event, listener) {
      const index = listeners.findIndex(([name, one]) => name === event && one === listener);
      if (index >= 0) listeners.splice(index, 1);
    },
    emit,
    say(...calls) {
      for (const call of calls) emit(...call);
    },
    events: () => [...new Set(listeners.map(([event]) => event))],
    listenerCount: () => listeners.length,
  };
}
