import { recentSamples } from '../mediaSigns.ts';
import { downlinkStarved, uplinkStarved } from './capacitySigns.ts';
import { downlinkLoss, uplinkLoss } from './lossSigns.ts';
import { bursts, jitteryPath, slowPath } from './pathSigns.ts';
import type { MeasureWeakness } from './weakness.ts';

const windowMs = 2500;
const longerMs = 6000;

/** Signs of a weak network in our own measurements. */
export const measureWeakness: MeasureWeakness = (call, before, heardBadly, now) => {
  const recent = recentSamples(call, now, windowMs);
  const longer = recentSamples(call, now, longerMs);
  const view = { now, recent, longer, before, heardBadly };
  return {
    uplink: uplinkLoss(view) ?? uplinkStarved(view),
    downlink: downlinkLoss(view) ?? downlinkStarved(view),
    path: slowPath(view) ?? jitteryPath(view) ?? bursts(view),
  };
};
