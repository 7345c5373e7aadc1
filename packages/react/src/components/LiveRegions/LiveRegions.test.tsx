import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { zhCN } from '../../messages/zh-CN.ts';
import { aPrompt } from '../../testing/promptShelf.ts';
import { NetworkBanner } from '../NetworkBanner/NetworkBanner.tsx';
import {
  createShelfCall,
  createTestCall,
  joined,
  reconnecting,
  renderInCall,
} from '../../testing/testCall.test.helper.tsx';

const said = () => ({
  polite: screen.getByRole('status').textContent,
  assertive: screen.getByRole('alert').textContent,
});
const failed = { ...reconnecting, phase: 'failed', willRetry: false } as const;
const silence = { polite: '', assertive: '' };
const offline = aPrompt('local.offline', { live: 'assertive' });
const restored = aPrompt('local.restored');

it('mounts one empty pair with the provider, before anything is to be said', () => {
  renderInCall(null, createTestCall());
  expect(said()).toEqual(silence);
  expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite');
});

it('stays empty in the tick in which a prompt is already there, and speaks in a later one', () => {
  const call = createShelfCall({ banner: offline, announcement: offline });
  renderInCall(null, call);
  expect(said()).toEqual(silence);
  call.advance(100);
  expect(said()).toEqual({
    polite: '',
    assertive: "You're offline. We'll reconnect when your network is back.",
  });
});

it('keeps its elements and roles while urgency changes, and leaves nothing stale behind', () => {
  const call = createShelfCall({ announcement: offline });
  renderInCall(null, call);
  const regions = [screen.getByRole('status'), screen.getByRole('alert')];
  call.advance(100);
  call.show({ announcement: restored });
  call.advance(100);
  expect(said()).toEqual({ polite: "You're back in the call.", assertive: '' });
  expect([screen.getByRole('status'), screen.getByRole('alert')]).toEqual(regions);
  call.show({});
  call.advance(100);
  expect(said()).toEqual(silence);
});

it('says nothing about a prompt that is only to be seen', () => {
  const call = createShelfCall({ banner: offline, announcement: null });
  renderInCall(null, call);
  call.advance(10_000);
  expect(said()).toEqual(silence);
});

it('speaks at most every three seconds, through the whole pipe', () => {
  const call = createTestCall();
  renderInCall(<NetworkBanner />, call);
  const breaths: number[] = [];
  const observer = new MutationObserver(() => {});
  for (const role of ['status', 'alert'])
    observer.observe(screen.getByRole(role), { childList: true });
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  for (let count = 0; count < 20; count += 1) {
    call.advance(500);
    // Offline has just been said, and here is more to say.
    if (count === 3) call.emit(failed);
    if (observer.takeRecords().some(({ target }) => target.textContent))
      breaths.push(call.clock.now());
  }
  observer.disconnect();
  expect(breaths).toHaveLength(2);
  expect(breaths[1]! - breaths[0]!).toBeGreaterThanOrEqual(3_000);
});

it('says nothing of what no component or hook shows', () => {
  const call = createTestCall();
  renderInCall(null, call);
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  call.advance(5_000);
  expect(said()).toEqual(silence);
});

it('speaks the language of the provider and is marked with it', () => {
  const call = createShelfCall({ announcement: restored });
  renderInCall(null, call, { locale: zhCN });
  call.advance(100);
  expect(said().polite).toBe('已恢复连接');
  expect(screen.getByRole('status')).toHaveAttribute('lang', 'zh-CN');
});

it('is left out where the app announces by itself', () => {
  renderInCall(null, createTestCall(), { announce: false });
  expect(screen.queryByRole('status')).toBeNull();
});
