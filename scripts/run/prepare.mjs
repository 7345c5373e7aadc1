import { existsSync } from 'node:fs';
import { chromiumPath } from '../chromiumPath.mjs';
import { mustRun, StepError } from './step.mjs';

const pnpmVersion = '12.21.0';

/** A step that runs `pnpm …`; the version is fixed here because corepack cannot be relied upon. */
export const pnpm = (title, args, advice, env) => ({
  title,
  command: 'npx',
  args: ['--prefer-offline', '--yes', `pnpm@${pnpmVersion}`, ...args],
  advice,
  env,
});

export const install = () =>
  mustRun(
    pnpm(
      'install packages',
      ['install', '--frozen-lockfile', '--prefer-offline'],
      'Packages could not be installed: check the network and run the command again.',
      { CI: '1' },
    ),
  );

export const build = () =>
  mustRun(
    pnpm(
      'build packages and demo',
      ['run', 'build:all'],
      'The build failed: mend what the log names and run the command again.',
    ),
  );

/** Finds Chromium, or installs it where that can be done without asking. */
export async function provideChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked && !existsSync(asked))
    throw new StepError(`CHROMIUM_PATH names ${asked}, which does not exist: correct or unset it.`);
  if (!chromiumPath()) await installChromium();
  if (!chromiumPath()) throw new StepError(howToGetChromium);
}

const howToGetChromium =
  'The browser tests need Chromium: install it, or set CHROMIUM_PATH to the one you have.';

async function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new StepError(howToGetChromium);
  const apt = (title, ...args) =>
    mustRun({
      title,
      command: 'apt-get',
      args,
      advice: howToGetChromium,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  await apt('update package lists', 'update', '-qq');
  await apt('install Chromium', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
}
