import type { NetworkEvent } from '../events/networkEvent.ts';
import { textOf } from '../events/textOf.ts';

/** What went wrong in code that is not an SDK's: the app's own, or ours. It is recorded and never reaches the call. */
export function ownWarning(fault: unknown, at: number): NetworkEvent {
  return { type: 'warningRaised', code: 'netcue', text: textOf(fault), at, source: 'netcue' };
}
