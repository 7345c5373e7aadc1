import { createContext, memo, useCallback, useContext, useSyncExternalStore } from 'react';
import { tiles } from './contender.tsx';
import type { Contender, Rendered } from './contender.tsx';

/** The least there can be: a map, listeners by user, one subscription for each tile. */
export function floor(userIds: readonly string[], rendered: Rendered): Contender {
  const users = createUsers(userIds);
  const Tile = memo(({ userId }: { userId: string }) => {
    rendered();
    return <i>{useLevel(users, userId)}</i>;
  });
  return {
    name: 'useSyncExternalStore per user',
    element: tiles(userIds, Tile),
    change: users.change,
  };
}

/** The same for a store that is not a global: React copies a context dependency for every sibling. */
export function floorFromContext(userIds: readonly string[], rendered: Rendered): Contender {
  const users = createUsers(userIds);
  const Users = createContext(users);
  const Tile = memo(({ userId }: { userId: string }) => {
    rendered();
    return <i>{useLevel(useContext(Users), userId)}</i>;
  });
  return {
    name: '… with its store from a context',
    element: tiles(userIds, Tile),
    change: users.change,
  };
}

type Users = ReturnType<typeof createUsers>;

function createUsers(userIds: readonly string[]) {
  const levels = new Map(userIds.map((userId) => [userId, 'good']));
  const listeners = new Map<string, Set<() => void>>();
  return {
    levelOf: (userId: string) => levels.get(userId),
    subscribe(userId: string, listener: () => void) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => own.delete(listener);
    },
    change(userId: string, better: boolean) {
      levels.set(userId, better ? 'good' : 'poor');
      for (const listener of listeners.get(userId) ?? []) listener();
    },
  };
}

function useLevel({ subscribe, levelOf }: Users, userId: string): string | undefined {
  return useSyncExternalStore(
    useCallback((listener) => subscribe(userId, listener), [subscribe, userId]),
    () => levelOf(userId),
  );
}
