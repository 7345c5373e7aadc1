import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { HeadlessProviderProps } from '../../context/HeadlessProvider.tsx';
import { copyText } from '../../context/copyText.ts';
import { NetworkContext } from '../../context/NetworkContext.ts';
import { useProviding } from '../../context/useProviding.ts';
import { LiveRegions } from '../LiveRegions/LiveRegions.tsx';

export interface NetworkStatusProviderProps extends HeadlessProviderProps {
  /** `false` leaves announcing to you: no live regions are mounted. */
  announce?: boolean;
}

/**
 * Hands the network status of one call to every hook and component inside,
 * and says to screen readers what comes on screen.
 *
 * @example
 * <NetworkStatusProvider network={network} actions={{ leave: hangUp }}>
 *   <NetworkBanner />
 *   <NetworkToaster />
 *   <CallScreen />
 * </NetworkStatusProvider>
 */
export function NetworkStatusProvider(props: NetworkStatusProviderProps): ReactElement {
  const { announce = true, children, ...options } = props;
  const { network, actions } = options;
  const handlers = useMemo(
    () => ({
      copyDetails: () => void copyText(network.timeline.export()),
      ...actions,
    }),
    [network, actions],
  );
  return (
    <NetworkContext.Provider value={useProviding({ ...options, actions: handlers })}>
      {children}
      {announce && <LiveRegions />}
    </NetworkContext.Provider>
  );
}
