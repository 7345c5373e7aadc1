import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { HeadlessProvider } from '../../context/HeadlessProvider.tsx';
import type { HeadlessProviderProps } from '../../context/HeadlessProvider.tsx';
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
  const { announce = true, network, actions, children, ...rest } = props;
  const handlers = useMemo(
    () => ({
      copyDetails: () => void navigator.clipboard.writeText(network.timeline.export()),
      ...actions,
    }),
    [network, actions],
  );
  return (
    <HeadlessProvider {...rest} network={network} actions={handlers}>
      {children}
      {announce && <LiveRegions />}
    </HeadlessProvider>
  );
}
