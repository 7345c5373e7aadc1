import type { Clock } from '@netcue/core';
import { useContext } from 'react';
import { ClockContext } from '../context/contexts.ts';

/** The provider's clock. */
export function useClock(): Clock {
  return useContext(ClockContext);
}
