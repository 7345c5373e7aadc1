import type { Clock } from '../../packages/core/src/clock/clock.ts';
import { browser } from '../../packages/core/src/sources/browser/browser.ts';
import { reachability } from '../../packages/core/src/sources/reachability/reachability.ts';
import type { NetworkSource } from '../../packages/core/src/sources/source.ts';
import { type WatchedConnection, webrtc } from '../../packages/core/src/sources/webrtc/webrtc.ts';
import { recordedCall } from './recordedCall.ts';
import { hosts, recordedFetch } from './recordedFetch.ts';
import type { RecordedScreen, Recording, Side } from './recording.ts';
import { streamOwners } from './streamOwners.ts';
import { toStatsReport } from './toStatsReport.ts';
import { eventsLeft, type Without } from './witnesses.ts';

/** The kit's own sources, fed from one recorded screen instead of a live browser. */
export interface RecordedSources {
  sources: NetworkSource[];
  /** Plays what the screen saw up to now. */
  playUntil(now: number): void;
}

/** What makes the sources of one screen. */
export type MakeSources = (
  screen: RecordedScreen,
  recording: Recording,
  others: readonly Side[],
  clock: Clock,
  without: Without,
) => RecordedSources;

export const recordedSources: MakeSources = (screen, recording, others, clock, without) => {
  const beside = sourcesBeside(screen, recording, others, clock, without);
  const call = recordedCall(recording.mode, others[0] ?? 'B', beside.onDevice);
  const queue = eventsLeft(screen.ev, without);
  return {
    sources: [...beside.sources, call.source],
    playUntil(now) {
      for (let next = queue[0]; next && next.t <= now; [next] = queue) {
        queue.shift();
        call.play(next);
      }
    },
  };
};

/** Device, statistics and probes: what asks neither the app nor its SDK. */
export function sourcesBeside(
  ...[screen, recording, others, clock, without]: Parameters<MakeSources>
): {
  sources: NetworkSource[];
  onDevice(event: 'online' | 'offline'): void;
} {
  const window = new EventTarget();
  const navigator = { onLine: true };
  const fetch = recordedFetch(screen.ev, recording, clock);
  const connections = () => openConnections(screen, recording.mode, others, clock.now());
  return {
    sources: [
      ...(without.has('browser') ? [] : [browser({ window, navigator })]),
      ...(without.has('media') ? [] : [webrtc(connections)]),
      ...(without.has('probes')
        ? []
        : [reachability({ server: hosts.srv, other: hosts.oth, fetch })]),
    ],
    onDevice(event) {
      navigator.onLine = event === 'online';
      window.dispatchEvent(new Event(event));
    },
  };
}

/** The peer connections alive now, each answering with its newest recorded statistics. */
function openConnections(
  screen: RecordedScreen,
  mode: Recording['mode'],
  others: readonly Side[],
  now: number,
): WatchedConnection[] {
  const past = screen.ev.filter(({ t }) => t <= now);
  const closed = new Set(past.filter(({ k }) => k === 'pcclose').map(({ id }) => id));
  const open = past
    .filter(({ k, id }) => k === 'pc' && !closed.has(id))
    .map(({ id }) => id as number);
  return open.flatMap((id): WatchedConnection[] => {
    const sample = screen.st.findLast((one) => one.id === id && one.t <= now);
    const state = past.findLast((one) => one.k === 'conn' && one.id === id)?.v as
      | string
      | undefined;
    if (!sample) return [];
    const connection = {
      connectionState: state ?? 'new',
      getStats: async () => toStatsReport(sample),
    };
    return [{ id: `pc${id}`, connection, ...ownersOf(screen, mode, others, id) }];
  });
}

/** In a call of two everything inbound is the other's; of three the page noted whose each stream is. */
function ownersOf(
  screen: RecordedScreen,
  mode: Recording['mode'],
  others: readonly Side[],
  id: number,
): Pick<WatchedConnection, 'userId' | 'userOf'> {
  const [only] = others;
  if (others.length === 1 && only)
    return mode === 'p2p' ? { userId: only } : { userOf: () => only };
  const owners = streamOwners(screen);
  const keyOf = (kind: string, mid = '') => `${id} i${kind[0]}${mid}`;
  return { userOf: ({ kind, mid }) => owners.get(keyOf(kind, mid)) };
}
