import type { SignRow } from './observation.ts';
import { channelSigns } from './signs/channelSigns.ts';
import { deviceSigns } from './signs/deviceSigns.ts';
import { sdkSigns } from './signs/sdkSigns.ts';

/** What every SDK and app may say; the other rows come with the source that can see them. */
export const coreSigns: readonly SignRow[] = [...deviceSigns, ...channelSigns, ...sdkSigns];
