import { createNetworkStatus } from '@netcue/core';
import type { NetworkStatus } from '@netcue/core';
import { createFakeClock, createFakeSource } from '@netcue/core/testing';
import { act, render, screen } from '@testing-library/react';
import { Profiler, StrictMode } from 'react';
import type { ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { zhCN } from '../../messages/zh-CN.ts';
import {
  createTestCall,
  joined,
  renderInCall,
  visiblePrompts,
  wordsOf,
} from '../../testing/testCall.test.helper.tsx';
import { NetworkBanner } from '../NetworkBanner/NetworkBanner.tsx';
import { NetworkToaster } from '../NetworkToaster/NetworkToaster.tsx';
import { RemoteUserBadge } from '../RemoteUserBadge/RemoteUserBadge.tsx';
import { SignalBars } from '../SignalBars/SignalBars.tsx';
import { NetworkStatusProvider } from './NetworkStatusProvider.tsx';

const everything = (
  <>
    <NetworkBanner actions={{ leave: () => {} }} />
    <NetworkToaster />
    <RemoteUserBadge userId="maya" />
    <SignalBars userId="maya" />
    <SignalBars />
  </>
);
const offline = { type: 'deviceNetworkChanged', online: false } as const;

/** Counts what is subscribed and offered, and not yet undone. */
function watched(network: NetworkStatus): { network: NetworkStatus; open: () => number } {
  let open = 0;
  const counted =
    <Args extends unknown[]>(subscribe: (...args: Args) => () => void) =>
    (...args: Args) => {
      const undo = subscribe(...args);
      open += 1;
      return () => {
        open -= 1;
        undo();
      };
    };
  const { store, prompts, users } = network;
  return {
    open: () => open,
    network: {
      ...network,
      store: { ...store, subscribe: counted(store.subscribe) },
      prompts: { ...prompts, subscribe: counted(prompts.subscribe) },
      users: { ...users, subscribe: counted(users.subscribe) },
      offerActions: counted(network.offerActions),
    },
  };
}

it('takes back every subscription and offer, StrictMode or not', () => {
  const call = createTestCall();
  const { network, open } = watched(call.network);
  const { unmount } = renderInCall(everything, { network, clock: call.clock });
  expect(open()).toBeGreaterThan(5);
  unmount();
  expect(open()).toBe(0);
  expect(call.clock.pendingTimers()).toBe(0);
});

it('takes over what a server rendered without a complaint, even in the middle of an outage', async () => {
  const call = createTestCall();
  call.emit(joined, offline);
  call.advance(2_000);
  const app: ReactElement = (
    <StrictMode>
      <NetworkStatusProvider network={call.network} clock={call.clock}>
        {everything}
      </NetworkStatusProvider>
    </StrictMode>
  );
  const page = document.body.appendChild(document.createElement('div'));
  page.innerHTML = renderToString(app);
  expect(visiblePrompts()).toEqual([]);
  const complain = vi.spyOn(console, 'error');
  const onRecoverableError = vi.fn();
  const root = await act(() => hydrateRoot(page, app, { onRecoverableError }));
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(complain).not.toHaveBeenCalled();
  expect(visiblePrompts().map(({ dataset }) => dataset.netcuePrompt)).toEqual(['local.offline']);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  act(() => root.unmount());
  page.remove();
});

it('moves to another call without a trace of the last one', () => {
  const [one, other] = [createTestCall(), createTestCall()];
  one.emit(joined, offline);
  one.advance(2_000);
  const app = (network: NetworkStatus) => (
    <NetworkStatusProvider network={network}>
      <NetworkBanner className="mine" />
    </NetworkStatusProvider>
  );
  const { rerender } = renderInCall(app(one.network), one);
  expect(visiblePrompts()).toHaveLength(1);
  rerender(app(other.network));
  expect(visiblePrompts()).toEqual([]);
});

it('keeps two calls on one page apart', () => {
  const [one, other] = [createTestCall(), createTestCall()];
  one.emit(joined, offline);
  one.advance(2_000);
  renderInCall(<NetworkBanner />, one);
  renderInCall(<NetworkBanner />, other);
  expect(visiblePrompts()).toHaveLength(1);
});

it('changes language while a prompt is on screen', () => {
  const call = createTestCall();
  call.emit(joined, offline);
  call.advance(2_000);
  const app = (locale?: typeof zhCN) => (
    <NetworkStatusProvider network={call.network} locale={locale}>
      <NetworkBanner />
    </NetworkStatusProvider>
  );
  const { rerender } = renderInCall(app(), call);
  expect(wordsOf(visiblePrompts()[0])).toMatch(/^You're offline/);
  rerender(app(zhCN));
  expect(wordsOf(visiblePrompts()[0])).toMatch(/^网络已断开/);
  expect(visiblePrompts()[0]).toHaveAttribute('lang', 'zh-CN');
});

it('commits once for one callback, whatever it changes', async () => {
  const source = createFakeSource();
  const clock = createFakeClock();
  const network = createNetworkStatus({ sources: [source], clock });
  source.emit(joined, { type: 'userJoined', userId: 'maya', name: 'Maya' });
  const commits = vi.fn();
  render(
    <Profiler id="call" onRender={commits}>
      <NetworkStatusProvider network={network} clock={clock}>
        {everything}
      </NetworkStatusProvider>
    </Profiler>,
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  await settled();
  commits.mockClear();
  // Connection, quality, every user and the banner change at once.
  source.emit({ type: 'connectionChanged', phase: 'failed', cause: 'network', willRetry: false });
  await settled();
  expect(visiblePrompts().map(({ dataset }) => dataset.netcuePrompt)).toEqual(['local.failed']);
  expect(commits).toHaveBeenCalledTimes(1);
  commits.mockClear();
  source.emit({ type: 'visibilityChanged', visible: true });
  await settled();
  expect(commits).not.toHaveBeenCalled();
});
