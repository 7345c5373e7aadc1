// Behind `npm start`, `npm test` and .ci/run. Plain Node 20, no packages: it runs before anything is installed.
import { fileURLToPath } from 'node:url';
import { stopAll, stopAllOnInterrupt } from './run/processes.mjs';
import { runStart } from './run/runStart.mjs';
import { runTests } from './run/runTests.mjs';
import { StepError } from './run/step.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
stopAllOnInterrupt();

const [mode, flag] = process.argv.slice(2);

const modes = {
  start: () => runStart(),
  test: () => test({ withTests: true, withChecks: flag === '--checks' }),
  check: () => test({ withTests: false, withChecks: true }),
};

async function test(what) {
  const { passed, failed } = await runTests(what);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  await modes[mode]();
} catch (error) {
  explain(error);
  await stopAll();
  if (mode !== 'start') console.log('\n0 passed, 1 failed');
  process.exit(1);
}

function explain(error) {
  if (!(error instanceof StepError)) return console.log(error);
  if (error.tail) console.log(`\n${error.tail.replace(/^/gm, '    ')}`);
  console.log(`\n${error.message}`);
}
