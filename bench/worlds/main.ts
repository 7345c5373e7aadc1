import { parseArgs } from 'node:util';
import { play } from './call.ts';
import { judge, type Verdict } from './judge.ts';
import { print, printWhy, sumLine } from './table.ts';
import { variants } from './variants.ts';
import { worlds } from './worlds.ts';

// Every world, or those with this in their name: `pnpm bench:worlds [part of a name] [--why] [--only all]`.
const { values, positionals } = parseArgs({
  options: { why: { type: 'boolean' }, only: { type: 'string' } },
  allowPositionals: true,
});
const [part = ''] = positionals;
const chosen = worlds.filter(({ name }) => name.includes(part));
const looked = variants.filter(({ name }) => !values.only || name === values.only);

const rows: { name: string; verdicts: readonly Verdict[] }[] = [];
for (const world of chosen) {
  const row = { name: world.name, verdicts: judge(world, await play(world, looked)) };
  rows.push(row);
  print(row, looked, rows.length === 1);
  if (values.why) printWhy(row);
}
console.log(sumLine(rows));
