import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

// A type test that no tsconfig includes passes whatever it says. So one that is wrong must fail.
const results = '.netcue/known-bad.json';
rmSync(results, { force: true });
const { stdout, stderr } = spawnSync(
  'vitest',
  ['run', '--reporter=json', `--outputFile.json=${results}`],
  { encoding: 'utf8', env: { ...process.env, NETCUE_KNOWN_BAD: '1' } },
);
const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(results, 'utf8'));
const alive = numFailedTests === 2 && numPassedTests === 0;
console.log(alive ? 'Both known-bad type tests failed, as they must.' : stdout + stderr);
process.exitCode = alive ? 0 : 1;
