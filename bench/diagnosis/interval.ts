/** A stretch of time, in milliseconds after the fault. */
export interface Interval {
  from: number;
  to: number;
}

/** How long both lasted at once; zero or less: never. */
export function overlap(one: Interval, other: Interval): number {
  return Math.min(one.to, other.to) - Math.max(one.from, other.from);
}

/** When at least one of them was. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else merged.push({ ...next });
  }
  return merged;
}

/** When one of each list was, all at once. */
export function intersection(lists: readonly (readonly Interval[])[]): readonly Interval[] {
  return lists.reduce((left, right) =>
    left.flatMap((one) =>
      right
        .filter((other) => overlap(one, other) > 0)
        .map((other) => ({
          from: Math.max(one.from, other.from),
          to: Math.min(one.to, other.to),
        })),
    ),
  );
}
