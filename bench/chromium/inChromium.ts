import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';
import { chromiumPath } from '../../scripts/chromiumPath.mjs';

export type OpenPage = <Result>(visit: (page: Page) => Promise<Result>) => Promise<Result>;

/** Bundles a script and opens it in pages of their own: neither garbage nor optimizations of another. */
export async function inChromium<Result>(
  entry: URL,
  run: (open: OpenPage) => Promise<Result>,
): Promise<Result> {
  const script = await bundle(entry);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    return await run((visit) => withPage(browser, script, visit));
  } finally {
    await browser.close();
  }
}

async function withPage<Result>(
  browser: Browser,
  script: string,
  visit: (page: Page) => Promise<Result>,
): Promise<Result> {
  const page = await browser.newPage();
  // Isolated from other origins, a page reads its clock to 5 µs instead of 100.
  await page.route('**/*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html>',
      headers: {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      },
    }),
  );
  await page.goto('https://bench.test/');
  await page.addScriptTag({ content: script });
  const result = await visit(page);
  await page.close();
  return result;
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
