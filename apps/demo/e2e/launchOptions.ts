import { chromiumPath } from '../../../scripts/chromiumPath.mjs';

/** A Chromium with a real media stack, fake devices and no one to click. Start it with `headless: false`. */
export const launchOptions = {
  executablePath: chromiumPath(),
  args: [
    // The old headless mode, which Playwright's `headless: true` asks for, has no real media stack.
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--use-fake-device-for-media-stream=fps=15',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
    '--mute-audio',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disable-background-networking',
    '--no-first-run',
  ],
};
