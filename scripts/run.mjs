// Behind `npm start`, `npm test` and .ci/run. Plain Node 20 and no packages: it runs before anything is installed.
import { fileURLToPath } from 'node:url';
import { stopAll, stopAllOnInterrupt } from './run/processes.mjs';
import { runTests } from './run/runTests.mjs';
import { runStart } from './run/runStart.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
stopAllOnInterrupt();

const [mode, ...flags] = process.argv.slice(2);

try {
  if (mode === 'start') await runStart();
  else {
    const { passed, failed } = await runTests({
      withTests: mode === 'test',
      withChecks: mode === 'check' || flags.includes('--checks'),
    });
    end(passed, failed);
  }
} catch (error) {
  if (error.tail) console.error(`\n${error.tail.replace(/^/gm, '    ')}\n`);
  console.error(error.tail === undefined ? error : error.message);
  await stopAll();
  if (mode === 'start') process.exit(1);
  end(0, 1);
}

function end(passed, failed) {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
