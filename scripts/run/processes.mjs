import { spawn } from 'node:child_process';

const running = new Set();

/** Starts a command in its own process group, so that it can be stopped together with all it starts. */
export function startProcess(command, args, env = {}) {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/** Asks every group to end, waits a little, then ends them. */
export async function stopAll(graceMs = 5_000) {
  const deadline = Date.now() + graceMs;
  signalAll('SIGTERM');
  while (running.size > 0 && Date.now() < deadline) await new Promise((r) => setTimeout(r, 50));
  signalAll('SIGKILL');
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

export function stopAllOnInterrupt() {
  let stopping = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      console.log('\nStopping…');
      await stopAll();
      process.exit(code);
    });
  }
  process.on('exit', () => signalAll('SIGKILL'));
}
