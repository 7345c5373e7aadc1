import { ownReport } from '../diagnosis/ownReport.ts';
import { peerSigns } from '../diagnosis/signs/peerSigns.ts';
import type { Witness } from '../diagnosis/witness.ts';
import { peerReducers } from '../state/peerReducers.ts';

/** Reads `peerReported`: what the others say over the app's own channel, and what we tell them. */
export const peerWitness: Witness = {
  name: 'peers',
  ofUser: peerReducers,
  signs: peerSigns,
  ownReport,
};
