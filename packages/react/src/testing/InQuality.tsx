import { createNetworkStatus } from '@netcue/core';
import type { NetworkStatus, Quality } from '@netcue/core';
import { createFakeClock, createFakeSource } from '@netcue/core/testing';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { NetworkStatusProvider } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import { useMessages } from '../hooks/useMessages.ts';

/** A call of its own in which this device has had one quality for a while. */
export function InQuality({
  level,
  children,
}: {
  level: Quality;
  children: ReactNode;
}): ReactElement {
  const locale = useMessages();
  const network = useMemo(() => networkIn(level), [level]);
  return (
    <div>
      <NetworkStatusProvider network={network} locale={locale} announce={false}>
        {children}
      </NetworkStatusProvider>
    </div>
  );
}

function networkIn(level: Quality): NetworkStatus {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ sources: [source], clock });
  source.emit({ type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false });
  for (let count = 0; count < 12; count += 1) {
    source.emit({ type: 'qualitySampled', uplink: level, downlink: level, basis: 'sdk' });
    clock.advance(2_000);
  }
  return network;
}
