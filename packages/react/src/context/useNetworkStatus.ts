import type { NetworkStatus } from '@netcue/core';
import { useContext } from 'react';
import { NetworkContext } from './contexts.ts';

/** The network status of the call this component is part of. */
export function useNetworkStatus(): NetworkStatus {
  const network = useContext(NetworkContext);
  if (!network)
    throw new Error(
      'Netcue: there is no <NetworkStatusProvider> above this component. ' +
        'Without one there is no call to report on. ' +
        'Wrap your call screen in <NetworkStatusProvider network={network}>.',
    );
  return network;
}
