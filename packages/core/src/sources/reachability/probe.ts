import type { ProbeFinished, ProbeOutcome, ProbeTarget } from '../../events/networkEvent.ts';
import type { SourceContext } from '../source.ts';
import type { Answer, Ask, Verify } from './createAsker.ts';

/** How one host is asked. */
export interface Probing {
  target: ProbeTarget;
  url: string;
  timeoutMs: number;
  ask: Ask;
  /** Where nothing else shows whose answer it is. */
  verify?: Verify | undefined;
  /** The `fetch` that was handed in misbehaves. */
  warn(error: unknown): void;
}

const overslept = 200;

/** Asks one host once; returns how to give it up, when nothing is said any more. */
export function probe(
  { target, url, timeoutMs, ask, verify, warn }: Probing,
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
  const finish = (outcome: ProbeOutcome, proved = true) => {
    if (!open) return;
    close(outcome === 'reachable');
    const fact: ProbeFinished = {
      type: 'probeFinished',
      target,
      outcome,
      sentAt,
      tookMs: clock.now() - sentAt,
    };
    emit(outcome === 'reachable' && !proved ? { ...fact, unverified: true } : fact);
  };
  const cancel = clock.after(timeoutMs, () => {
    // A late timer: our own device was busy, and the answer may be waiting behind us.
    if (clock.now() - sentAt > timeoutMs + overslept) close();
    else finish('timedOut');
    controller.abort();
  });
  const judge = async (response: unknown): Promise<ProbeOutcome> => {
    if (typeof response !== 'object' || response === null) {
      if (open) warn('fetch() gave no response');
      return 'refused';
    }
    if (isElsewhere(url, response as Response)) return 'timedOut';
    if (!verify) return 'reachable';
    return (await isOurs(verify, response as Response)) ? 'reachable' : 'timedOut';
  };
  const hear = async ({ response, proved }: Answer) => finish(await judge(response), proved);
  Promise.resolve()
    .then(() => ask(controller.signal))
    .then(hear)
    .catch(() => finish('refused'));
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

/** Sent on to another host, as a captive portal does: nobody we asked has answered. Opaque answers cannot tell. */
function isElsewhere(url: string, { redirected, url: answeredBy }: Response): boolean {
  if (!redirected || !URL.canParse(answeredBy)) return false;
  return new URL(answeredBy).host !== new URL(url, answeredBy).host;
}
