import type { NetworkStatus } from '@netcue/core';
import { useProvided } from './useProvided.ts';

/** The network status of the call this component is part of. */
export function useNetworkStatus(): NetworkStatus {
  return useProvided().network;
}
