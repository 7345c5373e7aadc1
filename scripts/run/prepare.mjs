import { existsSync } from 'node:fs';
import { chromiumPath } from '../chromiumPath.mjs';
import { mustRun, StepError } from './step.mjs';

const pnpmVersion = '12.21.0';

/** Runs `pnpm …`; the version is fixed here because corepack cannot be relied upon. */
export const pnpm = (...args) => ({
  command: 'npx',
  args: ['--prefer-offline', '--yes', `pnpm@${pnpmVersion}`, ...args],
});

/** Runs a script of package.json with the repository's own Node, which is quicker than asking pnpm. */
export const script = (name, ...args) => ({
  command: 'node_modules/.bin/node',
  args: ['--run', name, '--', ...args],
});

export const install = () =>
  mustRun({
    title: 'install packages',
    ...pnpm('install', '--frozen-lockfile', '--prefer-offline'),
    env: { CI: '1' },
    advice: 'Packages could not be installed: check the network and run the command again.',
  });

export const build = () =>
  mustRun({
    title: 'build packages and demo',
    ...pnpm('run', 'build:all'),
    advice: 'The build failed: mend what the log names and run the command again.',
  });

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
