import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import {
  createTestCall,
  joined,
  reconnecting,
  wrapperOf,
} from '../testing/testCall.test.helper.tsx';
import { useConnectionProgress } from './useConnectionProgress.ts';

it('stands still while nobody waits', () => {
  const call = createTestCall();
  call.emit(joined);
  let renders = 0;
  const { result } = renderHook(
    () => {
      renders += 1;
      return useConnectionProgress();
    },
    { wrapper: wrapperOf(call) },
  );
  const before = renders;
  call.advance(10_000);
  expect(result.current).toEqual({
    waiting: false,
    elapsedSeconds: 0,
    remainingSeconds: undefined,
  });
  expect(renders).toBe(before);
});

it('counts whole seconds up from the break and down to the SDK giving up', () => {
  const call = createTestCall();
  call.emit(joined);
  const { result } = renderHook(() => useConnectionProgress(), { wrapper: wrapperOf(call) });
  call.emit({ ...reconnecting, lagMs: 12_000, givesUpInMs: 30_000 });
  expect(result.current).toMatchObject({ waiting: true, elapsedSeconds: 12, remainingSeconds: 30 });
  call.advance(999);
  expect(result.current.elapsedSeconds).toBe(12);
  call.advance(1);
  expect(result.current).toMatchObject({ elapsedSeconds: 13, remainingSeconds: 29 });
  call.emit(joined);
  expect(result.current.waiting).toBe(false);
});

it('counts while a remote user is awaited', () => {
  const call = createTestCall();
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  const { result } = renderHook(() => useConnectionProgress('maya'), { wrapper: wrapperOf(call) });
  call.emit({ type: 'userConnectionChanged', userId: 'maya', phase: 'lost' });
  expect(result.current.waiting).toBe(true);
  call.advance(4_000);
  expect(result.current.elapsedSeconds).toBe(4);
});
