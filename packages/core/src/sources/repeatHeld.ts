import type { QualitySampled, SourceEvent } from '../events/networkEvent.ts';
import { isOver } from '../events/phase.ts';
import { isAtLeast } from '../events/quality.ts';
import { mapFacts } from './mapFacts.ts';
import type { SourceContext } from './source.ts';

// By then it has stood for as long as several samples would take.
const standsMs = 4000;

/**
 * A bad level of somebody else counts once it has stood for a while, and where a level is said only once nothing may
 * happen until then: what still stands is said again, once. Emit through `context`; call `stop` on detach.
 */
export function repeatHeld(outer: SourceContext): { context: SourceContext; stop: () => void } {
  const standing = new Map<string, { said: string; cancel: () => void }>();
  const forget = (userId: string) => {
    standing.get(userId)?.cancel();
    standing.delete(userId);
  };
  const stop = () => {
    for (const userId of [...standing.keys()]) forget(userId);
  };
  const hold = (event: QualitySampled & SourceEvent, userId: string) => {
    const said = levelsOf(event).join();
    if (standing.get(userId)?.said === said) return;
    forget(userId);
    if (!levelsOf(event).some((level) => level && isAtLeast(level, 'bad'))) return;
    const sayAgain = () => outer.emit({ ...event, synthetic: true });
    standing.set(userId, { said, cancel: outer.clock.after(standsMs, sayAgain) });
  };
  const see = (event: SourceEvent) => {
    if (event.type === 'qualitySampled' && event.userId) hold(event, event.userId);
    else if (event.type === 'userLeft') forget(event.userId);
    else if (event.type === 'connectionChanged' && isOver(event.phase)) stop();
    return event;
  };
  return { context: mapFacts(outer, see), stop };
}

function levelsOf({ uplink, downlink, overall }: QualitySampled) {
  return [uplink, downlink, overall];
}
