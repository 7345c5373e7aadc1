import { existsSync, readFileSync, rmSync } from 'node:fs';
import { script } from './prepare.mjs';
import { runStep } from './step.mjs';

export const suites = [
  { name: 'unit tests', script: 'test:unit' },
  { name: 'type tests', script: 'test:types' },
  { name: 'component tests', script: 'test:components' },
  { name: 'story tests', script: 'test:stories' },
  { name: 'end-to-end tests', script: 'test:e2e', read: readPlaywright, reporters: () => [] },
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
  {
    name: 'capability matrix',
    script: 'capabilities:check',
    advice: 'run `pnpm capabilities` and commit',
  },
  {
    name: 'tables of signs',
    script: 'sign-tables:check',
    advice: 'run `pnpm sign-tables` and commit',
  },
  { name: 'size', script: 'size', advice: 'make it smaller, or say why the budget should move' },
];

/** Runs one test suite; resolves with `{ name, passed, failed, problem? }`. */
export async function runSuite(suite) {
  const { name, read = readVitest, reporters = vitestReporters } = suite;
  const results = `.netcue/${suite.script.replace(':', '-')}.json`;
  rmSync(results, { force: true });
  const { code, tail, log } = await runStep({
    title: name,
    ...script(suite.script, ...reporters(results)),
    env: { NETCUE_RESULTS: results },
  });
  const { passed, failed } = readResults(results, read);
  // A suite that broke, or ran nothing, has failed even if no single test did.
  const broken = failed === 0 && (code !== 0 || passed === 0);
  const problem =
    failed > 0
      ? `${failed} of the ${name} failed: mend them.`
      : broken && `The ${name} did not run to their end: see what stopped them.`;
  return {
    name,
    passed,
    failed: broken ? 1 : failed,
    tail,
    problem: problem && `${problem} The whole log: ${log}`,
  };
}

/** Runs one static check. */
export async function runCheck(check) {
  const { code, tail, log } = await runStep({ title: check.name, ...script(check.script) });
  const ok = code === 0;
  return {
    name: check.name,
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    tail,
    problem: !ok && `${check.name}: ${check.advice}. The whole log: ${log}`,
  };
}

function readResults(path, read) {
  return existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0 };
}

function vitestReporters(results) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
}

function readVitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests };
}

// A real call on a machine that stalls may need a second try; only what fails every time has failed.
function readPlaywright({ stats }) {
  if (stats.flaky > 0) console.log(`    ${stats.flaky} needed a second try`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
