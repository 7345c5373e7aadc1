import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { zhCN } from '../../messages/zh-CN.ts';
import { aPrompt } from '../../testing/promptShelf.ts';
import {
  createShelfCall,
  createTestCall,
  joined,
  renderInCall,
} from '../../testing/testCall.test.helper.tsx';

const said = () => ({
  polite: screen.getByRole('status').textContent,
  assertive: screen.getByRole('alert').textContent,
});
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
  renderInCall(null, call);
  const breaths: number[] = [];
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.textContent)) breaths.push(call.clock.now());
  });
  for (const role of ['status', 'alert'])
    observer.observe(screen.getByRole(role), { childList: true });
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  for (let count = 0; count < 30; count += 1) {
    call.advance(500);
    call.emit({ type: 'deviceNetworkChanged', online: count % 6 > 3 });
  }
  observer.takeRecords();
  observer.disconnect();
  const pauses = breaths.slice(1).map((at, index) => at - breaths[index]!);
  for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(3_000);
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
