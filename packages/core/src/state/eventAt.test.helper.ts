import type { NetworkEvent, SourceEvent } from '../events/networkEvent.ts';
import { initialCall } from './initialCall.ts';
import { mediaReducers } from './mediaReducers.ts';
import type { CallFacts } from './networkState.ts';
import { probeReducers } from './probeReducers.ts';
import { callReducers, reduceCall } from './reduceCall.ts';

const reducers = { ...callReducers, ...mediaReducers, ...probeReducers };

/** A fact as the store keeps it. */
export function eventAt(at: number, fact: SourceEvent, source = 'sdk'): NetworkEvent {
  return { ...fact, at, source };
}

export type Told = readonly [at: number, fact: SourceEvent];

/** The call after these facts. */
export function callAfter(...told: readonly Told[]): CallFacts {
  return continued(initialCall, ...told);
}

/** A call after some more facts. */
export function continued(call: CallFacts, ...told: readonly Told[]): CallFacts {
  return told.reduce((before, [at, fact]) => reduceCall(before, eventAt(at, fact), reducers), call);
}
