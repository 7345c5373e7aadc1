import { callReducers } from '../state/reduceCall.ts';
import { userReducers } from '../state/reduceUser.ts';
import { coreSigns } from './coreSigns.ts';
import type { Witness } from './witness.ts';

/** How facts are read now: the core's own way, and what the attached witnesses bring. */
export type Reading = Omit<Witness, 'name'> & Required<Pick<Witness, 'ofCall' | 'ofUser'>>;

/** Two sources of a kind bring the same witness. */
export function readingOf(witnesses: Iterable<Witness>): Reading {
  let reading: Reading = { ofCall: callReducers, ofUser: userReducers, signs: coreSigns };
  for (const { name: _name, ...brought } of new Set(witnesses))
    reading = {
      ...reading,
      ...brought,
      ofCall: { ...reading.ofCall, ...brought.ofCall },
      ofUser: { ...reading.ofUser, ...brought.ofUser },
      signs: [...reading.signs, ...brought.signs],
    };
  return reading;
}
