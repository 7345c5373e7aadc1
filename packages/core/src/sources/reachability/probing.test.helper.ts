import type { ProbeFinished, SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock, type FakeClock } from '../../testing/createFakeClock.ts';
import type { Attention } from '../source.ts';
import { reachability, type ReachabilityOptions } from './reachability.ts';

export const server = 'https://calls.example/ping';
export const other = 'https://elsewhere.example/';

interface Request {
  url: string;
  sentAt: number;
  init: RequestInit;
  answer(response?: Partial<Response>): Promise<void>;
  refuse(): Promise<void>;
}

export interface Probing {
  clock: FakeClock;
  requests: Request[];
  events: SourceEvent[];
  outcomes(): [target: string, outcome: string, tookMs: number][];
  look(attention: Attention): void;
  /** Time passes; rejected requests of aborted probes settle. */
  advance(ms: number): Promise<void>;
  detach(): void;
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** A call in which each host has answered once. */
export async function probing(options: Partial<ReachabilityOptions> = {}): Promise<Probing> {
  const probe = fresh(options, 'calm', 1_000_000 - 2000);
  await probe.advance(2000);
  for (const request of probe.requests) await request.answer();
  probe.requests.length = 0;
  probe.events.length = 0;
  return probe;
}

/** A call that has just begun. */
export function fresh(
  options: Partial<ReachabilityOptions> = {},
  attention: Attention = 'calm',
  startAt = 1_000_000,
): Probing {
  const clock = createFakeClock(startAt);
  const requests: Request[] = [];
  const events: SourceEvent[] = [];
  let tell = (_next: Attention): void => {};
  const fetch = (url: string, init: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () =>
        reject(new DOMException('aborted', 'AbortError')),
      );
      requests.push({
        url,
        sentAt: clock.now(),
        init,
        answer: async (response = {}) => {
          resolve({ redirected: false, url: '', ...response } as Response);
          await settled();
        },
        refuse: async () => {
          reject(new TypeError('Failed to fetch'));
          await settled();
        },
      });
    });
  const detach = reachability({ server, other, fetch: fetch as never, ...options }).subscribe({
    clock,
    emit: (event) => events.push(event),
    onAttention(callback) {
      tell = callback;
      callback(attention);
      return () => (tell = () => {});
    },
  });
  const advance = async (ms: number) => {
    for (const end = clock.now() + ms; clock.now() < end; ) {
      clock.advance(Math.min(50, end - clock.now()));
      await settled();
    }
  };
  return {
    clock,
    requests,
    events,
    advance,
    detach,
    outcomes: () =>
      events
        .filter((event): event is ProbeFinished => event.type === 'probeFinished')
        .map(({ target, outcome, tookMs }) => [target, outcome, tookMs]),
    look: (next) => tell(next),
  };
}
