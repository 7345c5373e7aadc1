import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '1' }, tests: { type: 'string' } },
});
// A folder of the core, or files of it: `diagnosis`, `diagnosis/locate.ts`. A mutant of a table runs every test: those
// beside it are told by `--tests 'diagnosis/signs/*.test.ts'`, and what they kill is killed.
const target = positionals[0] ?? 'prompts';
const [folder = target] = target.split('/');
const leastScore = 90;
const workDir = `.netcue/${target.replace(/\W+/g, '-')}`;
const mutated = target === folder ? `${folder}/**/*.ts` : target;

const config = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'bench/mutation/vitest.config.ts' },
  mutate: [`packages/core/src/${mutated}`, '!**/*.test.*', '!**/*.test-d.ts'],
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
  jsonReporter: { fileName: `${workDir}/mutation.json` },
  clearTextReporter: { logTests: false, allowColor: false },
  tempDirName: `${workDir}/mutants`,
  thresholds: { high: 95, low: leastScore, break: leastScore },
  timeoutMS: 20_000,
};

mkdirSync(workDir, { recursive: true });
writeFileSync(`${workDir}/stryker.json`, JSON.stringify(config, null, 2));
const { status } = spawnSync('stryker', ['run', `${workDir}/stryker.json`], {
  stdio: 'inherit',
  env: { ...process.env, NETCUE_TESTS: values.tests ?? `${folder}/**/*.test.ts` },
});
process.exitCode = status ?? 1;
