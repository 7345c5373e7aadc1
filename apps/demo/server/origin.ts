const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

const isLoopback = (host: string) => loopback.has(host);

/**
 * A server for this machine alone answers pages of this machine alone; otherwise any page the user visits could join a call on it.
 * A server on an open address answers every page, as `--host` asked for.
 */
export function isWelcome(origin: string | undefined, serverHost: string): boolean {
  if (origin === undefined || !isLoopback(serverHost)) return true;
  try {
    return isLoopback(new URL(origin).hostname);
  } catch {
    return false;
  }
}
