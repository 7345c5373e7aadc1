import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumPath } from '../../scripts/chromiumPath.mjs';
import type { Bench, Measured } from './page.ts';

const users = 5_000;
const changes = 3_000;
const rounds = 5;

const script = await bundle(new URL('page.ts', import.meta.url));
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const results: Measured[][] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await measureAll());
  print(results);
} finally {
  await browser.close();
}

/** Every contender alone in a fresh page: neither garbage nor optimizations of another. */
async function measureAll(): Promise<Measured[]> {
  const results: Measured[] = [];
  for (let index = 0, left = true; left; index += 1) {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const measured = await page.evaluate(
      ([which, count, turns]) => (globalThis as unknown as Bench).measure(which, count, turns),
      [index, users, changes] as const,
    );
    await page.close();
    left = measured !== null;
    if (measured) results.push(measured);
  }
  return results;
}

async function bundle(entry: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    conditions: ['netcue-source'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

function print(all: readonly Measured[][]): void {
  console.log(
    `One of ${users} users changes: the quietest of ${changes / 20} batches, ${rounds} times.\n`,
  );
  console.table(
    all[0]!.map(({ name, rendersPerChange }, index) => ({
      what: name,
      'µs per change': Math.round(median(all.map((row) => row[index]!.microseconds))),
      'times the floor': Number(
        median(all.map((row) => row[index]!.microseconds / row[0]!.microseconds)).toFixed(2),
      ),
      'renders per change': rendersPerChange,
    })),
  );
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
