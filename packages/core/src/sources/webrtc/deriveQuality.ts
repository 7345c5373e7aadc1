import type { MediaSampled } from '../../events/networkEvent.ts';
import type { Quality } from '../../events/quality.ts';

type Bounds = readonly (readonly [from: number, level: Quality])[];

/**
 * Worst first. Loss from what users of several call products are warned at (5, 10, 20 %) and the level
 * above which Opus concealment stops hiding it; 8 % is the smallest loss that one report tells from chance.
 */
const lossBounds: Bounds = [
  [0.4, 'vbad'],
  [0.08, 'bad'],
  [0.05, 'poor'],
  [0.02, 'good'],
  [0, 'excellent'],
];

/** Round trip in milliseconds. ITU-T G.114: above 300 ms both ways talking over each other begins. */
const rttBounds: Bounds = [
  [1200, 'vbad'],
  [500, 'bad'],
  [300, 'poor'],
  [150, 'good'],
  [0, 'excellent'],
];

type Sample = Pick<MediaSampled, 'uplink' | 'downlink'>;

/**
 * One poll's level per direction over all connections; `undefined` where nothing new was learned. What came late in the
 * poll `before` and is missing again now was never lost: a count that swings between -1 and 0.
 */
export function deriveQuality(
  samples: readonly Sample[],
  before: readonly Sample[] = [],
): { uplink?: Quality; downlink?: Quality; overall?: Quality } {
  const reported = samples.filter(({ uplink }) => uplink.loss !== undefined);
  const received = samples.reduce((sum, { downlink }) => sum + downlink.packets, 0);
  const lost = Math.max(0, lostIn(samples) + Math.min(0, lostIn(before)));
  const rtts = samples.flatMap(({ uplink }) => uplink.rttMs ?? []);
  return {
    ...(reported.length && {
      uplink: levelOf(mean(reported.map(({ uplink }) => uplink.loss ?? 0)), lossBounds),
    }),
    ...(received && {
      downlink: levelOf(lost / (received + lost), lossBounds),
    }),
    ...(rtts.length && { overall: levelOf(Math.max(...rtts), rttBounds) }),
  };
}

function lostIn(samples: readonly Sample[]): number {
  return samples.reduce((sum, { downlink }) => sum + downlink.lost, 0);
}

function levelOf(value: number, bounds: Bounds): Quality {
  return bounds.find(([from]) => value >= from)?.[1] ?? 'unknown';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
