import { connect } from 'node:net';
import { freePort } from './ports.mjs';
import { build, install, script } from './prepare.mjs';
import { startProcess } from './processes.mjs';
import { keepTail, showProgress, StepError } from './step.mjs';

const host = '127.0.0.1';
const startTimeoutMs = 120_000;

/** Installs, builds and serves everything there is to look at, until interrupted. */
export async function runStart() {
  await install();
  await build();
  const demo = await freePort(5173);
  const stories = await freePort(6006, [demo]);
  const pages = ['--pages', 'apps/demo/dist', '--other-port', '0'];
  const services = [
    {
      name: 'demo and its call server',
      port: demo,
      ...script('demo', ...pages, '--host', host, '--port', `${demo}`),
    },
    {
      name: 'Storybook',
      port: stories,
      ...script('storybook', '--host', host, '--port', `${stories}`, '--exact-port'),
    },
  ];
  const done = showProgress('start the demo and Storybook');
  const ended = Promise.race(services.map(untilEnded));
  await Promise.race([Promise.all(services.map(untilListening)), ended]);
  done(true);
  console.log(`
  Demo call   http://${host}:${demo}/   open it in two tabs
  Storybook   http://${host}:${stories}/

  Ctrl-C stops everything.`);
  await ended;
}

/** Starts a service; rejects when it ends, because none should. */
async function untilEnded(service) {
  const tail = keepTail();
  await startProcess(service, tail.add).ended;
  throw new StepError(
    `The ${service.name} stopped: see its last words above, then run \`npm start\` again.`,
    tail.text(),
  );
}

async function untilListening({ name, port }) {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(port))) {
    if (Date.now() > deadline)
      throw new StepError(
        `The ${name} did not answer within two minutes: run \`npm start\` again when the machine is less busy.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
