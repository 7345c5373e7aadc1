import type { Row } from './measure.ts';

/** One screen in one fault, over all repeats; times in milliseconds as smallest/median/largest. */
export interface Summary {
  fault: string;
  screen: string;
  right: string;
  ok: string;
  shown: string;
  by: number | '–';
  cleared: string;
}

export function summarize(rows: readonly Row[]): Summary[] {
  const groups = Map.groupBy(rows, ({ what, screen }) => `${what}, ${screen}`);
  return [...groups.values()].map((group) => {
    const [{ what, screen, right, by }] = group as [Row, ...Row[]];
    return {
      fault: what,
      screen,
      right,
      ok: `${group.filter(({ verdict }) => verdict === 'ok').length}/${group.length}`,
      shown: spread(group.map(({ shownMs }) => shownMs)),
      by: by ?? '–',
      cleared: spread(group.map(({ clearedMs }) => clearedMs)),
    };
  });
}

function spread(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null).sort((one, other) => one - other);
  if (!known.length) return '–';
  return [known[0], known[Math.floor(known.length / 2)], known.at(-1)].join('/');
}
