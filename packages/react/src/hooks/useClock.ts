import type { Clock } from '@netcue/core';
import { useProvided } from '../context/useProvided.ts';

/** The provider's clock. */
export function useClock(): Clock {
  return useProvided().clock;
}
