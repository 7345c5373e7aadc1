import type { SignRow } from './observation.ts';
import { channelSigns } from './signs/channelSigns.ts';
import { deviceSigns } from './signs/deviceSigns.ts';
import { mediaRows } from './signs/mediaRows.ts';
import { peerSigns } from './signs/peerSigns.ts';
import { probeSigns } from './signs/probeSigns.ts';
import { sdkSigns } from './signs/sdkSigns.ts';

/** The table of signs, by witness. */
export const allSigns: readonly SignRow[] = [
  ...deviceSigns,
  ...probeSigns,
  ...channelSigns,
  ...sdkSigns,
  ...mediaRows,
  ...peerSigns,
];
