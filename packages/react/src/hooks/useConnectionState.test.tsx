import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import {
  createTestCall,
  joined,
  reconnecting,
  wrapperOf,
} from '../testing/testCall.test.helper.tsx';
import { useConnectionState } from './useConnectionState.ts';

it('is idle before anything was said', () => {
  const { result } = renderHook(useConnectionState, { wrapper: wrapperOf(createTestCall()) });
  expect(result.current).toMatchObject({ phase: 'idle', willRetry: false, diagnosis: 'none' });
});

it('follows the connection through an outage', () => {
  const call = createTestCall();
  const { result } = renderHook(useConnectionState, { wrapper: wrapperOf(call) });
  call.emit(joined);
  expect(result.current).toMatchObject({ phase: 'connected', everConnected: true });
  call.advance(1_000);
  call.emit({ ...reconnecting, attempt: 2, givesUpInMs: 30_000 });
  expect(result.current).toMatchObject({
    phase: 'reconnecting',
    willRetry: true,
    attempt: 2,
    outageSince: call.clock.now(),
    givesUpAt: call.clock.now() + 30_000,
  });
});

it('is the same object until the connection changes', () => {
  const call = createTestCall();
  call.emit(joined);
  let renders = 0;
  const { result } = renderHook(
    () => {
      renders += 1;
      return useConnectionState();
    },
    { wrapper: wrapperOf(call) },
  );
  const [before, rendersBefore] = [result.current, renders];
  call.emit({ type: 'statsSampled', rttMs: 40 }, { type: 'visibilityChanged', visible: false });
  expect(result.current).toBe(before);
  expect(renders).toBe(rendersBefore);
});
