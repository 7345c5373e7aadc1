import { probeSigns } from '../diagnosis/signs/probeSigns.ts';
import type { Witness } from '../diagnosis/witness.ts';
import { probeReducers } from '../state/probeReducers.ts';

/** Reads `probeFinished`: which hosts answer. */
export const probeWitness: Witness = { name: 'probes', ofCall: probeReducers, signs: probeSigns };
