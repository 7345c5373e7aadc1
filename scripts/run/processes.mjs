import { spawn } from 'node:child_process';

const interrupts = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const graceMs = 5_000;

const running = new Set();
let interrupted = false;

/**
 * Starts a command in a process group of its own, so that it can be stopped together with all it
 * starts. `onOutput` gets what it writes; `ended` resolves with its exit code, but never once we
 * were interrupted: nothing should go on then.
 */
export function startProcess({ command, args, env }, onOutput) {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
  running.add(child);
  child.stdout.on('data', onOutput);
  child.stderr.on('data', onOutput);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => onOutput(`${error.message}\n`));
    child.on('close', (code) => {
      running.delete(child);
      if (!interrupted) resolve(code ?? 1);
    });
  });
  return { ended };
}

/** Asks every group to end, waits a little, then ends them. */
export async function stopAll() {
  const deadline = Date.now() + graceMs;
  signalAll('SIGTERM');
  while (running.size > 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  signalAll('SIGKILL');
}

/** Whatever ends us ends everything we started. */
export function stopAllOnInterrupt() {
  for (const [signal, code] of Object.entries(interrupts)) process.on(signal, () => stop(code));
  process.on('exit', () => signalAll('SIGKILL'));
  // npm passes a signal on to the shell between us alone: then our parent is gone.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(interrupts.SIGHUP), 1_000).unref();
}

async function stop(code) {
  if (interrupted) return;
  interrupted = true;
  console.log('\nStopping…');
  await stopAll();
  process.exit(code);
}

function signalAll(signal) {
  for (const { pid } of running) {
    try {
      if (pid) process.kill(-pid, signal);
    } catch {
      // Already gone.
    }
  }
}
