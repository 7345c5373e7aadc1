import { memo, useSyncExternalStore } from 'react';
import { tiles } from './contender.tsx';
import type { Contender, Rendered } from './contender.tsx';

/** The usual way: one store for all, a selector in every tile. */
export function selectors(userIds: readonly string[], rendered: Rendered): Contender {
  let levels = Object.fromEntries(userIds.map((userId) => [userId, 'good']));
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const Tile = memo(({ userId }: { userId: string }) => {
    rendered();
    return <i>{useSyncExternalStore(subscribe, () => levels[userId])}</i>;
  });
  return {
    name: 'one store, a selector per tile',
    element: tiles(userIds, Tile),
    change(userId, better) {
      levels = { ...levels, [userId]: better ? 'good' : 'poor' };
      for (const listener of listeners) listener();
    },
  };
}
