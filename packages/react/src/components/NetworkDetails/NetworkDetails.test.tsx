import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '@netcue/react/styles.css';
import { zhCN } from '../../messages/zh-CN.ts';
import { createTestCall, joined, renderInCall } from '../../testing/testCall.test.helper.tsx';
import { NetworkDetails } from './NetworkDetails.tsx';

const button = () => screen.getByRole('button', { name: /Network details/ });
const panel = () => screen.queryByRole('region', { name: 'Network details' });

it('opens into the numbers behind the bars', async () => {
  const call = createTestCall();
  call.emit(joined, {
    type: 'statsSampled',
    rttMs: 48.4,
    lossUp: 0.023,
    lossDown: 0.2,
    jitterMs: 12,
    kbpsUp: 820,
    kbpsDown: 2310,
  });
  renderInCall(<NetworkDetails />, call);
  expect(panel()).toBeNull();
  await userEvent.click(button());
  const shown = within(panel()!);
  for (const text of ['48 ms', '12 ms', '2.3 %', '20 %', '820 kbit/s', '2.3 Mbit/s', 'Connected'])
    expect(shown.getByText(text)).toBeVisible();
});

it('says that nobody measured rather than zero', async () => {
  renderInCall(<NetworkDetails />, createTestCall());
  await userEvent.click(button());
  expect(within(panel()!).queryByText(/^0/)).toBeNull();
  expect(within(panel()!).getAllByText('–').length).toBeGreaterThan(3);
});

it('names the cause and the evidence behind it', async () => {
  const call = createTestCall();
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  call.advance(3_000);
  renderInCall(<NetworkDetails />, call);
  await userEvent.click(button());
  expect(within(panel()!).getByText('Your device is offline')).toBeVisible();
  expect(within(panel()!).getByRole('list', { name: 'Evidence' })).not.toBeEmptyDOMElement();
});

it('names the evidence in the language of the rest', async () => {
  const call = createTestCall();
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  call.advance(3_000);
  renderInCall(<NetworkDetails />, call, { locale: zhCN });
  await userEvent.click(screen.getByRole('button', { name: /网络详情/ }));
  expect(screen.getByRole('list', { name: '依据' })).toHaveTextContent('设备报告离线');
});

it('closes on Escape with the focus back on its button, and on a press elsewhere', async () => {
  renderInCall(
    <>
      <NetworkDetails />
      <button type="button">Elsewhere</button>
    </>,
    createTestCall(),
  );
  await userEvent.click(button());
  expect(button()).toHaveAttribute('aria-expanded', 'true');
  await userEvent.tab();
  await userEvent.keyboard('{Escape}');
  expect(panel()).toBeNull();
  expect(button()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(panel()).not.toBeNull();
  screen.getByText('Elsewhere').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  await vi.waitFor(() => expect(panel()).toBeNull());
});

it('copies the timeline, without names', async () => {
  const call = createTestCall();
  call.emit(joined, { type: 'userJoined', userId: 'u1', name: 'Maya' });
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  renderInCall(<NetworkDetails />, call);
  await userEvent.click(button());
  await userEvent.click(screen.getByRole('button', { name: 'Copy details' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  expect(write.mock.calls[0]![0]).toContain('userJoined');
  expect(write.mock.calls[0]![0]).not.toContain('Maya');
});
