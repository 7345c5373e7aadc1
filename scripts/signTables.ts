import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allReading } from '../packages/core/src/witnesses/allWitnesses.ts';
import { causeOf, waits } from '../packages/core/src/diagnosis/causes.ts';
import type { SignRow } from '../packages/core/src/diagnosis/observation.ts';
import { places } from '../packages/core/src/diagnosis/places.ts';

// Writes the tables of docs/diagnosis.md from the rows that decide; with --check it only compares.

const page = new URL('../docs/diagnosis.md', import.meta.url);
const sources = new URL('../packages/core/src/diagnosis/', import.meta.url);

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (header: readonly string[], rows: readonly string[]) =>
  [row(...header), row(...header.map(() => '---')), ...rows].join('\n');

/** The comment above each row, by the name of what follows it. */
function prose(files: readonly string[], name: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  const pattern = new RegExp(`/\\*\\*([^/]*?)\\*/\\s*(?:\\.\\.\\.\\w+,\\s*)?${name.source}`, 'g');
  for (const file of files) {
    for (const [, text = '', ...names] of readFileSync(new URL(file, sources), 'utf8').matchAll(
      pattern,
    ))
      found.set(
        names.find((one) => one !== undefined) ?? '',
        text.replace(/\s*\n\s*\*\s?/g, ' ').trim(),
      );
  }
  return found;
}

function explained(all: ReadonlyMap<string, string>, name: string): string {
  const text = all.get(name);
  if (!text)
    throw new Error(`"${name}" has no comment that says what it means: write one above it.`);
  return text;
}

function signTable(): string {
  const files = readdirSync(new URL('signs/', sources)).filter((file) => !file.includes('.test'));
  const said = prose(
    files.map((file) => `signs/${file}`),
    /sign: (?:'([^']+)'|"([^"]+)")/,
  );
  const stale = ({ stale: after }: SignRow) => (after === 'held' ? 'its next word' : `${after} ms`);
  return table(
    ['sign', 'of', 'says', 'way', 'witness', 'must hold', 'true until', ''],
    allReading.signs.map((sign) =>
      row(
        sign.sign,
        sign.leaf,
        sign.state,
        sign.way,
        sign.witness,
        sign.holdMs ? `${sign.holdMs} ms` : '–',
        stale(sign),
        explained(said, sign.sign),
      ),
    ),
  );
}

function placeTable(): string {
  const cut = (mesh: boolean, { cuts, mayCut }: (typeof places)[number]) => {
    const topology = { mesh, oneToOne: true, reportsForwarded: true };
    const may = mayCut?.(topology) ?? [];
    return [...cuts(topology), ...may.map((leaf) => `perhaps ${leaf}`)].join(', ');
  };
  return table(
    ['place', 'cuts, through a server', 'cuts, from person to person', 'ways', 'cause'],
    places.map((one) =>
      row(
        one.place,
        cut(false, one),
        cut(true, one),
        one.ways.join(', '),
        `\`${causeOf[one.place]}\``,
      ),
    ),
  );
}

function timeTable(): string {
  const said = prose(['causes.ts'], /(\w+): \d+/);
  return table(
    ['', 'ms', ''],
    Object.entries(waits).map(([name, ms]) => row(name, ms, explained(said, name))),
  );
}

const tables: Readonly<Record<string, () => string>> = {
  signs: signTable,
  places: placeTable,
  times: timeTable,
};

/** The page with what stands between each pair of markers replaced. */
function written(text: string): string {
  return Object.entries(tables).reduce((before, [name, make]) => {
    const start = `<!-- ${name}: written by scripts/signTables.ts -->`;
    const end = `<!-- /${name} -->`;
    const from = before.indexOf(start);
    const to = before.indexOf(end);
    if (from < 0 || to < from)
      throw new Error(`docs/diagnosis.md needs the lines\n${start}\n${end}`);
    return `${before.slice(0, from)}${start}\n\n${make()}\n\n${before.slice(to)}`;
  }, text);
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const text = readFileSync(page, 'utf8');
const wanted = written(text);
if (wanted !== text && values.check) {
  console.error('The tables of docs/diagnosis.md are out of date: run `pnpm sign-tables`.');
  process.exitCode = 1;
} else if (wanted !== text) {
  writeFileSync(page, wanted);
}
