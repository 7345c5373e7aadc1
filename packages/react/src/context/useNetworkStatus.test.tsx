import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { createTestCall, wrapperOf } from '../testing/testCall.test.helper.tsx';
import { useNetworkStatus } from './useNetworkStatus.ts';

it('hands out the network of the nearest provider', () => {
  const call = createTestCall();
  const { result } = renderHook(useNetworkStatus, { wrapper: wrapperOf(call) });
  expect(result.current).toBe(call.network);
});

it('says what is missing, why that matters and what to do', () => {
  // React 18 also logs what it throws.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => renderHook(useNetworkStatus)).toThrow(
    /no <NetworkStatusProvider> above.*no call to report on.*Wrap your call screen/,
  );
});
