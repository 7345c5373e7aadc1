import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createTestCall, joined, wrapperOf } from '../testing/testCall.test.helper.tsx';
import { useRemoteUserPresence } from './useRemoteUserPresence.ts';

it('is unknown for a user nobody has introduced', () => {
  const { result } = renderHook(() => useRemoteUserPresence('maya'), {
    wrapper: wrapperOf(createTestCall()),
  });
  expect(result.current).toMatchObject({ presence: 'unknown', reason: undefined });
});

it('tells a drop from a hang-up', () => {
  const call = createTestCall();
  call.emit(joined, { type: 'userJoined', userId: 'maya', name: 'Maya' });
  const { result } = renderHook(() => useRemoteUserPresence('maya'), { wrapper: wrapperOf(call) });
  expect(result.current).toMatchObject({ presence: 'present', name: 'Maya' });
  call.emit({ type: 'userLeft', userId: 'maya', reason: 'dropped' });
  expect(result.current).toMatchObject({ presence: 'dropped', reason: 'dropped' });
});

it('stays the same object while only the quality of that user changes', () => {
  const call = createTestCall();
  call.emit(joined, { type: 'userJoined', userId: 'maya' });
  const { result } = renderHook(() => useRemoteUserPresence('maya'), { wrapper: wrapperOf(call) });
  const before = result.current;
  call.emit({ type: 'qualitySampled', userId: 'maya', overall: 'good', basis: 'sdk' });
  expect(result.current).toBe(before);
});
