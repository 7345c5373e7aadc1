import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '1' } },
});
const folder = positionals[0] ?? 'prompts';
const leastScore = 90;

const config = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'bench/mutation/vitest.config.ts' },
  mutate: [`packages/core/src/${folder}/**/*.ts`, '!**/*.test.*', '!**/*.test-d.ts'],
  ignorePatterns: [
    '**',
    '!packages/core/src/**',
    '!packages/core/package.json',
    '!bench/mutation/**',
    '!package.json',
  ],
  concurrency: Number(values.concurrency),
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.netcue/mutation.json' },
  clearTextReporter: { logTests: false, allowColor: false },
  tempDirName: '.netcue/mutants',
  thresholds: { high: 95, low: leastScore, break: leastScore },
  timeoutMS: 20_000,
};

mkdirSync('.netcue', { recursive: true });
writeFileSync('.netcue/stryker.json', JSON.stringify(config, null, 2));
const { status } = spawnSync('stryker', ['run', '.netcue/stryker.json'], {
  stdio: 'inherit',
  env: { ...process.env, NETCUE_MUTATE: folder },
});
process.exitCode = status ?? 1;
