import type { CallDiagnosisCause, ConnectionState, NetworkState } from '@netcue/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { steadily } from './steadily.ts';

/** The local connection, and what is wrong with it. */
export interface ConnectionView extends ConnectionState {
  diagnosis: CallDiagnosisCause;
}

/**
 * Where this device's connection to the call is. The same object until something changes.
 *
 * @example
 * const { phase, outageSince, willRetry } = useConnectionState();
 */
export function useConnectionState(): ConnectionView {
  const view = useMemo(() => steadily(describe), []);
  return useStore(useNetworkStatus().store, view);
}

function describe({ connection, diagnosis }: NetworkState): ConnectionView {
  return { ...connection, diagnosis: diagnosis.cause };
}
