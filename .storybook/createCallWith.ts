import { createNetworkStatus } from '@netcue/core';
import type { NetworkStatus, Quality, SourceEvent } from '@netcue/core';
import { createFakeClock, createFakeSource } from '@netcue/core/testing';

/** A joined call in which the sources have said this, and both directions have been this good for a while. */
export function createCallWith(
  facts: readonly SourceEvent[],
  quality: Quality = 'unknown',
): NetworkStatus {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ sources: [source], clock });
  source.emit({ type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false });
  for (let count = 0; count < 12; count += 1) {
    source.emit({ type: 'qualitySampled', uplink: quality, downlink: quality, basis: 'sdk' });
    clock.advance(2_000);
  }
  source.emit(...facts);
  clock.advance(3_000);
  return network;
}
