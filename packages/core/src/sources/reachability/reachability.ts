import type { ProbeOutcome, ProbeTarget } from '../../events/networkEvent.ts';
import type { NetworkSource, SourceContext } from '../source.ts';

export interface ReachabilityOptions {
  /** Address on the call server's host that answers a HEAD request. Any answer counts, opaque ones too. */
  server: string;
  /** Address on another host the app may contact; without it "no internet" and "server down" cannot be told apart. */
  other?: string;
  /** Milliseconds until a probe counts as timed out. Default 1500. */
  timeoutMs?: number;
  /** The `fetch` to use. Default: the global one. */
  fetch?: typeof globalThis.fetch;
}

const defaultTimeoutMs = 1500;
const everyMs = 1000;
// Long outages need no probe a second: after half a minute the pause doubles up to this.
const slowestMs = 15_000;
const fullPaceProbes = 30;
const keepLookingMs = 5000;
const overslept = 200;

/**
 * Asks two hosts for an answer, but only while something looks wrong: at once, then every second, slower
 * after half a minute. No request at all while all is well. Refused within milliseconds means this device
 * cannot send; no answer means trouble further out.
 */
export function reachability(options: ReachabilityOptions): NetworkSource {
  if (!options?.server) {
    throw new Error(
      'reachability() needs `server`, the address of a page on your call server. Without it nobody can tell ' +
        'a broken server from a broken network. Pass reachability({ server: "https://calls.example/ping" }).',
    );
  }
  return {
    name: 'reachability',
    capabilities: {},
    detectionLagMs: {},
    subscribe: (context) => subscribe(options, context),
  };
}

function subscribe(options: ReachabilityOptions, context: SourceContext): () => void {
  const { clock } = context;
  const { fetch = globalThis.fetch } = options;
  if (typeof fetch !== 'function') {
    const text = 'There is no fetch here to probe with. Pass reachability({ server, fetch }).';
    context.emit({ type: 'warningRaised', code: 'reachability', text });
    return () => {};
  }
  const aborts = new Set<() => void>();
  let looking = false;
  let count = 0;
  let cancelNext = (): void => {};
  let cancelStop = (): void => {};

  const round = () => {
    const how = { timeoutMs: options.timeoutMs ?? defaultTimeoutMs, fetch };
    probe('server', options.server, how, context, aborts);
    if (options.other) probe('other', options.other, how, context, aborts);
    count += 1;
    const pause = everyMs * 2 ** Math.max(0, Math.min(10, count - fullPaceProbes));
    cancelNext = clock.after(Math.min(pause, slowestMs), round);
  };
  const stop = () => {
    looking = false;
    cancelNext();
  };

  const stopAttention = context.onAttention?.((attention) => {
    cancelStop();
    if (attention !== 'alert') {
      if (looking) cancelStop = clock.after(keepLookingMs, stop);
    } else if (!looking) {
      looking = true;
      count = 0;
      round();
    }
  });
  return () => {
    stopAttention?.();
    cancelStop();
    stop();
    for (const abort of aborts) abort();
  };
}

function probe(
  target: ProbeTarget,
  url: string,
  { timeoutMs, fetch }: Required<Pick<ReachabilityOptions, 'timeoutMs' | 'fetch'>>,
  { clock, emit }: SourceContext,
  aborts: Set<() => void>,
): void {
  const sentAt = clock.now();
  const controller = new AbortController();
  let open = true;
  const close = () => {
    open = false;
    cancel();
    aborts.delete(abort);
  };
  const abort = () => {
    close();
    controller.abort();
  };
  const finish = (outcome: ProbeOutcome) => {
    if (!open) return;
    close();
    emit({ type: 'probeFinished', target, outcome, sentAt, tookMs: clock.now() - sentAt });
  };
  const cancel = clock.after(timeoutMs, () => {
    // A late timer: our own device was busy, and the answer may be waiting behind us.
    if (clock.now() - sentAt > timeoutMs + overslept) close();
    else finish('timedOut');
    controller.abort();
  });
  aborts.add(abort);
  // `no-cors`: the answer may be opaque, we only need to know that there was one. Nothing else may be set:
  // Chromium refuses a no-cors request that does not follow redirects.
  const request = {
    method: 'HEAD',
    mode: 'no-cors',
    cache: 'no-store',
    credentials: 'omit',
    signal: controller.signal,
  } as const;
  Promise.resolve()
    .then(() => fetch(url, request))
    .then(
      (response) => finish(isElsewhere(url, response) ? 'timedOut' : 'reachable'),
      () => finish('refused'),
    );
}

/** Sent on to another host, as a captive portal does: nobody we asked has answered. Opaque answers cannot tell. */
function isElsewhere(url: string, { redirected, url: answeredBy }: Response): boolean {
  if (!redirected || !URL.canParse(answeredBy)) return false;
  return new URL(answeredBy).host !== new URL(url, answeredBy).host;
}
