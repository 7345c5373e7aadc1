import { createServer } from 'node:net';
import { StepError } from './step.mjs';

const attempts = 20;

/** The first port from `wanted` upwards that nobody listens on and that is not in `taken`. */
export async function freePort(wanted, taken = []) {
  for (let port = wanted; port < wanted + attempts; port++)
    if (!taken.includes(port) && (await isFree(port))) return port;
  throw new StepError(
    `Ports ${wanted} to ${wanted + attempts - 1} are all taken: close what uses them and run the command again.`,
  );
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
