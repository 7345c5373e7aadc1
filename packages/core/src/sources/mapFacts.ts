import type { SourceEvent } from '../events/networkEvent.ts';
import type { SourceContext } from './source.ts';

/**
 * The same context, through which every fact is seen and may be changed on its way out. Both doors are taken:
 * what a source says together does not get past.
 */
export function mapFacts(
  { emit, emitTogether, ...context }: SourceContext,
  map: (event: SourceEvent) => SourceEvent,
): SourceContext {
  return {
    ...context,
    emit: (event) => emit(map(event)),
    ...(emitTogether && { emitTogether: (events) => emitTogether(events.map(map)) }),
  };
}
