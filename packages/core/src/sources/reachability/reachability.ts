import type { ProbeTarget } from '../../events/networkEvent.ts';
import { probeWitness } from '../../witnesses/probeWitness.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { textOf } from '../../events/textOf.ts';
import { isHttps } from './isProved.ts';
import { type Ask, createAsker, type Verify } from './createAsker.ts';
import { probe } from './probe.ts';

export { probeWitness } from '../../witnesses/probeWitness.ts';

export interface ReachabilityOptions {
  /**
   * Address on the call server's host that answers a HEAD request; one that was given to the SDK (`wss://…`) will do. Any answer counts, opaque ones too. Prefer `https`: its
   * certificate shows that the host itself answered. A plain `http` answer may be a captive portal's, so it proves nothing
   * about the internet, unless the page may read it (`access-control-allow-origin`) or `verify` can tell.
   */
  server: string;
  /** Address on another host the app may contact; without it "no internet" and "server down" cannot be told apart. */
  other?: string;
  /** Milliseconds until a probe counts as timed out. Default 1500. */
  timeoutMs?: number;
  /** The `fetch` to use. Default: the global one. */
  fetch?: typeof globalThis.fetch;
  /**
   * Tells whether an answer is really the host's own. It is asked about the server, and about the other host unless that
   * is `https`; only `true` counts as an answer. The probe is then a readable GET, so the address must allow it
   * (`access-control-allow-origin`) and answer briefly with something a captive portal does not know: a token in the body,
   * or a header named in `access-control-expose-headers`.
   *
   * @example verify: async (response) => (await response.text()) === 'calls.example is here'
   */
  verify?: (response: Response) => boolean | Promise<boolean>;
}

const defaultTimeoutMs = 1500;
const everyMs = 1000;
// Long outages need no probe a second: after half a minute the pause doubles up to this.
const slowestMs = 15_000;
const fullPaceProbes = 30;
const keepLookingMs = 5000;
// A host that never answered tells nothing by being silent: each is asked until it has, at 2 s, 4 s, 8 s …
const calibrateAfterMs = 2000;
const calibrations = 8;

/**
 * Asks two hosts for an answer, but only while something looks wrong: at once, then every second, slower
 * after half a minute. While all is well each host is asked once, soon after attaching, so that its silence means something
 * later. Refused within milliseconds means this device or a router cannot send; no answer means trouble further out.
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
    witnesses: [probeWitness],
    subscribe: (context) => subscribe(options, context),
  };
}

function subscribe(options: ReachabilityOptions, context: SourceContext): () => void {
  const { clock } = context;
  const { fetch = globalThis.fetch, timeoutMs = defaultTimeoutMs } = options;
  if (typeof fetch !== 'function') {
    const text = 'There is no fetch here to probe with. Pass reachability({ server, fetch }).';
    context.emit({ type: 'warningRaised', code: 'reachability', text });
    return () => {};
  }
  const warn = warnOnce(context);
  const hosts = hostsOf(options).map((host) => ({
    ...host,
    ask: createAsker({ ...host, fetch, warn }),
  }));
  const answered = new Set<ProbeTarget>();
  const open = new Set<() => void>();
  let looking = false;
  let count = 0;
  let cancelNext = (): void => {};
  let cancelStop = (): void => {};
  let cancelCalibration = (): void => {};

  const ask = (host: Host & { ask: Ask }) => {
    const giveUp = probe({ ...host, timeoutMs, warn }, context, (isAnswered) => {
      open.delete(giveUp);
      if (isAnswered) answered.add(host.target);
      if (answered.size === hosts.length) cancelCalibration();
    });
    open.add(giveUp);
  };
  const round = () => {
    for (const host of hosts) ask(host);
    count += 1;
    const pause = everyMs * 2 ** Math.max(0, Math.min(10, count - fullPaceProbes));
    cancelNext = clock.after(Math.min(pause, slowestMs), round);
  };
  const stop = () => {
    looking = false;
    cancelNext();
  };
  const calibrate = (tries: number, pauseMs: number) => {
    cancelCalibration = clock.after(pauseMs, () => {
      const unknown = hosts.filter(({ target }) => !answered.has(target));
      // In trouble they are asked all the time.
      if (!looking) for (const host of unknown) ask(host);
      if (unknown.length && tries < calibrations) {
        calibrate(tries + 1, calibrateAfterMs * 2 ** (tries - 1));
      }
    });
  };

  if (context.onAttention) calibrate(1, calibrateAfterMs);
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
    cancelCalibration();
    stop();
    for (const giveUp of [...open]) giveUp();
  };
}

interface Host {
  target: ProbeTarget;
  url: string;
  verify?: Verify | undefined;
}

/** Other people's hosts rarely let their answers be read; where a certificate proves them, nobody needs to. */
function hostsOf({ server, other, verify }: ReachabilityOptions): Host[] {
  const ours: Host = { target: 'server', url: asHttp(server), verify };
  if (!other) return [ours];
  const url = asHttp(other);
  return [ours, { target: 'other', url, verify: isHttps(url) ? undefined : verify }];
}

/** SDKs are given the address of a socket: the same host answers there. */
function asHttp(url: string): string {
  return url.replace(/^ws(?=s?:)/i, 'http');
}

function warnOnce({ emit }: SourceContext): (error: unknown) => void {
  let warned = false;
  return (error) => {
    if (warned) return;
    warned = true;
    emit({ type: 'warningRaised', code: 'reachability', text: textOf(error) });
  };
}
