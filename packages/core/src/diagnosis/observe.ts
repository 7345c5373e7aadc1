import type { Observation, SignRow, SignView } from './observation.ts';

/** What is seen now, by the rows of whoever is attached. */
export function observe(rows: readonly SignRow[], view: SignView): Observation[] {
  return rows.flatMap(({ read, stale: _stale, holdMs, ...row }) => {
    const seen = read(view);
    if (!seen) return [];
    const { since = seen.at } = seen;
    return view.now - since < holdMs ? [] : [{ ...row, ...seen, since }];
  });
}

/** Dead observations that nothing at the same leaf, on the way that was dead, has disproved since. */
export function stillDead(all: readonly Observation[]): Observation[] {
  return all.filter(
    (dead) =>
      dead.state === 'dead' &&
      !all.some(
        (alive) =>
          alive.state === 'alive' &&
          alive.leaf === dead.leaf &&
          alive.at > dead.at &&
          provesAgainst(alive, dead),
      ) &&
      !isContradicted(dead, all),
  );
}

/** Life on both ways disproves any death; on one way that of the same way alone. */
function provesAgainst(alive: Observation, dead: Observation): boolean {
  return alive.way === 'both' || alive.way === dead.way;
}

/** "No network at all" is disproved by any packet. */
function isContradicted(dead: Observation, all: readonly Observation[]): boolean {
  return (
    dead.leaf === 'device' &&
    all.some(({ state, leaf, at }) => state === 'alive' && leaf !== 'session' && at > dead.at)
  );
}
