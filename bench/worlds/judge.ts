import { claims } from './claims.ts';
import type { Played } from './call.ts';
import type { Shown } from './promptRecord.ts';
import type { Truth } from './truth.ts';
import { contains, extended, longestInside, longestOutside } from './windows.ts';
import type { Due, World } from './world.ts';

export interface Verdict {
  person: string;
  variant: string;
  /** What stood on screen and was not true for its reader, and for how long. */
  untrue: readonly { shown: Shown; ms: number }[];
  missed: readonly Due[];
  late: readonly { due: Due; ms: number }[];
  /** Everything it said. */
  said: readonly Shown[];
}

const backKind = 'local.restored';
const backWithinMs = 10_000;
/** What the SDK alone may be believed in. */
const saidBySdk = ['local.reconnecting', 'local.lost'];

export function judge(world: World, { truth, screens }: Played): Verdict[] {
  return screens.map(({ person, variant, shown }) => {
    const isUntrue = (one: Shown) => untrueMs(world, truth, { person, variant, shown }, one);
    const untrue = shown.flatMap((one) => {
      const ms = isUntrue(one);
      return ms > 0 ? [{ shown: one, ms: Math.round(ms) }] : [];
    });
    return { person, variant, untrue, said: shown, ...judgeDues(world, person, variant, shown) };
  });
}

function untrueMs(
  world: World,
  truth: Truth,
  { person, variant, shown }: Played['screens'][number],
  one: Shown,
): number {
  if (one.kind === backKind) return restoredUntrueMs(world, truth, person, shown, one);
  const kind = one.kind === 'remote.many' ? 'remote.interrupted' : one.kind;
  const claim = claims[one.betweenUs ? `${kind} between us` : kind];
  if (!claim) return one.to - one.from;
  const key = one.betweenUs ? `${kind} between us` : kind;
  const measuresMedia = variant !== '-stats' && variant !== 'sdk';
  const bySdk =
    !measuresMedia && saidBySdk.includes(kind) ? extended(truth.sdkDownFor(person), 3000) : [];
  const worst = (one.about.length ? one.about : ['']).map((about) => {
    const { holds, ruledOut } = truth.of(key, person, about);
    const outsideMs = longestOutside(
      [...extended(holds, claim.graceMs), ...bySdk],
      one.from,
      one.to,
    );
    return Math.max(outsideMs, longestInside(ruledOut, one.from, one.to));
  });
  const ms = Math.max(...worst);
  return ms > claim.tolerateMs ? ms : 0;
}

/** "You're back": true only when it is so, after an outage that was on this screen. */
function restoredUntrueMs(
  { backOnlyAfter = 0 }: World,
  truth: Truth,
  person: string,
  shown: readonly Shown[],
  { from, to }: Shown,
): number {
  const announced = shown.some(
    (one) => isOutageWord(one.kind) && one.from < from && from - one.to < backWithinMs,
  );
  const isBack = contains(extended(truth.wellFor(person), 100), from) && from >= backOnlyAfter;
  return announced && isBack ? 0 : Math.max(1, to - from);
}

const isOutageWord = (kind: string): boolean =>
  kind.startsWith('local.') && kind !== backKind && kind !== 'local.signalingOnly';

/** Duties are for screens that have every witness. */
function judgeDues(
  { due = [] }: World,
  person: string,
  variant: string,
  shown: readonly Shown[],
): Pick<Verdict, 'missed' | 'late'> {
  const own = variant === 'all' ? due.filter(({ reader }) => reader === person) : [];
  const firsts = own.map((one) => ({ due: one, ms: firstAfter(one, shown) }));
  return {
    missed: firsts.filter(({ ms }) => ms === undefined).map((one) => one.due),
    late: firsts.flatMap(({ due: one, ms }) =>
      ms !== undefined && ms > one.byMs ? [{ due: one, ms: Math.round(ms) }] : [],
    ),
  };
}

const lastsMs = 30_000;

function firstAfter({ any, about, from }: Due, shown: readonly Shown[]): number | undefined {
  const fitting = shown.filter(
    (one) =>
      any.includes(one.kind) &&
      (!about || one.about.length === 0 || one.about.includes(about)) &&
      one.to > from &&
      one.from < from + lastsMs,
  );
  return fitting.length
    ? Math.max(0, Math.min(...fitting.map((one) => one.from)) - from)
    : undefined;
}
