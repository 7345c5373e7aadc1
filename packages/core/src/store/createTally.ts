import type { UserShare } from './userShare.ts';

/** The shares of all remotes added up, kept up to date as single ones change. */
export interface Tally {
  /** Takes the place of what this user added so far; without a share, of nobody. */
  set(userId: string, share?: UserShare): void;
  clear(): void;
  /** What they add up to now. `again` is asked for the shares anew when time has changed some. */
  read(now: number, again: (userId: string) => UserShare): Readonly<UserShare>;
}

const counts = [
  'weakThemselves',
  'slowThemselves',
  'hearUs',
  'hearBadly',
  'hearNothing',
  'measured',
  'reports',
] as const;
const times = [
  'lastHeardOf',
  'reportsBackAt',
  'hearNothingSince',
  'hearUsAt',
  'saidGoneAt',
] as const;

/** Adding up costs what changed; everything is counted again only when a newest time went, or something grew old. */
export function createTally(): Tally {
  const shares = new Map<string, UserShare>();
  let sum = nothing();
  let isExact = true;

  const replace = (before: UserShare | undefined, after: UserShare | undefined) => {
    for (const key of counts) sum[key] += (after?.[key] ?? 0) - (before?.[key] ?? 0);
    for (const key of times) {
      const [was, is, newest] = [before?.[key], after?.[key], sum[key]];
      if (is !== undefined && !(is <= (newest ?? -Infinity))) sum[key] = is;
      else if (was !== undefined && was === newest && is !== was) isExact = false;
    }
    if (after) sum.until = Math.min(sum.until, after.until);
  };

  return {
    set(userId, share) {
      const before = shares.get(userId);
      if (share) shares.set(userId, share);
      else if (!shares.delete(userId)) return;
      replace(before, share);
    },
    clear() {
      shares.clear();
      sum = nothing();
      isExact = true;
    },
    read(now, again) {
      if (isExact && now < sum.until) return sum;
      sum = nothing();
      isExact = true;
      for (const userId of shares.keys()) {
        const share = again(userId);
        shares.set(userId, share);
        replace(undefined, share);
      }
      return sum;
    },
  };
}

function nothing(): UserShare {
  return {
    weakThemselves: 0,
    slowThemselves: 0,
    hearUs: 0,
    hearBadly: 0,
    hearNothing: 0,
    measured: 0,
    reports: 0,
    until: Infinity,
  };
}
