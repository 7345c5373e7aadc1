import { useContext } from 'react';
import { NetworkContext } from './NetworkContext.ts';
import type { Provided } from './NetworkContext.ts';

/** What the nearest provider hands down. */
export function useProvided(): Provided {
  const provided = useContext(NetworkContext);
  if (!provided)
    throw new Error(
      'Netcue: there is no <NetworkStatusProvider> above this component. ' +
        'Without one there is no call to report on. ' +
        'Wrap your call screen in <NetworkStatusProvider network={network}>.',
    );
  return provided;
}
