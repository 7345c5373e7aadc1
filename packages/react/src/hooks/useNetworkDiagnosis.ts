import type { CallDiagnosis } from '@netcue/core';
import { useStore } from 'zustand';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';

/** What is wrong with this device's part in the call, how sure that is, and the evidence. */
export function useNetworkDiagnosis(): CallDiagnosis {
  return useStore(useNetworkStatus().store, (state) => state.diagnosis);
}
