import { createContext, memo, useCallback, useContext, useSyncExternalStore } from 'react';
import { tiles } from './contender.tsx';
import type { Contender, Shows, Told } from './contender.tsx';

type Users = ReturnType<typeof createUsers>;

/** The least there can be: a map, listeners by user, and for each tile as many subscriptions as ours has. */
export function floor(userIds: readonly string[], shows: Shows): Contender {
  const users = createUsers(userIds);
  return contender(userIds, users, shows, () => users);
}

/** The same for a store that is not a global: React copies a context dependency for every sibling. */
export function floorFromContext(userIds: readonly string[], shows: Shows): Contender {
  const users = createUsers(userIds);
  const Context = createContext(users);
  return contender(userIds, users, shows, () => useContext(Context));
}

function contender(
  userIds: readonly string[],
  users: Users,
  shows: Shows,
  useUsers: () => Users,
): Contender {
  const Tile = memo(({ userId }: { userId: string }) => {
    const presence = useUser(useUsers(), userId, users.presenceOf);
    const text = `${useUser(useUsers(), userId, users.levelOf)} ${presence}`;
    shows(userId, text);
    return <i>{text}</i>;
  });
  return { element: tiles(userIds, Tile), deliver: users.deliver };
}

function createUsers(userIds: readonly string[]) {
  const levels = new Map<string, number>();
  const presences = new Map(userIds.map((userId) => [userId, 'present']));
  const listeners = new Map<string, Set<() => void>>();
  return {
    levelOf: (userId: string) => levels.get(userId),
    presenceOf: (userId: string) => presences.get(userId),
    subscribe(userId: string, listener: () => void) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => own.delete(listener);
    },
    deliver(told: readonly Told[]) {
      for (const [userId, level] of told) {
        if (levels.get(userId) === level) continue;
        levels.set(userId, level);
        for (const listener of listeners.get(userId) ?? []) listener();
      }
    },
  };
}

function useUser<Value>(
  { subscribe }: Users,
  userId: string,
  read: (userId: string) => Value,
): Value {
  return useSyncExternalStore(
    useCallback((listener) => subscribe(userId, listener), [subscribe, userId]),
    () => read(userId),
  );
}
