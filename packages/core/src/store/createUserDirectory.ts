import type { RemoteUser, UserDirectory } from './networkStatus.ts';

/** The directory with its writing half, for the store alone. */
export interface UserTable extends UserDirectory {
  values(): IterableIterator<RemoteUser>;
  set(user: RemoteUser): void;
  clear(): void;
}

/**
 * Users live in one map beside the store, each an immutable object with its own listeners: one user
 * of thousands changes without copying or waking the others.
 */
export function createUserDirectory(): UserTable {
  const users = new Map<string, RemoteUser>();
  const listeners = new Map<string, Set<() => void>>();
  let ids: readonly string[] | undefined;

  const notify = (userId: string) => {
    for (const listener of listeners.get(userId) ?? []) listener();
  };

  return {
    get: (userId) => users.get(userId),
    ids: () => (ids ??= [...users.values()].filter(({ here }) => here).map(({ userId }) => userId)),
    values: () => users.values(),
    subscribe(userId, callback) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(callback));
      return () => {
        own.delete(callback);
        if (!own.size && listeners.get(userId) === own) listeners.delete(userId);
      };
    },
    set(user) {
      if (users.get(user.userId)?.here !== user.here) ids = undefined;
      users.set(user.userId, user);
      notify(user.userId);
    },
    clear() {
      const gone = [...users.keys()];
      users.clear();
      ids = undefined;
      for (const userId of gone) notify(userId);
    },
  };
}
