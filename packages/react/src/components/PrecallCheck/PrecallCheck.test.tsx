import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '@netcue/react/styles.css';
import {
  createTestCall,
  renderInCall,
  visiblePrompts,
} from '../../testing/testCall.test.helper.tsx';
import { PrecallCheck } from './PrecallCheck.tsx';

const start = () => userEvent.click(screen.getByRole('button', { name: 'Test network' }));
const said = () => document.querySelector('.netcue-precall [role="status"]')!.textContent;

it('does nothing until asked', () => {
  const probe = vi.fn();
  renderInCall(<PrecallCheck probe={probe} />, createTestCall());
  expect(probe).not.toHaveBeenCalled();
  expect(said()).toBe('');
});

it('finds a quick answer good', async () => {
  const probe = vi.fn(() => Promise.resolve());
  renderInCall(<PrecallCheck probe={probe} rounds={4} />, createTestCall());
  await start();
  await vi.waitFor(() => expect(said()).toBe('Your network is ready for video.'));
  expect(probe).toHaveBeenCalledTimes(4);
  expect(visiblePrompts()).toEqual([]);
});

it('advises audio only where every answer takes long', async () => {
  const call = createTestCall();
  const joinAudioOnly = vi.fn();
  const probe = () => {
    call.clock.advance(700);
    return Promise.resolve();
  };
  renderInCall(<PrecallCheck probe={probe} actions={{ joinAudioOnly }} />, call);
  await start();
  await vi.waitFor(() => expect(visiblePrompts()).toHaveLength(1));
  expect(visiblePrompts()[0]!.dataset).toMatchObject({
    netcuePrompt: 'precall.poor',
    surface: 'inline',
    severity: 'warning',
  });
  await userEvent.click(screen.getByRole('button', { name: 'Join with audio only' }));
  expect(joinAudioOnly).toHaveBeenCalledTimes(1);
});

it('says when nobody answers, and can be asked again', async () => {
  const probe = vi.fn(() => Promise.reject(new Error('refused')));
  renderInCall(<PrecallCheck probe={probe} rounds={2} />, createTestCall());
  await start();
  await vi.waitFor(() => expect(said()).toBe("Couldn't reach the call service."));
  probe.mockImplementation(() => Promise.resolve() as Promise<never>);
  await userEvent.click(screen.getByRole('button', { name: 'Test again' }));
  await vi.waitFor(() => expect(said()).toBe('Your network is ready for video.'));
});

it('waits for no answer longer than its time, and stops with the component', async () => {
  const call = createTestCall();
  const signals: AbortSignal[] = [];
  const probe = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  const { unmount } = renderInCall(<PrecallCheck probe={probe} timeoutMs={500} />, call);
  await start();
  expect(said()).toBe('Testing your network…');
  call.advance(500);
  await vi.waitFor(() => expect(signals).toHaveLength(2));
  unmount();
  await vi.waitFor(() => expect(signals.every(({ aborted }) => aborted)).toBe(true));
  expect(signals).toHaveLength(2);
});
