import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumPath } from '../../scripts/chromiumPath.mjs';

// What a look at the statistics costs in Chromium, per peer connection: the browser's getStats is the floor.
const counts = [1, 4, 10, 25];
const rounds = 30;
const looksPerSecond = { calm: 2, alert: 4 };

const bundle = await build({
  entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
});
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
});
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  const rows = [];
  for (const count of counts) {
    const { statsMs, oursMs } = await page.evaluate(
      ([connections, times]) =>
        (
          window as unknown as {
            measure(count: number, rounds: number): Promise<{ statsMs: number; oursMs: number }>;
          }
        ).measure(connections!, times!),
      [count, rounds],
    );
    rows.push({
      connections: count,
      'getStats, ms': round(statsMs),
      'ours on top, ms': round(oursMs),
      'ours / getStats': round(oursMs / statsMs),
      'ours, % of a core, calm': round((oursMs * looksPerSecond.calm) / 10),
      'ours, % of a core, alert': round((oursMs * looksPerSecond.alert) / 10),
    });
  }
  console.table(rows);
} finally {
  await browser.close();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
