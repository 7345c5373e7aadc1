import type { ActionId, NetworkStatus } from '@netcue/core';
import { useEffect, useMemo, useRef } from 'react';
import type { ActionHandler, KindActionHandlers } from './actionHandlers.ts';

/**
 * Tells core which advice the app can follow, for as long as the caller is mounted. What comes back calls the
 * newest handlers, and is the same object while their names stay: apps write handlers inline.
 */
export function useOfferedActions(
  network: NetworkStatus,
  given: KindActionHandlers | undefined,
): KindActionHandlers {
  const newest = useRef(given);
  useEffect(() => {
    newest.current = given;
  });
  const names = namesOf(given);
  useEffect(() => {
    const ids = idsIn(JSON.parse(names) as Names);
    return ids.length ? network.offerActions(ids) : undefined;
  }, [network, names]);
  return useMemo(
    // oxlint-disable-next-line react/refs -- read when a button is pressed, never while rendering
    () => forwardTo(() => newest.current as Handlers, JSON.parse(names) as Names),
    [names],
  );
}

/** Handlers without the functions: `{ leave: 0, 'local.lost': { retry: 0 } }`. */
interface Names {
  readonly [name: string]: Names | 0;
}

interface Handlers {
  readonly [name: string]: Handlers | ActionHandler | undefined;
}

function namesOf(handlers: KindActionHandlers = {}): string {
  return JSON.stringify(handlers, (_, value: unknown) => (typeof value === 'function' ? 0 : value));
}

function idsIn(names: Names): ActionId[] {
  return Object.entries(names).flatMap(([name, inner]) =>
    inner === 0 ? (name as ActionId) : idsIn(inner),
  );
}

function forwardTo(handlers: () => Handlers, names: Names): KindActionHandlers {
  const forwarded = Object.entries(names).map(([name, inner]) => [
    name,
    inner === 0
      ? (...given: Parameters<ActionHandler>) => (handlers()[name] as ActionHandler)(...given)
      : forwardTo(() => handlers()[name] as Handlers, inner),
  ]);
  return Object.fromEntries(forwarded) as KindActionHandlers;
}
