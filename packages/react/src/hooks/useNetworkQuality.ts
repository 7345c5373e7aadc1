import type { Quality, QualityState } from '@netcue/core';
import { useFacts } from './useFacts.ts';
import type { FactViews } from './useFacts.ts';

/** How good a network is, steady enough to show. `unknown` is neither good nor bad. */
export interface NetworkQuality {
  /** What is sent. */
  uplink: Quality;
  /** What is received. */
  downlink: Quality;
  /** One value for both directions, where that is all there is. */
  overall: Quality;
  /** The worst of what is known: the one to draw. */
  level: Quality;
  /** The newest samples, not smoothed. */
  raw: Quality;
  /** Said by the SDK or concluded from statistics. */
  basis: 'sdk' | 'derived';
}

/**
 * This device's network quality, or a remote user's.
 *
 * @example
 * const { level, uplink, downlink } = useNetworkQuality();
 * const theirs = useNetworkQuality(userId);
 */
export function useNetworkQuality(userId?: string): NetworkQuality {
  return useFacts(userId, views);
}

const unknown: NetworkQuality = {
  uplink: 'unknown',
  downlink: 'unknown',
  overall: 'unknown',
  level: 'unknown',
  raw: 'unknown',
  basis: 'sdk',
};

const down: NetworkQuality = {
  ...unknown,
  uplink: 'down',
  downlink: 'down',
  overall: 'down',
  level: 'down',
  raw: 'down',
  basis: 'derived',
};

// While nothing gets through, the last samples before it say nothing about now.
const out: readonly string[] = ['deviceOffline', 'noInternet', 'serverUnreachable', 'mediaBlocked'];
const away: readonly string[] = ['interrupted', 'dropped', 'left', 'kicked'];

const views: FactViews<NetworkQuality> = {
  ofCall: ({ quality, diagnosis }) => (out.includes(diagnosis.cause) ? down : describe(quality)),
  ofUser: (user) => (user && !away.includes(user.presence) ? describe(user.quality) : unknown),
};

function describe({ uplink, downlink, overall }: QualityState): NetworkQuality {
  return {
    uplink: uplink.steady,
    downlink: downlink.steady,
    overall: overall.steady,
    level: worst(uplink.steady, downlink.steady, overall.steady),
    raw: worst(uplink.raw, downlink.raw, overall.raw),
    basis: newest(uplink, downlink, overall).basis,
  };
}

const worstFirst: readonly Quality[] = ['down', 'vbad', 'bad', 'poor', 'good', 'excellent'];

function worst(...levels: Quality[]): Quality {
  return worstFirst.find((level) => levels.includes(level)) ?? 'unknown';
}

function newest(...tracks: QualityState['uplink'][]): QualityState['uplink'] {
  return tracks.reduce((one, other) => (other.at > one.at ? other : one));
}
