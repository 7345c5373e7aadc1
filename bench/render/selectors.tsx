import { memo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { tiles } from './contender.tsx';
import type { Contender, Shows } from './contender.tsx';

/** The usual way: one store for all, selectors in every tile. */
export function selectors(userIds: readonly string[], shows: Shows): Contender {
  const store = createStore(() => ({
    levels: {} as Record<string, number>,
    presences: Object.fromEntries(userIds.map((userId) => [userId, 'present'])),
  }));
  const Tile = memo(({ userId }: { userId: string }) => {
    const presence = useStore(store, ({ presences }) => presences[userId]);
    const text = `${useStore(store, ({ levels }) => levels[userId])} ${presence}`;
    shows(userId, text);
    return <i>{text}</i>;
  });
  return {
    element: tiles(userIds, Tile),
    deliver: (told) =>
      store.setState(({ levels }) => ({ levels: { ...levels, ...Object.fromEntries(told) } })),
  };
}
