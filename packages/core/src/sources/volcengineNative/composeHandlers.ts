import type { Emitter } from '../listen.ts';

type Listener = Parameters<Emitter['on']>[1];

/** An emitter fed by handler functions. */
export interface HandlerEmitter extends Emitter {
  emit(event: string, args: unknown[]): void;
}

export function createHandlerEmitter(): HandlerEmitter {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on(event, listener) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
    },
    off: (event, listener) => void listeners.get(event)?.delete(listener),
    emit(event, args) {
      for (const listener of listeners.get(event) ?? []) listener(...args);
    },
  };
}

/**
 * One handler object out of two: for each of `events` the emitter hears first, then the app's own handler runs, as
 * it is at that moment, with its own `this`, result and exceptions. The app's other members are handed through.
 */
export function composeHandlers<Handlers extends object>(
  events: readonly string[],
  emitter: HandlerEmitter,
  existing: Handlers = {} as Handlers,
): Handlers {
  const own = existing as Record<string, unknown>;
  const call = (name: string, args: unknown[]): unknown => {
    const handler = own[name];
    return typeof handler === 'function' ? handler.apply(existing, args) : undefined;
  };
  const composed: Record<string, unknown> = {};
  for (const name of memberNames(existing)) {
    composed[name] =
      typeof own[name] === 'function' ? (...args: unknown[]) => call(name, args) : own[name];
  }
  for (const event of events) {
    composed[event] = (...args: unknown[]) => {
      emitter.emit(event, args);
      return call(event, args);
    };
  }
  return composed as Handlers;
}

/** Methods of a class instance are members too. */
function memberNames(of: object): string[] {
  const names = new Set<string>();
  for (let at = of; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name);
  return [...names];
}
