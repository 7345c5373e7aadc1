import type { Quality } from '@netcue/core';
import { act, render, renderHook } from '@testing-library/react';
import { Profiler } from 'react';
import type { ReactElement } from 'react';
import { expect, it, vi } from 'vitest';
import { NetworkStatusProvider } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import { createTestCall, joined, wrapperOf } from '../testing/testCall.test.helper.tsx';
import type { TestCall } from '../testing/testCall.test.helper.tsx';
import { useNetworkQuality } from './useNetworkQuality.ts';

const sample = (change: { userId?: string; uplink?: Quality; downlink?: Quality }) =>
  ({ type: 'qualitySampled', basis: 'sdk', ...change }) as const;

function sampled(call: TestCall, change: Parameters<typeof sample>[0]) {
  for (let count = 0; count < 6; count += 1) {
    call.emit(sample(change));
    call.advance(2_000);
  }
}

it('is unknown, not good, before the first sample', () => {
  const { result } = renderHook(() => useNetworkQuality(), {
    wrapper: wrapperOf(createTestCall()),
  });
  expect(result.current).toMatchObject({ level: 'unknown', uplink: 'unknown', raw: 'unknown' });
});

it('draws the worst of what is known', () => {
  const call = createTestCall();
  const { result } = renderHook(() => useNetworkQuality(), { wrapper: wrapperOf(call) });
  call.emit(joined);
  sampled(call, { uplink: 'bad', downlink: 'good' });
  expect(result.current).toMatchObject({ uplink: 'bad', downlink: 'good', level: 'bad' });
});

it('is down while nothing gets through, whatever was measured before', () => {
  const call = createTestCall();
  const { result } = renderHook(() => useNetworkQuality(), { wrapper: wrapperOf(call) });
  call.emit(joined);
  sampled(call, { uplink: 'good', downlink: 'good' });
  call.emit({ type: 'deviceNetworkChanged', online: false });
  expect(result.current.level).toBe('down');
});

it('is unknown for somebody who is gone', () => {
  const call = createTestCall();
  const { result } = renderHook(() => useNetworkQuality('maya'), { wrapper: wrapperOf(call) });
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  sampled(call, { userId: 'maya', uplink: 'good' });
  call.emit({ type: 'userConnectionChanged', userId: 'maya', phase: 'lost' });
  expect(result.current.level).toBe('unknown');
});

it('tells users apart, and itself from them', () => {
  const call = createTestCall();
  const { result, rerender } = renderHook(({ id }) => useNetworkQuality(id), {
    wrapper: wrapperOf(call),
    initialProps: { id: 'maya' as string | undefined },
  });
  call.emit(joined, { type: 'userJoined', userId: 'maya' }, { type: 'userJoined', userId: 'jon' });
  sampled(call, { userId: 'maya', downlink: 'poor' });
  expect(result.current.level).toBe('poor');
  sampled(call, { userId: 'jon', downlink: 'excellent' });
  rerender({ id: 'jon' });
  expect(result.current.level).toBe('excellent');
  rerender({ id: undefined });
  expect(result.current.level).toBe('unknown');
});

it('renders only the user who changed, once for each callback', () => {
  const call = createTestCall();
  const renders: Record<string, number> = { maya: 0, jon: 0 };
  const commits = vi.fn();
  function Tile({ userId }: { userId: string }): ReactElement {
    renders[userId]! += 1;
    return <i>{useNetworkQuality(userId).level}</i>;
  }
  call.emit(joined, { type: 'userJoined', userId: 'maya' }, { type: 'userJoined', userId: 'jon' });
  render(
    <NetworkStatusProvider network={call.network} clock={call.clock}>
      <Profiler id="tiles" onRender={commits}>
        <Tile userId="maya" />
        <Tile userId="jon" />
      </Profiler>
    </NetworkStatusProvider>,
  );
  expect(renders).toEqual({ maya: 1, jon: 1 });
  commits.mockClear();
  call.emit(sample({ userId: 'maya', uplink: 'good', downlink: 'good' }));
  expect(renders).toEqual({ maya: 2, jon: 1 });
  expect(commits).toHaveBeenCalledTimes(1);
  commits.mockClear();
  call.emit(sample({ userId: 'maya', uplink: 'good', downlink: 'good' }));
  expect(renders.jon).toBe(1);
  expect(commits.mock.calls.length).toBeLessThanOrEqual(1);
  commits.mockClear();
  act(() => call.clock.advance(7_000));
  expect(commits).not.toHaveBeenCalled();
});

