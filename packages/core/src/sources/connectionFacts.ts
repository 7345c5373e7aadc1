import type { Cause, ConnectionChanged, Phase } from '../events/networkEvent.ts';
import type { SourceEvent } from '../events/networkEvent.ts';

const retrying: readonly Phase[] = ['reconnecting', 'lost'];
// These end a call too, but nobody ended it: the network did.
const notEndedByAnyone: readonly Cause[] = [
  'network',
  'timeout',
  'signal',
  'media',
  'joinFailed',
  'unknown',
];

/** A connection fact. `willRetry` follows from the phase: only `reconnecting` and `lost` retry. */
export function connectionFact(
  phase: Phase,
  cause: Cause,
  details?: Partial<ConnectionChanged>,
): ConnectionChanged {
  return {
    type: 'connectionChanged',
    phase,
    cause,
    willRetry: retrying.includes(phase),
    ...details,
  };
}

/** The connection failed for good; also `callEnded` where the server or somebody in it did that. */
export function failedFacts(cause: Cause, code: string | number): SourceEvent[] {
  const failed = connectionFact('failed', cause, { code });
  return notEndedByAnyone.includes(cause) ? [failed] : [failed, { type: 'callEnded', cause, code }];
}
