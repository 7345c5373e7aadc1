import type { Clock } from '../clock/clock.ts';
import type { NetworkSource } from '../sources/source.ts';

/** The attached sources that say in which phase the call is. */
export interface Speakers {
  /** Whoever was only gone for a moment speaks on. */
  attached(source: NetworkSource): void;
  /** It said so now. */
  spoke(source: NetworkSource): void;
  detached(source: NetworkSource): void;
  destroy(): void;
}

// A component that mounts twice detaches and attaches the same source within one tick.
const graceMs = 3000;

/**
 * What the last of them said stands while it is attached. When it is detached nobody knows any more: after a moment, or
 * as soon as another one speaks, the call it spoke of is over and its people are gone.
 */
export function createSpeakers(clock: Clock, forgetCall: () => void): Speakers {
  const speaking = new Set<NetworkSource>();
  let last: NetworkSource | undefined;
  let cancel: (() => void) | undefined;

  const end = () => {
    cancel?.();
    cancel = last = undefined;
  };

  return {
    attached(source) {
      if (source !== last) return;
      end();
      speaking.add(source);
    },
    spoke(source) {
      if (speaking.has(source)) return;
      const isAnother = last !== undefined && last !== source;
      end();
      speaking.add(source);
      if (isAnother) forgetCall();
    },
    detached(source) {
      if (!speaking.delete(source) || speaking.size) return;
      last = source;
      cancel = clock.after(graceMs, () => {
        end();
        forgetCall();
      });
    },
    destroy: end,
  };
}
