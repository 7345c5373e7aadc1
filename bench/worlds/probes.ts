import type { Parts } from './parts.ts';
import type { Refusal } from './world.ts';

export interface ProbeTimer {
  after(delayMs: number, callback: () => void): () => void;
}

const retriesMs = [0, 1000, 3000];
const requestBytes = 400;

/** How soon a request on a cut way ends, and how; a way that just drops never answers. */
const refusals: Readonly<Record<Refusal, { ms: number; answers?: true }>> = {
  noRoute: { ms: 5 },
  reset: { ms: 15 },
  reject: { ms: 25 },
  portalHttps: { ms: 70 },
  portalHttp: { ms: 35, answers: true },
};

export const probedHosts = { server: 'call.example', other: 'elsewhere.example' };

/** `fetch` as the page of one person would have it. */
export function createFetch(person: string, parts: Parts, timer: ProbeTimer): typeof fetch {
  const { network, options, deeds } = parts;
  const goes = (host: string) =>
    network.isOpen(person, host, 'tcp') && network.isOpen(host, person, 'tcp');

  const refusalOf = (host: string): (typeof refusals)[Refusal] | undefined => {
    if (options.probesBlocked) return { ms: 1 };
    const troubles = network.troublesOf(person);
    if (troubles.some(({ offline }) => offline)) return refusals.noRoute;
    const refusal = troubles.find((trouble) => trouble.refusal)?.refusal;
    return refusal && !goes(host) ? refusals[refusal] : undefined;
  };
  /** Milliseconds of one exchange; undefined where a packet of it is lost. */
  const exchange = (host: string): number | undefined => {
    const there = network.pass(person, host, 'tcp', requestBytes);
    const back = network.pass(host, person, 'tcp', requestBytes);
    if (there === undefined || back === undefined) return undefined;
    return there + back - 2 * parts.now();
  };

  return ((url: string, { signal }: RequestInit) =>
    new Promise((resolve, reject) => {
      const host = url.includes(probedHosts.server) ? 'server' : 'other';
      const fail = () => reject(new TypeError('Failed to fetch'));
      const refusal = refusalOf(host);
      let isDone = false;
      signal?.addEventListener('abort', () => {
        isDone = true;
        reject(new DOMException('aborted', 'AbortError'));
      });
      if (refusal) {
        timer.after(refusal.ms, () => (refusal.answers ? resolve(opaque()) : fail()));
        return;
      }
      const attempt = () => {
        if (isDone || !deeds.isPresent(person, parts.now())) return;
        const tookMs = exchange(host);
        if (tookMs === undefined) return;
        isDone = true;
        timer.after(tookMs, () => resolve(opaque()));
      };
      for (const delayMs of retriesMs) {
        if (delayMs) timer.after(delayMs, attempt);
        else attempt();
      }
    })) as typeof fetch;
}

/** All that a page may see of an answer to a `no-cors` request. */
function opaque(): Response {
  const answer = { type: 'opaque', url: '', redirected: false, ok: false, status: 0 };
  return answer as Response;
}
