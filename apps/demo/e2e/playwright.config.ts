import { fileURLToPath } from 'node:url';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { freePort } from '../../../scripts/run/ports.mjs';
import { launchOptions } from './launchOptions.ts';

// Read again by each worker: the environment is what makes them agree.
process.env.NETCUE_E2E_PORT ??= String(await freePort(4173));
const port = Number(process.env.NETCUE_E2E_PORT);
const results = process.env.NETCUE_RESULTS;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../../test-results',
  // Real calls: a second one at the same time would be a fault of its own.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // A call is real, and so is the load of the machine: what needed a second try is counted and said.
  retries: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ...(results
      ? [
          [
            'json',
            { outputFile: fileURLToPath(new URL(`../../../${results}`, import.meta.url)) },
          ] satisfies ReporterDescription,
        ]
      : []),
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    headless: false,
    launchOptions,
  },
  webServer: {
    cwd: '..',
    command: `${process.execPath} server/main.ts --pages dist --port ${port} --other-port 0`,
    url: `http://127.0.0.1:${port}/ping`,
    reuseExistingServer: false,
  },
});
