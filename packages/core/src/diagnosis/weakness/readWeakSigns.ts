import { isAtLeast } from '../../events/quality.ts';
import { levelAt } from '../../state/levelAt.ts';
import type { CallFacts } from '../../state/networkState.ts';
import { isHeldLongEnough } from '../heldLongEnough.ts';
import type { SignView } from '../observation.ts';
import type { WeakBefore, Weakness, WeakSigns } from './weakness.ts';

/** What they are read from. */
export type WeakSignView = Pick<SignView, 'call' | 'outage' | 'now' | 'measureWeakness'>;

/** Signs of a weak network in our own measurements and in the SDK's score. */
export function readWeakSigns(
  { call, outage, now, measureWeakness }: WeakSignView,
  before: WeakBefore,
  heardBadly: boolean,
): WeakSigns {
  const measured = measureWeakness?.(call, before, heardBadly, now);
  const score = (direction: 'uplink' | 'downlink' | 'overall') =>
    scored(call, direction, outage?.endedAt, now);
  return {
    uplink: measured?.uplink ?? score('uplink'),
    downlink: measured?.downlink ?? score('downlink'),
    path: measured?.path ?? score('overall'),
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
