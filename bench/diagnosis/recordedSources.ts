import { browser } from '../../packages/core/src/sources/browser/browser.ts';
import { reachability } from '../../packages/core/src/sources/reachability/reachability.ts';
import type { NetworkSource } from '../../packages/core/src/sources/source.ts';
import { type WatchedConnection, webrtc } from '../../packages/core/src/sources/webrtc/webrtc.ts';
import type { Clock } from '../../packages/core/src/clock/clock.ts';
import { recordedCall } from './recordedCall.ts';
import type { RecordedEvent, RecordedScreen } from './recording.ts';
import { toStatsReport } from './toStatsReport.ts';

const hosts = { srv: 'https://server.example/', oth: 'https://other.example/' } as const;

/** The kit's own sources, fed from one recorded screen instead of a live browser. */
export interface RecordedSources {
  sources: NetworkSource[];
  /** Plays what the screen saw up to now. */
  playUntil(now: number): void;
}

export function recordedSources(
  screen: RecordedScreen,
  mode: 'janus' | 'p2p',
  remoteId: string,
  clock: Clock,
): RecordedSources {
  const window = new EventTarget();
  const navigator = { onLine: true };
  const call = recordedCall(mode, remoteId, (event) => {
    navigator.onLine = event === 'online';
    window.dispatchEvent(new Event(event));
  });
  const queue = [...screen.ev];
  return {
    sources: [
      browser({ window, navigator }),
      webrtc(() => openConnections(screen, mode, remoteId, clock.now())),
      reachability({ server: hosts.srv, other: hosts.oth, fetch: recordedFetch(screen.ev, clock) }),
      call.source,
    ],
    playUntil(now) {
      while (queue[0] && queue[0].t <= now) call.play(queue.shift() as RecordedEvent);
    },
  };
}

/** The peer connections alive now, each answering with its newest recorded statistics. */
function openConnections(
  { ev, st }: RecordedScreen,
  mode: 'janus' | 'p2p',
  remoteId: string,
  now: number,
): WatchedConnection[] {
  const past = ev.filter(({ t }) => t <= now);
  const closed = new Set(past.filter(({ k }) => k === 'pcclose').map(({ id }) => id));
  const open = past
    .filter(({ k, id }) => k === 'pc' && !closed.has(id))
    .map(({ id }) => id as number);
  return open.flatMap((id): WatchedConnection[] => {
    const sample = st.findLast((one) => one.id === id && one.t <= now);
    const state = past.findLast((one) => one.k === 'conn' && one.id === id)?.v as
      | string
      | undefined;
    if (!sample) return [];
    const connection = {
      connectionState: state ?? 'new',
      getStats: async () => toStatsReport(sample),
    };
    return mode === 'p2p'
      ? [{ id: `pc${id}`, connection, userId: remoteId }]
      : [{ id: `pc${id}`, connection, userOf: () => remoteId }];
  });
}

/** Answers a probe as the recorder's probe of that moment was answered. */
function recordedFetch(events: readonly RecordedEvent[], clock: Clock): typeof fetch {
  const probes = events.filter(({ k }) => k === 'probe');
  return ((url: string, { signal }: RequestInit) => {
    const target = url === hosts.srv ? 'srv' : 'oth';
    const now = clock.now();
    const own = probes.filter(({ n }) => n === target);
    const probe = own.find(({ sent = 0 }) => sent >= now) ?? own.at(-1);
    return new Promise((resolve, reject) => {
      const answer = () => (probe?.ok ? resolve(new Response()) : reject(new TypeError('failed')));
      // The recorder gave up after 1.5 s; how much later an answer would have come is not known.
      const never = probe?.err === 'AbortError';
      if (probe && !never) clock.after(probe.ms ?? 0, answer);
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  }) as typeof fetch;
}
