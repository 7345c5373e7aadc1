import { coreSigns } from './coreSigns.ts';
import type { SignRow } from './observation.ts';
import { mediaRows } from './signs/mediaRows.ts';
import { peerSigns } from './signs/peerSigns.ts';
import { probeSigns } from './signs/probeSigns.ts';

/** The whole table of signs, for tests, replays and the docs. */
export const allSigns: readonly SignRow[] = [
  ...coreSigns,
  ...probeSigns,
  ...mediaRows,
  ...peerSigns,
];
