import { isAtLeast } from '../../events/quality.ts';
import { levelAt } from '../../state/levelAt.ts';
import type { CallFacts } from '../../state/networkState.ts';
import { recentSamples } from '../mediaSigns.ts';
import { downlinkStarved, uplinkStarved } from './capacitySigns.ts';
import { downlinkLoss, uplinkLoss } from './lossSigns.ts';
import { bursts, jitteryPath, slowPath } from './pathSigns.ts';
import type { WeakBefore, Weakness, WeakSigns } from './weakness.ts';

const windowMs = 2500;
const longerMs = 6000;
// A level that is said once counts when it has stood for as long as several samples would take.
const heldForMs = 4000;

/** Signs of a weak network in our own measurements and in the SDK's score. */
export function readWeakSigns(
  call: CallFacts,
  before: WeakBefore,
  heardBadly: boolean,
  now: number,
): WeakSigns {
  const recent = recentSamples(call, now, windowMs);
  const longer = recentSamples(call, now, longerMs);
  const view = { now, recent, longer, before, heardBadly };
  return {
    uplink: uplinkLoss(view) ?? uplinkStarved(view) ?? scored(call, 'uplink', now),
    downlink: downlinkLoss(view) ?? downlinkStarved(view) ?? scored(call, 'downlink', now),
    path: slowPath(view) ?? jitteryPath(view) ?? bursts(view) ?? scored(call, 'overall', now),
  };
}

/** The steady score of the SDK: three samples of five, or one word that stands. `down` is no weakness. */
function scored(
  { quality }: CallFacts,
  direction: 'uplink' | 'downlink' | 'overall',
  now: number,
): Weakness | undefined {
  const track = quality[direction];
  const { steady } = levelAt(track, now);
  if (track.basis === 'derived' || steady === 'down' || !isAtLeast(steady, 'bad')) return undefined;
  if (track.held && now - track.rawSince < heldForMs) return undefined;
  return {
    level: steady,
    scored: true,
    evidence: [{ sign: `${direction} score`, at: track.at, value: steady }],
  };
}
