import type { Attention } from '../sources/source.ts';

/** How closely sources are to look: the one thing that flows backwards. */
export interface AttentionKeeper {
  /** After a look: something looks wrong, and whether anybody sees the page. */
  pay(isWrong: boolean, isVisible: boolean, now: number): Attention;
  /** Told at once and whenever it changes; returns the unsubscribe function. */
  subscribe(callback: (attention: Attention) => void): () => void;
  clear(): void;
}

const staysAlertMs = 3000;

/** Alert as soon as something looks wrong, and for a while after. Listeners are called through `call`. */
export function createAttention(call: (listener: () => void) => void): AttentionKeeper {
  const listeners = new Set<(attention: Attention) => void>();
  let attention: Attention = 'calm';
  let alertUntil = 0;

  return {
    pay(isWrong, isVisible, now) {
      if (isWrong) alertUntil = now + staysAlertMs;
      const next = now < alertUntil ? 'alert' : isVisible ? 'calm' : 'asleep';
      if (next === attention) return next;
      attention = next;
      for (const listener of [...listeners]) call(() => listener(next));
      return next;
    },
    subscribe(callback) {
      listeners.add(callback);
      callback(attention);
      return () => listeners.delete(callback);
    },
    clear: () => listeners.clear(),
  };
}
