import { signallingSilences } from '../diagnosis/signallingSilence.ts';
import type { RecordedScreen, RecordedStats, Recording } from '../diagnosis/recording.ts';
import type { Path, Way } from './sdkModel.ts';

/** What the ways to the server did on one recorded screen, read at any moment of it. */
export interface Ways {
  silentMs(way: Way, now: number): number;
  /** The other end closed the signalling, and none is open. */
  isClosed(now: number): boolean;
  /** After the heal: the server has answered something, so that a new attempt gets through. */
  isReachableAgain(now: number): boolean;
  state(direction: 'up' | 'down', now: number): string;
  /** Over the last `overMs`; undefined: nothing was sent or came. */
  path(direction: 'up' | 'down', now: number, overMs: number): Path | undefined;
}

export function createWays(screen: RecordedScreen, recording: Recording): Ways {
  const arrivals = arrivalsOf(screen);
  const silences = signallingSilences(screen, recording).map(({ from, to }) => ({
    from: from + recording.t0,
    to: to + recording.t0,
  }));
  const silentMs: Record<Way, (now: number) => number> = {
    media: (now) => now - (arrivals.findLast((at) => at <= now) ?? now),
    signalling: (now) =>
      Math.max(
        0,
        ...silences.filter(({ from, to }) => from <= now && now < to).map(({ from }) => now - from),
      ),
  };
  return {
    silentMs: (way, now) => silentMs[way](now),
    isClosed: (now) => isClosed(screen, now),
    isReachableAgain: (now) =>
      screen.ev.some(
        ({ k, n, ok, sent = 0, t }) =>
          k === 'probe' && n === 'srv' && ok === 1 && sent >= recording.t1 && t <= now,
      ),
    state: (direction, now) => worst(statesOf(screen, direction, now)),
    path: (direction, now, overMs) => pathOf(screen, direction, now, overMs),
  };
}

/** Whenever something came in on any connection. */
function arrivalsOf({ st }: RecordedScreen): number[] {
  const bytes = new Map<number, number>();
  return st
    .flatMap(({ id, t, br = 0, lpr }) => {
      const isNews = br > (bytes.get(id) ?? 0);
      bytes.set(id, br);
      return isNews ? [Math.min(t, lpr ?? t)] : [];
    })
    .sort((one, other) => one - other);
}

function isClosed({ ev }: RecordedScreen, now: number): boolean {
  const last = ev.findLast(({ k, t }) => t <= now && (k === 'wsopen' || k === 'wsclose'));
  return last?.k === 'wsclose' && !last.clean;
}

const states = ['closed', 'failed', 'disconnected', 'new', 'connecting', 'connected'];
const worst = (all: readonly string[]) => states.find((state) => all.includes(state)) ?? 'new';

/** In a mesh one connection carries both ways. */
function statesOf({ ev }: RecordedScreen, direction: 'up' | 'down', now: number): string[] {
  const past = ev.filter(({ t }) => t <= now);
  const closed = past.filter(({ k }) => k === 'pcclose').map(({ id }) => id);
  return past
    .filter(({ k, id }) => k === 'pc' && !closed.includes(id))
    .filter(({ id }) => {
      const role = past.find((one) => one.k === 'pcrole' && one.id === id)?.role;
      return role === undefined || (role === 'pub') === (direction === 'up');
    })
    .map(({ id }) => String(past.findLast((one) => one.k === 'conn' && one.id === id)?.v ?? 'new'));
}

/** Sums over all streams of a direction: what was lost, what was not, and the longest round trip. */
interface Sums {
  lost: number;
  passed: number;
  rttMs: number;
}

function pathOf(
  { st }: RecordedScreen,
  direction: 'up' | 'down',
  now: number,
  overMs: number,
): Path | undefined {
  const ids = [...new Set(st.map(({ id }) => id))];
  const at = (id: number, time: number) => st.findLast((one) => one.id === id && one.t <= time);
  const changes = ids.flatMap((id): Sums[] => {
    const [before, after] = [at(id, now - overMs), at(id, now)];
    if (!before || !after || before === after) return [];
    const [from, to] = [sumsOf(before, direction), sumsOf(after, direction)];
    return [
      { lost: Math.max(0, to.lost - from.lost), passed: to.passed - from.passed, rttMs: to.rttMs },
    ];
  });
  const passed = changes.reduce((sum, change) => sum + change.passed, 0);
  const lost = changes.reduce((sum, change) => sum + change.lost, 0);
  const rttMs = Math.max(0, ...changes.map((change) => change.rttMs));
  // What is sent counts the lost ones as well.
  const all = direction === 'up' ? passed : passed + lost;
  return all > 0 ? { loss: Math.min(1, lost / all), rttMs } : undefined;
}

interface Stream {
  p?: number;
  l?: number;
  rtt?: number;
}

function sumsOf(sample: RecordedStats, direction: 'up' | 'down'): Sums {
  const streams = (prefix: string) =>
    Object.entries(sample)
      .filter(([key, value]) => key.startsWith(prefix) && typeof value === 'object')
      .map(([, value]) => value as Stream);
  const sum = (of: readonly Stream[], name: 'p' | 'l') =>
    of.reduce((total, stream) => total + (stream[name] ?? 0), 0);
  const reported = direction === 'up' ? [...streams('ra'), ...streams('rv')] : [];
  const carried =
    direction === 'up'
      ? [...streams('oa'), ...streams('ov')]
      : [...streams('ia'), ...streams('iv')];
  const roundTrips = [...reported.map(({ rtt = 0 }) => rtt), sample.rtt ?? 0];
  return {
    lost: sum(direction === 'up' ? reported : carried, 'l'),
    passed: sum(carried, 'p'),
    rttMs: Math.max(...roundTrips) * 1000,
  };
}
