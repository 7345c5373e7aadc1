import { stillDead } from './observe.ts';
import type { Leaf, Observation, Way } from './observation.ts';
import { type Place, places, type Topology } from './places.ts';

export interface Located {
  places: readonly Place[];
  /** What these places explain. */
  dead: readonly Observation[];
}

/** The places at which a single break explains everything that is dead and nothing that has lived since. Pure; knows no time but order. */
export function locate(all: readonly Observation[], topology: Topology): Located {
  const alive = all.filter(({ state }) => state === 'alive');
  const dead = stillDead(all).sort((one, other) => one.at - other.at);
  // That others' reports stop says nothing of us as long as nothing of ours is missing.
  if (dead.every(({ leaf }) => leaf === 'theirReports'))
    return { places: dead.length ? ['remote'] : [], dead };
  // Where nothing explains it all, what was broken first has not broken now.
  for (let rest = dead; rest.length; rest = rest.slice(1)) {
    const possible = breaksOf(rest, alive, topology);
    if (possible.length) return { places: possible, dead: rest };
  }
  return { places: [], dead };
}

function breaksOf(
  dead: readonly Observation[],
  alive: readonly Observation[],
  topology: Topology,
): Place[] {
  return places
    .filter(({ place, cuts, mayCut, ways }) => {
      const leaves = cuts(topology);
      const explained = [...leaves, ...(mayCut?.(topology) ?? [])];
      return (
        hasEvidence(place, dead, alive) &&
        dead.every(({ leaf }) => explained.includes(leaf)) &&
        // What whoever stands in between misses of us is no remote's doing.
        (place !== 'remote' || dead.every(({ witness }) => witness !== 'server')) &&
        ways.some(
          (way) =>
            dead.every((one) => isCutBy(way, one.way)) &&
            !alive.some(
              (one) => leaves.includes(one.leaf) && contradicts(one.way, way) && isNewer(one, dead),
            ),
        )
      );
    })
    .map(({ place }) => place);
}

/** A round trip fails if either way does. */
function isCutBy(broken: Way, way: Way): boolean {
  return broken === 'both' || way === 'both' || way === broken;
}

/** A break of both ways is disproved by life on either; of one way, by life on that one. */
function contradicts(alive: Way, broken: Way): boolean {
  return broken === 'both' || alive === 'both' || alive === broken;
}

/** It lived after the first thing that this break would have to explain had died. */
function isNewer({ at }: Observation, dead: readonly Observation[]): boolean {
  return at > Math.min(...dead.map((one) => one.at));
}

/** Where its absence would be a guess, a place asks for something seen. */
function hasEvidence(
  place: Place,
  dead: readonly Observation[],
  alive: readonly Observation[],
): boolean {
  if (place === 'device') return dead.some(({ leaf }) => leaf === 'device');
  if (place === 'flows') return isMuteWhileAnswered(dead, alive);
  if (place !== 'channel' && place !== 'tcp') return true;
  return (
    dead.some(({ leaf }) => channels.includes(leaf)) &&
    alive.some(({ leaf, at }) => leaf === 'mediaIn' && at > (dead[0]?.at ?? 0))
  );
}

const channels: readonly Leaf[] = ['appChannel', 'mediaChannel', 'session'];

/** Media and the app's channel are both dead, and the call's host has answered a new question since. */
function isMuteWhileAnswered(dead: readonly Observation[], alive: readonly Observation[]): boolean {
  const isDead = (leaf: Leaf) => dead.some((one) => one.leaf === leaf);
  return (
    isDead('mediaIn') &&
    isDead('appChannel') &&
    alive.some(({ leaf, at }) => leaf === 'serverHost' && at > (dead[0]?.at ?? 0))
  );
}