it('forgets a level that is sampled no more, once', () => {
  const call = createTestCall();
  const { result } = renderHook(() => [useNetworkQuality('maya'), useNetworkQuality()], {
    wrapper: wrapperOf(call),
  });
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  sampled(call, { userId: 'maya', uplink: 'bad', downlink: 'bad' });
  sampled(call, { uplink: 'bad', downlink: 'bad' });
  act(() => call.clock.advance(60_000));
  expect(result.current.map(({ level }) => level)).toEqual(['unknown', 'unknown']);
  call.emit({
    type: 'qualitySampled',
    userId: 'maya',
    uplink: 'poor',
    downlink: 'poor',
    basis: 'sdk',
    held: true,
  });
  act(() => call.clock.advance(600_000));
  expect(result.current[0]?.level).toBe('poor');
});

it.each([undefined, 'maya'])(
  'a level that is said once looks bad when it is judged so (%s)',
  (userId) => {
    const call = createTestCall();
    const { result } = renderHook(() => useNetworkQuality(userId).level, {
      wrapper: wrapperOf(call),
    });
    const said = (overall: Quality) =>
      call.emit({ type: 'qualitySampled', userId, overall, basis: 'sdk', held: true });
    call.emit(joined, { type: 'userJoined', userId: 'maya' });
    act(() => call.clock.advance(60_000));
    said('excellent');
    act(() => call.clock.advance(5_000));
    said('bad');
    act(() => call.clock.advance(3_000));
    expect(result.current).toBe('poor');
    act(() => call.clock.advance(3_000));
    expect(result.current).toBe('bad');
    said('excellent');
    expect(result.current).toBe('excellent');
  },
);

it('a level that is said once after an interruption looks bad only when it stays', () => {
  const call = createTestCall();
  const { result } = renderHook(() => useNetworkQuality('maya').level, {
    wrapper: wrapperOf(call),
  });
  const says = (phase: 'lost' | 'connected') =>
    call.emit({ type: 'userConnectionChanged', userId: 'maya', phase });
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  says('lost');
  act(() => call.clock.advance(9_000));
  says('connected');
  act(() => call.clock.advance(8_000));
  call.emit({ type: 'qualitySampled', userId: 'maya', overall: 'bad', basis: 'sdk', held: true });
  act(() => call.clock.advance(9_000));
  expect(result.current).toBe('poor');
  act(() => call.clock.advance(2_000));
  expect(result.current).toBe('bad');
});

it('a part of it renders only when that part changes', () => {
  const call = createTestCall();
  const rendered = vi.fn();
  renderHook(() => rendered(useNetworkQuality('maya', ({ level }) => level)), {
    wrapper: wrapperOf(call),
  });
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  sampled(call, { userId: 'maya', uplink: 'good', downlink: 'good' });
  expect(rendered.mock.calls.at(-1)).toEqual(['good']);
  rendered.mockClear();
  call.emit(sample({ userId: 'maya', uplink: 'poor', downlink: 'good' }));
  call.emit(sample({ userId: 'maya', uplink: 'good', downlink: 'good' }));
  expect(rendered).not.toHaveBeenCalled();
});

it.each([
  [
    'an outage that has no name yet',
    { type: 'connectionChanged', phase: 'reconnecting', cause: 'network', willRetry: true },
    'unknown',
  ],
  ['an offline device', { type: 'deviceNetworkChanged', online: false }, 'down'],
] as const)('own bars say nothing good in %s', (_what, fact, level) => {
  const call = createTestCall();
  const { result } = renderHook(() => useNetworkQuality().level, { wrapper: wrapperOf(call) });
  call.emit(joined);
  sampled(call, { uplink: 'good', downlink: 'good' });
  expect(result.current).toBe('good');
  call.emit(fact);
  expect(result.current).toBe(level);
});

it('nothing is known of the others while our own side is out', () => {
  const call = createTestCall();
  const rendered = vi.fn();
  const { unmount } = renderHook(
    () => rendered(useNetworkQuality('maya').level, useNetworkQuality('jon').level),
    { wrapper: wrapperOf(call) },
  );
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  sampled(call, { userId: 'maya', uplink: 'good', downlink: 'good' });
  expect(rendered.mock.calls.at(-1)).toEqual(['good', 'unknown']);
  call.emit({ type: 'deviceNetworkChanged', online: false });
  expect(rendered.mock.calls.at(-1)).toEqual(['unknown', 'unknown']);
  call.emit({ type: 'deviceNetworkChanged', online: true });
  expect(rendered.mock.calls.at(-1)).toEqual(['good', 'unknown']);
  unmount();
  call.emit({ type: 'deviceNetworkChanged', online: false });
});
