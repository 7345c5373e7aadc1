import type { CallDiagnosisCause, ConnectionState } from '@netcue/core';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';

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
  return useStore(
    useNetworkStatus().store,
    useShallow(({ connection, diagnosis }) => ({ ...connection, diagnosis: diagnosis.cause })),
  );
}
