import { render, screen } from '@testing-library/react';
import { memo } from 'react';
import type { ReactElement } from 'react';
import { expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { NetworkBanner } from '../components/NetworkBanner/NetworkBanner.tsx';
import { NetworkStatusProvider } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import { useNetworkQuality } from '../hooks/useNetworkQuality.ts';
import { createTestCall, joined } from '../testing/testCall.test.helper.tsx';
import type { TestCall } from '../testing/testCall.test.helper.tsx';

function failedCall(): TestCall {
  const call = createTestCall();
  call.emit(joined, { ...joined, phase: 'failed', cause: 'network' });
  call.advance(1_000);
  return call;
}

it('renders nobody and offers nothing anew when handlers are written inline', () => {
  const call = createTestCall();
  const offer = vi.spyOn(call.network, 'offerActions');
  let renders = 0;
  const Tile = memo((): ReactElement => {
    renders += 1;
    return <i>{useNetworkQuality('maya').level}</i>;
  });
  const app = () => (
    <NetworkStatusProvider network={call.network} actions={{ leave: () => {} }}>
      <Tile />
    </NetworkStatusProvider>
  );
  const { rerender } = render(app());
  rerender(app());
  rerender(app());
  expect(renders).toBe(1);
  expect(offer).toHaveBeenCalledTimes(1);
});

it('calls the handler of the newest render', async () => {
  const { network } = failedCall();
  const [old, newest] = [vi.fn(), vi.fn()];
  const app = (leave: () => void) => (
    <NetworkStatusProvider network={network} actions={{ leave }}>
      <NetworkBanner />
    </NetworkStatusProvider>
  );
  render(app(old)).rerender(app(newest));
  await userEvent.click(screen.getByRole('button', { name: 'Leave call' }));
  expect(old).not.toHaveBeenCalled();
  expect(newest).toHaveBeenCalledTimes(1);
});

it('follows handlers that come and go', () => {
  const { network } = failedCall();
  const app = (actions: object) => (
    <NetworkStatusProvider network={network} actions={actions}>
      <NetworkBanner />
    </NetworkStatusProvider>
  );
  const { rerender } = render(app({}));
  expect(screen.queryByRole('button', { name: 'Rejoin' })).toBeNull();
  rerender(app({ 'local.failed': { rejoin: () => {} } }));
  expect(screen.getByRole('button', { name: 'Rejoin' })).toBeVisible();
  rerender(app({ 'local.failed': { rejoin: undefined } }));
  expect(screen.queryByRole('button', { name: 'Rejoin' })).toBeNull();
});
