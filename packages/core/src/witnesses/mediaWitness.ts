import { findStalled } from '../diagnosis/findStalled.ts';
import { mediaRows } from '../diagnosis/signs/mediaRows.ts';
import { findBusy } from '../diagnosis/weakness/findBusy.ts';
import { measureWeakness } from '../diagnosis/weakness/measureWeakness.ts';
import type { Witness } from '../diagnosis/witness.ts';
import { mediaReducers } from '../state/mediaReducers.ts';
import { readFlows } from '../state/readFlows.ts';

/** Reads `mediaSampled` and `mediaClosed`: what the statistics of peer connections show. */
export const mediaWitness: Witness = {
  name: 'media',
  ofCall: mediaReducers,
  readFlows,
  signs: mediaRows,
  measureWeakness,
  findBusy,
  findStalled,
};
