/** How good a direction is, best to worst; `unknown` is neither good nor bad. */
export type Quality = 'unknown' | 'excellent' | 'good' | 'poor' | 'bad' | 'vbad' | 'down';

/** Best first, without `unknown`. */
export const qualityLevels = ['excellent', 'good', 'poor', 'bad', 'vbad', 'down'] as const;

const rank: Record<Quality, number> = {
  unknown: -1,
  excellent: 0,
  good: 1,
  poor: 2,
  bad: 3,
  vbad: 4,
  down: 5,
};

/** True when `quality` is known and at least as bad as `limit`. */
export function isAtLeast(quality: Quality, limit: Exclude<Quality, 'unknown'>): boolean {
  return rank[quality] >= rank[limit];
}

/** Bad, and yet something gets through: who is cut off is not weak. */
export function isWeak(quality: Quality): boolean {
  return quality !== 'down' && isAtLeast(quality, 'bad');
}

/** The worse of two levels; `unknown` gives way to any known level. */
export function worseOf(one: Quality, other: Quality): Quality {
  return rank[one] >= rank[other] ? one : other;
}

/** 0 (excellent) to 5 (down); -1 for unknown. Only for comparing: never show it. */
export function rankOf(quality: Quality): number {
  return rank[quality];
}
