import type { Phase } from './networkEvent.ts';

/** In no call, or in none any more: what was said and measured in it is nothing to the next one. */
export function isOver(phase: Phase): boolean {
  return phase === 'idle' || phase === 'failed' || phase === 'left';
}
