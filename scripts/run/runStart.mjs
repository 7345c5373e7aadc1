import { connect } from 'node:net';
import { freePort } from './ports.mjs';
import { build, install, script } from './prepare.mjs';
import { startProcess, stopAll } from './processes.mjs';
import { StepError } from './step.mjs';

const host = '127.0.0.1';
const startTimeoutMs = 120_000;

/** Installs, builds and serves everything there is to look at, until interrupted. */
export async function runStart() {
  await install();
  await build();
  const demo = await freePort(5173);
  const stories = await freePort(6006, [demo]);
  const services = [
    {
      name: 'demo and its call server',
      port: demo,
      ...script(
        'demo',
        '--pages',
        'apps/demo/dist',
        '--host',
        host,
        '--port',
        `${demo}`,
        '--other-port',
        '0',
      ),
    },
    {
      name: 'Storybook',
      port: stories,
      ...script('storybook', '--host', host, '--port', `${stories}`, '--exact-port'),
    },
  ];
  const ended = Promise.race(services.map(start));
  console.log('  … start the demo and Storybook');
  await Promise.race([Promise.all(services.map(listening)), ended]);
  console.log(`
  Demo call   http://${host}:${demo}/   open it in two tabs
  Storybook   http://${host}:${stories}/

  Ctrl-C stops everything.`);
  await ended;
}

/** Starts a service; the promise rejects when it ends, because none should. */
function start({ name, command, args }) {
  const child = startProcess(command, args);
  let tail = '';
  const take = (chunk) => (tail = (tail + chunk).slice(-4_000));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((_, reject) => {
    child.on('error', reject);
    child.on('close', async () => {
      await stopAll();
      reject(
        new StepError(
          `The ${name} stopped: see its last words above, then run \`npm start\` again.`,
          tail,
        ),
      );
    });
  });
}

async function listening({ name, port }) {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(port))) {
    if (Date.now() > deadline)
      throw new StepError(
        `The ${name} did not answer on port ${port} within two minutes: run \`npm start\` again when the machine is less busy.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
