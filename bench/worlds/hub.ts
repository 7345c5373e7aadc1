import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import type { NetworkSource, SourceContext } from '../../packages/core/src/sources/source.ts';

/** Who a fact of the app's own source comes from; a world is also looked at without each of them. */
export type Witness = 'sdk' | 'channels' | 'server';

/** All that the app and its SDK tell one person's kit. */
export interface Hub {
  say(witness: Witness, ...facts: SourceEvent[]): void;
  source(believes: (witness: Witness) => boolean): NetworkSource;
}

export function createHub(): Hub {
  const listeners = new Set<{ believes(witness: Witness): boolean; context: SourceContext }>();
  return {
    say(witness, ...facts) {
      for (const { believes, context } of listeners) {
        if (believes(witness)) for (const fact of facts) context.emit(fact);
      }
    },
    source: (believes) => ({
      name: 'call',
      capabilities: {},
      detectionLagMs: {},
      subscribe(context) {
        const listener = { believes, context };
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    }),
  };
}
