import type { Verdict } from './judge.ts';
import type { Shown } from './promptRecord.ts';
import type { Variant } from './variants.ts';

export interface WorldRow {
  name: string;
  verdicts: readonly Verdict[];
}

const nameWidth = 62;
const cellWidth = 9;

/** One line: untrue words by set of witnesses, then what was missed and late with all of them. */
export function print(
  { name, verdicts }: WorldRow,
  variants: readonly Variant[],
  withHeader: boolean,
): void {
  const cells = variants.map((variant) => {
    const count = sum(ofVariant(verdicts, variant.name), ({ untrue }) => untrue.length);
    return count ? String(count) : '·';
  });
  const missed = sum(verdicts, (one) => one.missed.length);
  const late = sum(verdicts, (one) => one.late.length);
  const header = ['untrue words in', ...variants.map((one) => one.name), 'missed', 'late'];
  if (withHeader) console.log(line(header));
  console.log(line([name, ...cells, missed ? String(missed) : '·', late ? String(late) : '·']));
}

const line = ([name = '', ...cells]: readonly string[]): string =>
  name.padEnd(nameWidth) + cells.map((cell) => cell.padStart(cellWidth)).join('');

/** Everything each screen with every witness said, and every untrue word of the others. */
export function printWhy({ verdicts }: WorldRow): void {
  for (const { person, variant, untrue, said, missed, late } of verdicts) {
    if (variant === 'all')
      console.log(`    ${person} says ${said.map(describe).join('  ') || '–'}`);
    for (const { shown, ms } of untrue) {
      console.log(
        `    ${person} ${variant}: untrue for ${ms} ms: ${describe(shown)} [${shown.why}]`,
      );
    }
    for (const due of missed) console.log(`    ${person}: never said ${due.any.join(' or ')}`);
    for (const { due, ms } of late) {
      console.log(
        `    ${person}: said after ${ms} ms, due by ${due.byMs}: ${due.any.join(' or ')}`,
      );
    }
  }
}

function describe({ kind, about, betweenUs, from, to }: Shown): string {
  const whom = about.length ? `(${about.join()})` : '';
  return `${kind}${whom}${betweenUs ? ' between us' : ''} ${Math.round(from)}–${Math.round(to)}`;
}

export function sumLine(rows: readonly WorldRow[]): string {
  const all = rows.flatMap(({ verdicts }) => verdicts);
  const untrue = all.filter(({ untrue: words }) => words.length);
  const withAll = ofVariant(all, 'all');
  const bad = rows.filter(({ verdicts }) => verdicts.some((one) => one.untrue.length));
  const words = sum(all, (one) => one.untrue.length);
  const ms = sum(all, (one) => sum(one.untrue, (word) => word.ms));
  return [
    `\n${rows.length} worlds, ${all.length} screens:`,
    `${untrue.length} screens with an untrue word in ${bad.length} worlds (${words} words, ${Math.round(ms / 1000)} s);`,
    `with every witness ${withAll.filter((one) => one.untrue.length).length} of ${withAll.length} screens,`,
    `${sum(withAll, (one) => one.missed.length)} words missed, ${sum(withAll, (one) => one.late.length)} late.`,
  ].join(' ');
}

const ofVariant = (verdicts: readonly Verdict[], name: string): readonly Verdict[] =>
  verdicts.filter(({ variant }) => variant === name);

function sum<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
