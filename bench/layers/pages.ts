import { readFileSync, writeFileSync } from 'node:fs';
import type { Told } from './measure.ts';
import { sdkModels } from './sdkModels.ts';
import { sdkTable, shortTable, untrueList, untrueTable } from './table.ts';

const root = new URL('../../', import.meta.url);
/** What is written between `<!-- layers NAME -->` and `<!-- /layers NAME -->`, page by page. */
const pages: Readonly<Record<string, Readonly<Record<string, (told: readonly Told[]) => string>>>> =
  {
    'README.md': { short: shortTable },
    'docs/layers.md': {
      ...Object.fromEntries(
        sdkModels.map((model) => [model.source, (told: readonly Told[]) => sdkTable(model, told)]),
      ),
      untrue: (told) => untrueTable(sdkModels, told),
      list: (told) => untrueList(sdkModels, told),
    },
  };

export function writePages(told: readonly Told[]): void {
  for (const [page, parts] of Object.entries(pages)) {
    const file = new URL(page, root);
    const text = Object.entries(parts).reduce(
      (before, [name, part]) => withPart(before, name, part(told), page),
      readFileSync(file, 'utf8'),
    );
    writeFileSync(file, text);
  }
}

/** What the page holds now under one name. */
export function partOf(page: string, name: string): string {
  const text = readFileSync(new URL(page, root), 'utf8');
  const [from, to] = placeOf(text, name, page);
  return text.slice(from, to).trim();
}

function withPart(text: string, name: string, part: string, page: string): string {
  const [from, to] = placeOf(text, name, page);
  return `${text.slice(0, from)}\n\n${part}\n\n${text.slice(to)}`;
}

function placeOf(text: string, name: string, page: string): [from: number, to: number] {
  const start = `<!-- layers ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(`<!-- /layers ${name} -->`);
  if (from < 0 || to < from) throw new Error(`${page} needs the lines ${start} and its end.`);
  return [from + start.length, to];
}
