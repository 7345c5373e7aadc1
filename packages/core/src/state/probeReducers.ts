import type { CallReducers } from './reduceCall.ts';
import { reduceProbe } from './reduceProbe.ts';

/** What is remembered of probes. */
export const probeReducers: CallReducers = {
  probeFinished: (call, event) => ({
    [event.target]: reduceProbe(call[event.target], event, event.at),
  }),
};
