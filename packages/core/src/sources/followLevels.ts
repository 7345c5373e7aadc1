import { noteSilence } from './noteSilence.ts';
import { repeatHeld } from './repeatHeld.ts';
import type { Capabilities, SourceContext } from './source.ts';

const usualCadenceMs = 2000;

/** What the levels of an SDK need, by what it declares of them. Emit through `context`; call `stop` on detach. */
export function followLevels(
  outer: SourceContext,
  { quality, qualityCadenceMs = usualCadenceMs }: Partial<Capabilities>,
): { context: SourceContext; stop: () => void } {
  return quality === 'held' ? repeatHeld(outer) : noteSilence(outer, qualityCadenceMs);
}
