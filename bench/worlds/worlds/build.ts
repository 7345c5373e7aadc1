import { duesOf } from '../dues.ts';
import { type TroubleName, troubles } from '../troubles.ts';
import { type CallOptions, type Happening, isMesh, type Shape, type World } from '../world.ts';

export const beginsAt = 20_000;
const watchedAfterMs = 25_000;
// Shorter troubles are nobody's business.
const worthAWordMs = 4000;

type More = Partial<Omit<World, 'name' | 'shape'>>;

/** A world in which one link has one trouble for a while. */
export function linkWorld(
  shape: Shape,
  trouble: TroubleName,
  lastsMs: number,
  { call, ...more }: More = {},
  label = '',
): World {
  const to = beginsAt + lastsMs;
  const name = [shape, trouble, `${lastsMs / 1000} s`, label].filter(Boolean).join(', ');
  return {
    name,
    shape,
    happenings: [{ who: 'A', from: beginsAt, to, trouble: troubles[trouble] }],
    due: lastsMs < worthAWordMs ? [] : duesOf(trouble, shape, 'A', beginsAt),
    endMs: to + watchedAfterMs,
    call,
    ...more,
  };
}

/** A world made of whatever happens, watched until long after it. */
export function world(
  shape: Shape,
  label: string,
  happenings: readonly Happening[],
  more: More = {},
): World {
  const ends = happenings.map(({ to }) => to).filter(Number.isFinite);
  const endMs = Math.max(beginsAt, ...ends) + watchedAfterMs;
  return { name: `${shape}, ${label}`, shape, happenings, endMs, ...more };
}

/** Every shape with every row. */
export function crossed<Row>(
  shapes: readonly Shape[],
  rows: readonly Row[],
  build: (shape: Shape, row: Row) => World,
): World[] {
  return rows.flatMap((row) => shapes.map((shape) => build(shape, row)));
}

/** What an SDK in front of an SFU usually is: its own heartbeat, with its own patience. */
export const slowSdk = (shape: Shape): Partial<CallOptions> =>
  isMesh(shape) ? {} : { sdk: 'late', sdkLostMs: 10_000 };

export const forEver = Number.POSITIVE_INFINITY;
