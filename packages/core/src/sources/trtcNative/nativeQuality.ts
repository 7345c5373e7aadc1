import type { SourceEvent } from '../../events/networkEvent.ts';
import { isAtLeast, type Quality, rankOf } from '../../events/quality.ts';
import { type Facts, type Look, userOf } from '../lookUp.ts';
import { amount } from '../sdkValues.ts';
import { qualities } from './trtcNativeTables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** From here on a loss on our own way down explains what comes in badly. */
const ourLossPercent = 3;

/** Whose a bad level is. Fed with our own loss, which comes in statistics. */
export interface NativeQuality {
  note(statistics: Fields): void;
  facts(look: Look, local: unknown, remotes: unknown): Facts;
}

/**
 * `localQuality` is our way up. The level of everybody else is that of the whole way from them over the server to us, so
 * it may be either side's: it is ours where our own way down loses packets or where nothing is left both ways, theirs
 * where it does not. The best of them is what our way down can carry.
 */
export function createNativeQuality(): NativeQuality {
  let lossPercent: number | undefined;
  return {
    note: ({ downLoss }) => {
      lossPercent = amount(downLoss) ?? lossPercent;
    },
    facts(look, local, remotes) {
      if (!Array.isArray(remotes)) throw new Error('no list of remotes');
      const uplink = look(qualities, Object(local).quality);
      const levels = (remotes as Fields[]).map((remote) => ({
        userId: userOf(remote.userId),
        level: look(qualities, remote.quality),
      }));
      const best = bestOf(levels.flatMap(({ level }) => level ?? []));
      const isCutOff = uplink === 'down' && best === 'down';
      const isOurs = isCutOff || (lossPercent ?? 0) >= ourLossPercent;
      const downlink = best && (isOurs || !isAtLeast(best, 'poor')) ? best : undefined;
      return [
        ...(uplink || downlink ? [sample({ uplink, downlink })] : []),
        ...(isOurs ? [] : levels).flatMap(({ userId, level }) =>
          level ? [sample({ userId, overall: level })] : [],
        ),
      ];
    },
  };
}

function sample(levels: {
  userId?: string;
  uplink?: Quality | undefined;
  downlink?: Quality | undefined;
  overall?: Quality;
}): SourceEvent {
  const known = Object.entries(levels).filter(([, value]) => value !== undefined);
  return { type: 'qualitySampled', basis: 'sdk', ...Object.fromEntries(known) } as SourceEvent;
}

/** Unknown only where all are. */
function bestOf(levels: readonly Quality[]): Quality | undefined {
  const known = levels.filter((level) => level !== 'unknown');
  const [best = levels[0]] = [...known].sort((one, other) => rankOf(one) - rankOf(other));
  return best;
}
