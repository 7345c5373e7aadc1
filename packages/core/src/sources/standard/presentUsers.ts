import type { SourceEvent } from '../../events/networkEvent.ts';
import { mapFacts } from '../mapFacts.ts';
import type { NetworkSource } from '../source.ts';

/** Who is in the call, as its sources tell. */
export interface PresentUsers {
  /** The same source, listened to. */
  follow(source: NetworkSource): NetworkSource;
  ids(): ReadonlySet<string>;
}

export function presentUsers(): PresentUsers {
  let present = new Set<string>();
  const see = (event: SourceEvent): SourceEvent => {
    if (event.type === 'userJoined' || event.type === 'streamPublished') present.add(event.userId);
    else if (event.type === 'userLeft') present.delete(event.userId);
    else if (event.type === 'snapshotTaken') present = new Set(event.users);
    else if (event.type === 'connectionChanged' && isOver(event.phase)) present.clear();
    return event;
  };
  return {
    ids: () => present,
    follow: (source) => ({
      name: source.name,
      capabilities: source.capabilities,
      detectionLagMs: source.detectionLagMs,
      ...(source.witnesses && { witnesses: source.witnesses }),
      subscribe: (context) => source.subscribe(mapFacts(context, see)),
    }),
  };
}

function isOver(phase: string): boolean {
  return phase === 'left' || phase === 'failed' || phase === 'idle';
}
