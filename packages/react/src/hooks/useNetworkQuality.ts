import { isMesh, isOutage, type Quality, type QualityState } from '@netcue/core';
import { isOutIn } from './ownOutage.ts';
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
 * const level = useNetworkQuality(userId, (quality) => quality.level); // renders only when the level changes
 */
export function useNetworkQuality(userId?: string): NetworkQuality;
export function useNetworkQuality<View extends string | number | boolean>(
  userId: string | undefined,
  select: (quality: NetworkQuality) => View,
): View;
export function useNetworkQuality<View>(
  userId?: string,
  select?: (quality: NetworkQuality) => View,
): NetworkQuality | View {
  return useFacts(userId, views, select);
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

// It is not known what they cut off.
const vague: readonly string[] = ['unknownOutage', 'resumed'];
const away: readonly string[] = ['interrupted', 'dropped', 'left', 'kicked'];

const views: FactViews<NetworkQuality> = {
  ofCall: (state) => {
    const { cause, betweenUs } = state.diagnosis;
    const seen = describe(state.quality);
    // From person to person it may be theirs as well.
    if ((cause === 'mediaBlocked' || cause === 'notHeard') && isMesh(state.media)) return unknown;
    // While nothing gets through, the last samples before it say nothing about now.
    if (isOutage(cause) && !vague.includes(cause)) return down;
    if (isOutIn(state)) return seen.level === 'down' ? seen : unknown;
    if (cause === 'notHeard') return { ...seen, uplink: 'down', level: 'down' };
    const isSampled = seen.basis === 'sdk' && !isHeld(state.quality);
    return isSampled || (cause.startsWith('weak') && !betweenUs) ? seen : unblamed(seen);
  },
  ofUser: (user) => {
    if (!user || away.includes(user.presence)) return unknown;
    const seen = describe(user.quality);
    return user.diagnosis.cause === 'weak' || !isHeld(user.quality) ? seen : unblamed(seen);
  },
  whileOut: unknown,
};

/** A level that is said once, as soon after an outage as any, looks weak no sooner than it is judged so. */
function isHeld(quality: QualityState): boolean {
  return Object.values(quality).some(({ held }) => held);
}

/** What was measured between two, and not found to be on this side, does not make it red: it may be the other person's. */
function unblamed(quality: NetworkQuality): NetworkQuality {
  const { uplink, downlink, overall, level } = quality;
  return {
    ...quality,
    uplink: fair(uplink),
    downlink: fair(downlink),
    overall: fair(overall),
    level: fair(level),
  };
}

function fair(level: Quality): Quality {
  return level === 'bad' || level === 'vbad' ? 'poor' : level;
}

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
