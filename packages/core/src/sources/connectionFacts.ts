import type { Cause, ConnectionChanged, Phase } from '../events/networkEvent.ts';
import type { SourceEvent } from '../events/networkEvent.ts';

// These end a call too, but nobody ended it: the network did.
const notEndedByAnyone: readonly Cause[] = [
  'network',
  'timeout',
  'signal',
  'media',
  'joinFailed',
  'unknown',
];

/** Down, and the SDK goes on trying. */
export function isRetrying(phase: Phase | undefined): phase is 'reconnecting' | 'lost' {
  return phase === 'reconnecting' || phase === 'lost';
}

/** A connection fact. `willRetry` follows from the phase. */
export function connectionFact(
  phase: Phase,
  cause: Cause,
  details?: Partial<ConnectionChanged>,
): ConnectionChanged {
  return {
    type: 'connectionChanged',
    phase,
    cause,
    willRetry: isRetrying(phase),
    ...details,
  };
}

/** The connection failed for good; also `callEnded` where the server or somebody in it did that. */
export function failedFacts(cause: Cause, code: string | number): SourceEvent[] {
  const failed = connectionFact('failed', cause, { code });
  return notEndedByAnyone.includes(cause) ? [failed] : [failed, { type: 'callEnded', cause, code }];
}
