const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Nobody in between can answer in this address's place: its certificate tells, or there is no between. */
export function isProved(url: string): boolean {
  return isHttps(url) || loopback.test(resolved(url)?.hostname ?? '');
}

export function isHttps(url: string): boolean {
  return resolved(url)?.protocol === 'https:';
}

/** A relative address is one of the page's. */
function resolved(url: string): URL | undefined {
  const page = (globalThis as { location?: { href?: unknown } }).location?.href;
  const base = typeof page === 'string' && URL.canParse(page) ? page : undefined;
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}
