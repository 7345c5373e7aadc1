import { existsSync } from 'node:fs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium that every browser test uses; Playwright's own download is never needed.
 * Where there is none, the path returned is the sentence that Playwright's error will show.
 */
export function chromiumPath(): string {
  const found = candidates.find((path) => path && existsSync(path));
  return found ?? '(no Chromium: install it, or set CHROMIUM_PATH to one)';
}
