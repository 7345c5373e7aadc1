/** Stretches of time in which something held, in order. */
export type Windows = readonly (readonly [from: number, to: number])[];

export interface WindowRecord {
  note(holds: boolean, now: number): void;
  windows(): Windows;
}

export function createWindowRecord(): WindowRecord {
  const closed: [number, number][] = [];
  let since: number | undefined;
  let seenAt = 0;
  return {
    note(holds, now) {
      seenAt = now;
      if (holds) since ??= now;
      else if (since !== undefined) {
        closed.push([since, now]);
        since = undefined;
      }
    },
    windows: () => (since === undefined ? closed : [...closed, [since, seenAt + 1000]]),
  };
}

export const extended = (windows: Windows, byMs: number): Windows =>
  windows.map(([from, to]) => [from, to + byMs] as const);

export const contains = (windows: Windows, at: number): boolean =>
  windows.some(([from, to]) => from <= at && at < to);

/** The longest stretch of `[from, to)` outside of all windows. */
export function longestOutside(windows: Windows, from: number, to: number): number {
  let at = from;
  let longest = 0;
  for (const [start, end] of windows.toSorted(([one], [other]) => one - other)) {
    if (start >= to) break;
    longest = Math.max(longest, start - at);
    at = Math.max(at, end);
  }
  return Math.max(longest, to - at);
}

/** The longest stretch of `[from, to)` inside one of the windows. */
export const longestInside = (windows: Windows, from: number, to: number): number =>
  Math.max(0, ...windows.map(([start, end]) => Math.min(end, to) - Math.max(start, from)));
