import { existsSync, readFileSync, rmSync } from 'node:fs';
import { pnpm } from './prepare.mjs';
import { runStep } from './step.mjs';

export const suites = [
  { name: 'unit tests', script: 'test:unit' },
  { name: 'type tests', script: 'test:types' },
  { name: 'component tests', script: 'test:components' },
  { name: 'story tests', script: 'test:stories' },
  { name: 'end-to-end tests', script: 'test:e2e', reader: readPlaywright },
];

/** Static checks: each passes or fails as a whole. */
export const checks = [
  { name: 'format', script: 'format:check', advice: 'run `pnpm format`' },
  { name: 'lint', script: 'lint', advice: 'mend what oxlint names' },
  {
    name: 'layers',
    script: 'layers',
    advice: 'move the import or the file; see scripts/layerRules.ts',
  },
  { name: 'unused code', script: 'knip', advice: 'delete what knip names' },
  { name: 'types', script: 'types', advice: 'mend what tsc names' },
  {
    name: 'type tests can fail',
    script: 'types:alive',
    advice: 'a wrong type test passed: see scripts/checkTypeTests.ts',
  },
  {
    name: 'package exports',
    script: 'pack:check',
    advice: 'mend the exports map of the package named',
  },
  {
    name: 'client entries',
    script: 'use-client',
    advice: "put 'use client' first in the entry's source",
  },
  {
    name: 'public API',
    script: 'api',
    advice: 'review the change, then run `pnpm api:update` and commit',
  },
  { name: 'size', script: 'size', advice: 'make it smaller, or say why the budget should move' },
];

/** Runs one test suite; resolves with `{ name, passed, failed, problem? }`. */
export async function runSuite({ name, script, reader = readVitest }) {
  const results = `.netcue/${script.replace(':', '-')}.json`;
  rmSync(results, { force: true });
  const reporters =
    reader === readVitest
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
      : [];
  const { code, tail, log } = await runStep(
    pnpm(name, ['run', script, ...reporters], '', { NETCUE_RESULTS: results }),
  );
  const { passed, failed } = existsSync(results)
    ? reader(JSON.parse(readFileSync(results, 'utf8')))
    : { passed: 0, failed: 0 };
  // A suite that broke, or ran nothing, has failed even if no single test did.
  if (failed === 0 && (code !== 0 || passed === 0))
    return {
      name,
      passed,
      failed: 1,
      tail,
      problem: `The ${name} did not run to their end. The whole log: ${log}`,
    };
  if (failed > 0)
    return {
      name,
      passed,
      failed,
      tail,
      problem: `${failed} of the ${name} failed: mend them. The whole log: ${log}`,
    };
  return { name, passed, failed };
}

/** Runs one static check. */
export async function runCheck({ name, script, advice }) {
  const { code, tail, log } = await runStep(pnpm(name, ['run', script], advice));
  if (code === 0) return { name, passed: 1, failed: 0 };
  return { name, passed: 0, failed: 1, tail, problem: `${name}: ${advice}. The whole log: ${log}` };
}

function readVitest({ numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests || (numTotalTests === 0 ? numFailedTestSuites : 0),
  };
}

function readPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
