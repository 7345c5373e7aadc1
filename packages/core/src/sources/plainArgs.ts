import type { Emitter } from './listen.ts';

type Listener = Parameters<Emitter['on']>[1];

/**
 * The same emitter, handing on plain parts of what the SDK hands over. SDKs pass live objects (users, tracks)
 * whose copies would be large; the raw record then keeps only what was read.
 */
export function plainArgs(emitter: Emitter, plain: (arg: unknown) => unknown): Emitter {
  const registered = new Map<Listener, Listener>();
  return {
    on(event, listener) {
      const own = (...args: unknown[]) => listener(...args.map((arg) => safely(plain, arg)));
      registered.set(listener, own);
      emitter.on(event, own);
    },
    off(event, listener) {
      emitter.off(event, registered.get(listener) ?? listener);
    },
  };
}

function safely(plain: (arg: unknown) => unknown, arg: unknown): unknown {
  try {
    return plain(arg);
  } catch {
    return arg;
  }
}
