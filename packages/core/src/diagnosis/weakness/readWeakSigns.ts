import { isAtLeast } from '../../events/quality.ts';
import { levelAt } from '../../state/levelAt.ts';
import type { CallFacts } from '../../state/networkState.ts';
import { isHeldLongEnough } from '../heldLongEnough.ts';
import { recentSamples } from '../mediaSigns.ts';
import type { SignView } from '../observation.ts';
import { downlinkStarved, uplinkStarved } from './capacitySigns.ts';
import { downlinkLoss, uplinkLoss } from './lossSigns.ts';
import { bursts, jitteryPath, slowPath } from './pathSigns.ts';
import type { WeakBefore, Weakness, WeakSigns } from './weakness.ts';

const windowMs = 2500;
const longerMs = 6000;

/** Signs of a weak network in our own measurements and in the SDK's score. */
export function readWeakSigns(
  { call, outage, now }: Pick<SignView, 'call' | 'outage' | 'now'>,
  before: WeakBefore,
  heardBadly: boolean,
): WeakSigns {
  const recent = recentSamples(call, now, windowMs);
  const longer = recentSamples(call, now, longerMs);
  const view = { now, recent, longer, before, heardBadly };
  const score = (direction: 'uplink' | 'downlink' | 'overall') =>
    scored(call, direction, outage?.endedAt, now);
  return {
    uplink: uplinkLoss(view) ?? uplinkStarved(view) ?? score('uplink'),
    downlink: downlinkLoss(view) ?? downlinkStarved(view) ?? score('downlink'),
    path: slowPath(view) ?? jitteryPath(view) ?? bursts(view) ?? score('overall'),
  };
}

/** The steady score of the SDK: three samples of five, or one word that stands. `down` is no weakness. */
function scored(
  { quality }: CallFacts,
  direction: 'uplink' | 'downlink' | 'overall',
  outageEndedAt: number | undefined,
  now: number,
): Weakness | undefined {
  const track = quality[direction];
  const { steady } = levelAt(track, now);
  if (track.basis === 'derived' || steady === 'down' || !isAtLeast(steady, 'bad')) return undefined;
  if (!isHeldLongEnough(track, outageEndedAt, now)) return undefined;
  return {
    level: steady,
    scored: true,
    evidence: [{ sign: `${direction} score`, at: track.at, value: steady }],
  };
}
