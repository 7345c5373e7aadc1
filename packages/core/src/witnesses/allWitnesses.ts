import { type Reading, readingOf } from '../diagnosis/reading.ts';
import type { Witness } from '../diagnosis/witness.ts';
import { mediaWitness } from './mediaWitness.ts';
import { peerWitness } from './peerWitness.ts';
import { probeWitness } from './probeWitness.ts';

/** Every witness there is, for tests, replays and the docs. */
export const allWitnesses: readonly Witness[] = [probeWitness, mediaWitness, peerWitness];

/** How facts are read with all of them. */
export const allReading: Reading = readingOf(allWitnesses);
