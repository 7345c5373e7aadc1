import { screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { expect, it, vi } from 'vitest';
import '@netcue/react/styles.css';
import { zhCN } from '../../messages/zh-CN.ts';
import { aPrompt, promptKinds } from '../../testing/promptShelf.ts';
import {
  createShelfCall,
  createTestCall,
  joined,
  renderInCall,
  visiblePrompts,
} from '../../testing/testCall.test.helper.tsx';
import { NetworkBanner } from './NetworkBanner.tsx';

const offline = { type: 'deviceNetworkChanged', online: false } as const;
const online = { type: 'deviceNetworkChanged', online: true } as const;
const callKinds = promptKinds.filter((kind) => !kind.startsWith('remote.'));

it('comes and goes with the network, in the words of the provider', async () => {
  const call = createTestCall();
  renderInCall(<NetworkBanner />, call, { locale: zhCN });
  call.emit(joined, offline);
  expect(visiblePrompts()).toEqual([]);
  call.advance(2_000);
  expect(visiblePrompts()[0]).toHaveTextContent('网络已断开，网络恢复后将自动重连');
  call.emit(online);
  call.advance(5_000);
  await vi.waitFor(() => expect(document.querySelector('.netcue-banner')).toBeNull());
});

it.each(callKinds)('shows %s as one element that says what it is', (kind) => {
  const prompt = aPrompt(kind);
  renderInCall(
    <NetworkBanner className="mine" style={{ top: 4 }} />,
    createShelfCall({ banner: prompt }),
  );
  const [banner, ...others] = visiblePrompts();
  expect(others).toEqual([]);
  expect(banner).toHaveClass('mine');
  expect(banner!.style.top).toBe('4px');
  expect(banner!.dataset).toMatchObject({
    netcuePrompt: kind,
    severity: prompt.severity,
    surface: 'banner',
  });
  // It is looked at; the live regions are listened to.
  expect(banner!.closest('[role="status"], [role="alert"], [aria-live]')).toBeNull();
});

it('replaces one prompt by another in place, without moving the element', () => {
  const call = createShelfCall({ banner: aPrompt('local.reconnecting') });
  renderInCall(<NetworkBanner />, call);
  const [before] = visiblePrompts();
  call.show({ banner: aPrompt('local.lost') });
  expect(visiblePrompts()).toEqual([before]);
  expect(before).toHaveAttribute('data-netcue-prompt', 'local.lost');
});

it('is no prompt any more while it fades out, and then is gone', async () => {
  const call = createShelfCall({ banner: aPrompt('local.offline') });
  renderInCall(<NetworkBanner />, call);
  const [banner] = visiblePrompts();
  call.show({});
  expect(visiblePrompts()).toEqual([]);
  expect(banner).toHaveAttribute('inert');
  await vi.waitFor(() => expect(banner!.isConnected).toBe(false));
});

it('comes back as a prompt when its trouble returns while it fades', async () => {
  const call = createShelfCall({ banner: aPrompt('local.offline') });
  renderInCall(<NetworkBanner />, call);
  const [banner] = visiblePrompts();
  call.show({});
  call.show({ banner: aPrompt('local.offline') });
  expect(visiblePrompts()).toEqual([banner]);
  expect(banner).not.toHaveAttribute('inert');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(visiblePrompts()).toEqual([banner]);
});

it('offers only actions that somebody handles, the one for this kind before the general one', async () => {
  const [general, special] = [vi.fn(), vi.fn()];
  const prompt = aPrompt('local.failed', { actions: ['rejoin', 'leave', 'retry'] });
  renderInCall(
    <NetworkBanner actions={{ leave: general, 'local.failed': { leave: special } }} />,
    createShelfCall({ banner: prompt }),
    { actions: { rejoin: general } },
  );
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([
    'Rejoin',
    'Leave call',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Leave call' }));
  expect(special).toHaveBeenCalledWith(prompt);
  expect(general).not.toHaveBeenCalled();
});

it('tells core what the app can do, for as long as it is mounted', () => {
  const call = createTestCall();
  call.emit(joined, { ...joined, phase: 'failed', cause: 'network' });
  const actionsOf = () => call.network.prompts.getState().banner?.actions;
  const { unmount } = renderInCall(<NetworkBanner actions={{ rejoin: () => {} }} />, call, {
    actions: { leave: () => {} },
  });
  call.advance(1_000);
  expect(actionsOf()).toEqual(['rejoin', 'leave', 'copyDetails']);
  unmount();
  expect(actionsOf()).toEqual([]);
});

it('does not destroy the network when it goes', () => {
  const call = createTestCall();
  renderInCall(<NetworkBanner />, call).unmount();
  call.emit(joined, offline);
  call.advance(2_000);
  expect(call.network.prompts.getState().banner?.kind).toBe('local.offline');
});

it('is dismissed by a labelled button', async () => {
  const call = createShelfCall({ banner: aPrompt('weak.severe', { dismissible: true }) });
  renderInCall(<NetworkBanner />, call);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(call.shelf.dismissed).toEqual(['weak.severe']);
  expect(visiblePrompts()).toEqual([]);
});

it('draws your content inside its own element', () => {
  renderInCall(
    <NetworkBanner>{({ text, prompt }) => `${prompt.severity}: ${text}`}</NetworkBanner>,
    createShelfCall({ banner: aPrompt('local.restored') }),
  );
  expect(visiblePrompts()[0]!.textContent).toBe("success: You're back in the call.");
});

it('never takes the focus', () => {
  const call = createShelfCall();
  renderInCall(
    <>
      <input aria-label="Chat" />
      <NetworkBanner actions={{ leave: () => {} }} />
    </>,
    call,
  );
  screen.getByRole('textbox').focus();
  call.show({ banner: aPrompt('local.offline', { actions: ['leave'] }) });
  expect(screen.getByRole('textbox')).toHaveFocus();
});

it('moves nothing and lets clicks beside it through', async () => {
  const hangUp = vi.fn();
  const call = createShelfCall();
  renderInCall(
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      <NetworkBanner />
      <button type="button" style={{ position: 'fixed', top: 20, left: 0 }} onClick={hangUp}>
        Hang up
      </button>
      <p>The call</p>
    </div>,
    call,
  );
  const before = screen.getByText('The call').getBoundingClientRect().top;
  call.show({ banner: aPrompt('local.offline') });
  expect(screen.getByText('The call').getBoundingClientRect().top).toBe(before);
  const { left, top } = screen.getByText('Hang up').getBoundingClientRect();
  expect(document.elementFromPoint(left + 4, top + 4)).toHaveTextContent('Hang up');
});

it('counts the seconds of an outage, outside the live regions', () => {
  const call = createTestCall();
  renderInCall(<NetworkBanner />, call);
  call.emit(joined, { ...joined, phase: 'reconnecting', willRetry: true, cause: 'network' });
  call.advance(4_000);
  expect(screen.queryByRole('timer')).toBeNull();
  call.advance(3_000);
  expect(screen.getByRole('timer')).toHaveTextContent('0:07');
  expect(screen.getByRole('timer').closest('[role="status"], [role="alert"]')).toBeNull();
});
