import type { CallDiagnosisCause, ConnectionState } from '@netcue/core';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { useSteady } from './useSteady.ts';

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
  const steady = useSteady<ConnectionView>();
  return useStore(useNetworkStatus().store, ({ connection, diagnosis }) =>
    steady({ ...connection, diagnosis: diagnosis.cause }),
  );
}
