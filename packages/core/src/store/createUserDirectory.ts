import type { RemoteUser, UserDirectory } from './networkStatus.ts';

/** The directory with its writing half, for the store alone. */
export interface UserTable extends UserDirectory {
  /** Changes whenever somebody comes or goes. */
  revision(): number;
  set(user: RemoteUser): void;
  delete(userId: string): void;
  clear(): void;
  /** Tells the listeners of everybody who changed since the last time, once each. */
  flush(): void;
}

/**
 * Users live in one map beside the store, each an immutable object with its own listeners: one user
 * of thousands changes without copying or waking the others. Listeners are called through `call`, at the next `flush`.
 */
export function createUserDirectory(
  call: (listener: () => void) => void = (listener) => listener(),
): UserTable {
  const users = new Map<string, RemoteUser>();
  const listeners = new Map<string, Set<() => void>>();
  let ids: readonly string[] | undefined;
  let revision = 0;

  const changed = new Set<string>();

  const someoneMoved = () => {
    ids = undefined;
    revision += 1;
  };

  return {
    get: (userId) => users.get(userId),
    ids: () => (ids ??= [...users.values()].filter(({ here }) => here).map(({ userId }) => userId)),
    revision: () => revision,
    subscribe(userId, callback) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(callback));
      return () => {
        own.delete(callback);
        if (!own.size && listeners.get(userId) === own) listeners.delete(userId);
      };
    },
    set(user) {
      if ((users.get(user.userId)?.here ?? false) !== user.here) someoneMoved();
      users.set(user.userId, user);
      changed.add(user.userId);
    },
    delete(userId) {
      if (users.get(userId)?.here) someoneMoved();
      if (users.delete(userId)) changed.add(userId);
    },
    clear() {
      const gone = [...users.keys()];
      users.clear();
      if (gone.length) someoneMoved();
      for (const userId of gone) changed.add(userId);
    },
    flush() {
      const ids = [...changed];
      changed.clear();
      for (const userId of ids)
        for (const listener of [...(listeners.get(userId) ?? [])]) call(listener);
    },
  };
}
