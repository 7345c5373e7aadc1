import { connect } from 'node:net';
import { freePort } from './ports.mjs';
import { build, install, pnpm } from './prepare.mjs';
import { startProcess, stopAll } from './processes.mjs';
import { StepError } from './step.mjs';

const host = '127.0.0.1';
const startTimeoutMs = 120_000;

/** Installs, builds and serves everything there is to look at, until interrupted. */
export async function runStart() {
  await install();
  await build();
  const signal = await freePort(8787);
  const pages = await freePort(5173, [signal]);
  const stories = await freePort(6006, [signal, pages]);
  const services = [
    {
      name: 'call server',
      port: signal,
      args: ['--filter', '@netcue/demo', 'run', 'serve', '--host', host, '--port', `${signal}`],
    },
    {
      name: 'demo',
      port: pages,
      args: [
        '--filter',
        '@netcue/demo',
        'run',
        'preview',
        '--host',
        host,
        '--port',
        `${pages}`,
        '--strictPort',
      ],
    },
    {
      name: 'Storybook',
      port: stories,
      args: [
        'exec',
        'storybook',
        'dev',
        '--host',
        host,
        '--port',
        `${stories}`,
        '--exact-port',
        '--ci',
        '--disable-telemetry',
        '--no-version-updates',
      ],
    },
  ];
  console.log('  … starting the call server, the demo and Storybook');
  const ended = services.map(start);
  await Promise.race([Promise.all(services.map(listening)), ...ended]);
  console.log(`
  Demo call   http://${host}:${pages}/${signal === 8787 ? '' : `?signal=ws://${host}:${signal}`}   (open it in two tabs)
  Storybook   http://${host}:${stories}/

  Ctrl-C stops everything.`);
  await Promise.race(ended);
}

/** Starts a service; the promise rejects when it ends, because none should. */
function start({ name, args }) {
  const { command, args: all } = pnpm(name, args);
  const child = startProcess(command, all);
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
