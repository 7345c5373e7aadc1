import type { CallDiagnosis } from '../diagnosis.ts';
import type { WeakBefore } from './weakness.ts';

/** Which directions it was, by the evidence. */
export function weakBefore({
  cause,
  evidence,
}: Pick<CallDiagnosis, 'cause' | 'evidence'>): WeakBefore {
  const both = cause === 'weakBoth';
  const signs = evidence.map(({ sign }) => sign).join();
  return {
    uplink: cause === 'weakUplink' || (both && signs.includes('uplink')),
    downlink: cause === 'weakDownlink' || (both && signs.includes('downlink')),
    path: both,
  };
}
