import type { ProbeFinished, ProbeOutcome, ProbeTarget } from '../../events/networkEvent.ts';
import type { SourceContext } from '../source.ts';
import { isProved } from './isProved.ts';

export type Verify = (response: Response) => boolean | Promise<boolean>;

/** How one host is asked. */
export interface Probing {
  target: ProbeTarget;
  url: string;
  timeoutMs: number;
  fetch: typeof globalThis.fetch;
  /** Where nothing else shows whose answer it is. */
  verify?: Verify | undefined;
  /** The `fetch` that was handed in misbehaves. */
  warn(error: unknown): void;
}

const overslept = 200;

/** Asks one host once; returns how to give it up, when nothing is said any more. */
export function probe(
  { target, url, timeoutMs, fetch, verify, warn }: Probing,
  { clock, emit }: SourceContext,
  closed: (answered: boolean) => void,
): () => void {
  const sentAt = clock.now();
  const controller = new AbortController();
  let open = true;
  const close = (answered = false) => {
    open = false;
    cancel();
    closed(answered);
  };
  const finish = (outcome: ProbeOutcome) => {
    if (!open) return;
    close(outcome === 'reachable');
    const fact: ProbeFinished = {
      type: 'probeFinished',
      target,
      outcome,
      sentAt,
      tookMs: clock.now() - sentAt,
    };
    const unverified = outcome === 'reachable' && !verify && !isProved(url);
    emit(unverified ? { ...fact, unverified } : fact);
  };
  const cancel = clock.after(timeoutMs, () => {
    // A late timer: our own device was busy, and the answer may be waiting behind us.
    if (clock.now() - sentAt > timeoutMs + overslept) close();
    else finish('timedOut');
    controller.abort();
  });
  const complain = (error: unknown) => {
    if (open) warn(error);
  };
  const judge = async (response: Response): Promise<ProbeOutcome> => {
    if (typeof response !== 'object' || response === null) {
      complain('fetch() gave no response');
      return 'refused';
    }
    if (isElsewhere(url, response)) return 'timedOut';
    if (!verify) return 'reachable';
    return (await isOurs(verify, response)) ? 'reachable' : 'timedOut';
  };
  const ask = () => {
    try {
      return Promise.resolve(fetch(url, request(verify !== undefined, controller.signal)));
    } catch (error) {
      complain(error);
      throw error;
    }
  };
  Promise.resolve()
    .then(ask)
    .then(judge)
    .then(finish, () => finish('refused'));
  return () => {
    if (open) close();
    controller.abort();
  };
}

async function isOurs(verify: Verify, response: Response): Promise<boolean> {
  try {
    return (await verify(response)) === true;
  } catch {
    return false;
  }
}

/**
 * `no-cors`: the answer may be opaque, we only need to know that there was one. Only who reads the answer needs more.
 * Nothing else may be set: Chromium refuses a no-cors request that does not follow redirects.
 */
function request(isRead: boolean, signal: AbortSignal): RequestInit {
  return {
    method: isRead ? 'GET' : 'HEAD',
    mode: isRead ? 'cors' : 'no-cors',
    cache: 'no-store',
    credentials: 'omit',
    signal,
  };
}

/** Sent on to another host, as a captive portal does: nobody we asked has answered. Opaque answers cannot tell. */
function isElsewhere(url: string, { redirected, url: answeredBy }: Response): boolean {
  if (!redirected || !URL.canParse(answeredBy)) return false;
  return new URL(answeredBy).host !== new URL(url, answeredBy).host;
}
