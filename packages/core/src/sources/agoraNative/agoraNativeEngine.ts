import type { Emitter } from '../listen.ts';

/** The part of an `IRtcEngine` (Electron or React Native) that this source uses. Either pair of methods will do. */
export interface AgoraNativeEngine {
  registerEventHandler?(handler: object): unknown;
  unregisterEventHandler?(handler: object): unknown;
  addListener?: Emitter['on'];
  removeListener?: Emitter['off'];
  getConnectionState?(): number;
}

/** Either way of listening, as one. A handler object is registered once all of its callbacks are in it. */
export function emitterOf(engine: AgoraNativeEngine): Emitter & { start(): void; stop(): void } {
  if (!engine.registerEventHandler) {
    return {
      on: (event, listener) => engine.addListener?.(event, listener),
      off: (event, listener) => engine.removeListener?.(event, listener),
      start() {},
      stop() {},
    };
  }
  const handler: Record<string, unknown> = {};
  return {
    on: (event, listener) => (handler[event] = listener),
    off: (event) => delete handler[event],
    start: () => void engine.registerEventHandler?.(handler),
    stop: () => void engine.unregisterEventHandler?.(handler),
  };
}
