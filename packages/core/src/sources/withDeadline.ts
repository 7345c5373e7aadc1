import { mapFacts } from './mapFacts.ts';
import type { SourceContext } from './source.ts';

/** Adds to every word of an outage how long the SDK will go on trying, at most. */
export function withDeadline(context: SourceContext, givesUpAfterMs: number): SourceContext {
  let downSince: number | undefined;
  return mapFacts(context, (event) => {
    if (event.type !== 'connectionChanged') return event;
    const now = context.clock.now();
    downSince = event.willRetry ? (downSince ?? now) : undefined;
    if (downSince === undefined) return event;
    return { ...event, givesUpInMs: Math.max(0, downSince + givesUpAfterMs - now) };
  });
}
