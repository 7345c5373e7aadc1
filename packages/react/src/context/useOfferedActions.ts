import type { ActionId } from '@netcue/core';
import { useEffect } from 'react';
import type { KindActionHandlers } from './contexts.ts';
import { useNetworkStatus } from './useNetworkStatus.ts';

/** Tells core which advice the app can follow, for as long as the caller is mounted. */
export function useOfferedActions(handlers: KindActionHandlers | undefined): void {
  const network = useNetworkStatus();
  // As text: handlers written inline are new on every render, their names are not.
  const offered = actionIds(handlers).join();
  useEffect(
    () => (offered ? network.offerActions(offered.split(',') as ActionId[]) : undefined),
    [network, offered],
  );
}

function actionIds(handlers: KindActionHandlers = {}): string[] {
  const ids = Object.entries(handlers).flatMap(([key, handler]) =>
    typeof handler === 'function' ? key : Object.keys(handler ?? {}),
  );
  return [...new Set(ids)].sort();
}
