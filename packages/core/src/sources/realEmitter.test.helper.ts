import type { SdkEmitter } from './sdkDrivers.test.helper.ts';

/** At run time every SDK's object can emit; their types leave it out. */
interface Emitting {
  emit(event: string, ...args: unknown[]): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** An SDK's own object to drive: its way of calling listeners, in its order, at its time. Getters stay the driver's. */
export function realEmitter(object: unknown): SdkEmitter {
  const emitting = object as Emitting;
  let count = 0;
  return {
    emit: (event, ...args) => void emitting.emit(event, ...args),
    on(event, listener) {
      count += 1;
      emitting.on(event, listener);
    },
    off(event, listener) {
      count -= 1;
      emitting.off(event, listener);
    },
    listenerCount: () => count,
  };
}
