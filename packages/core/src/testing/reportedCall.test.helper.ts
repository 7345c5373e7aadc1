import { createNetworkStatus, type NetworkStatusOptions } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import { browser, type BrowserHost } from '../sources/browser/browser.ts';
import { reachability } from '../sources/reachability/reachability.ts';
import { webrtc } from '../sources/webrtc/webrtc.ts';
import type { NetworkStatus } from '../store/networkStatus.ts';
import { createFakeClock, type FakeClock } from './createFakeClock.ts';
import { createFakeSource, type FakeSource } from './createFakeSource.ts';
import { connected, joins } from './facts.ts';

/** What goes over the one connection of the call; a test changes it as it goes. */
export interface Path {
  /** Whose voices come in. */
  heard: readonly string[];
  /** Milliseconds between two packets of one voice. */
  packetEveryMs: number;
  /** Something else comes in so often, whoever speaks: RTCP, or an answered connectivity check. */
  idleMs: number;
  idlePhaseMs: number;
  /** We send, and it arrives. */
  sends: boolean;
  arrives: boolean;
  reportMs: number;
  /** What the other end's reports say of our stream. */
  jitter(turn: number): number | undefined;
  lostIn(turn: number): number;
  /** How far the statistics' own clock is from ours. */
  clockOffMs: number;
  /** Counts up when the pair changes and counts anew. */
  pair: number;
  answersAfterMs: number;
  connectionState: string;
}

/** A page with the kit's own sources, and everything it showed. */
export interface ReportedCall {
  clock: FakeClock;
  network: NetworkStatus;
  sdk: FakeSource;
  path: Path;
  host: { window: EventTarget; document: EventTarget & { visibilityState: string } };
  /** How a probe ends. */
  answers: 'at once' | 'refused' | 'never';
  pass(ms: number): Promise<void>;
  /** Nothing on the page runs meanwhile; the world outside goes on. */
  freeze(ms: number): Promise<void>;
  /** Kinds of prompts as they came since the last look, each with milliseconds since then. */
  shown(): [kind: string, ms: number][];
  kinds(): string[];
}

export interface ReportedOptions {
  remotes?: readonly string[];
  mesh?: boolean;
  onLine?: boolean;
  measured?: boolean;
  probed?: boolean;
  joined?: boolean;
  path?: Partial<Path>;
  answers?: ReportedCall['answers'];
  network?: NetworkStatusOptions;
}

const stepMs = 50;

export async function reportedCall(options: ReportedOptions = {}): Promise<ReportedCall> {
  const { remotes = ['maya'], onLine = true, measured = true, probed = true } = options;
  const clock = createPageClock(createFakeClock(1_700_000_000_000));
  const sdk = createFakeSource({ name: 'sdk' });
  const path: Path = { ...wellPath(remotes), ...options.path };
  const counters = createCounters(path);
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const host = { window: new EventTarget(), document };
  const seen: [string, number][] = [];
  let since = clock.now();
  const connection = {
    get connectionState() {
      return path.connectionState;
    },
    getStats: () => statsOf(path, counters, clock),
  };
  const watched = options.mesh
    ? { id: 'pc', connection, userId: remotes[0] }
    : { id: 'pc', connection, userOf: ({ trackId = '' }) => trackId };
  const network = createNetworkStatus({
    clock,
    prompts: createPromptEngine,
    sources: [
      browser({ ...host, navigator: { onLine } } as BrowserHost),
      ...(measured ? [webrtc([watched])] : []),
      ...(probed ? [reachability({ ...hosts, fetch: (_url, init) => fetchOf(call, init) })] : []),
      sdk,
    ],
    ...options.network,
  });
  let present: ReadonlySet<string> = new Set();
  network.prompts.subscribe(() => {
    const { banner, toasts, badges } = network.prompts.getState();
    const all = [...(banner ? [banner] : []), ...toasts, ...badges.values()];
    const kinds = new Map(all.map(({ id, kind }) => [id, kind]));
    for (const [id, kind] of kinds) if (!present.has(id)) seen.push([kind, clock.now() - since]);
    present = new Set(kinds.keys());
  });
  const call: ReportedCall = {
    clock,
    network,
    sdk,
    path,
    host,
    answers: options.answers ?? 'at once',
    async pass(ms) {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        const step = Math.min(stepMs, end - clock.now());
        counters.move(step, clock.now() + step);
        clock.advance(step);
        await settled();
      }
    },
    async freeze(ms) {
      clock.frozenUntil = clock.now() + ms;
      await call.pass(ms);
    },
    shown() {
      since = clock.now();
      return seen.splice(0);
    },
    kinds: () => call.shown().map(([kind]) => kind),
  };
  if (options.joined ?? true) {
    sdk.emit(connected, ...remotes.flatMap((userId) => joins(userId)));
    await call.pass(20_000);
  }
  return call;
}

const hosts = { server: 'https://calls.example/ping', other: 'https://elsewhere.example/' };

function wellPath(remotes: readonly string[]): Path {
  return {
    heard: remotes,
    packetEveryMs: 20,
    idleMs: 1000,
    idlePhaseMs: 0,
    sends: true,
    arrives: true,
    reportMs: 1000,
    jitter: (turn) => 0.004 + (turn % 7) / 10_000,
    lostIn: () => 0,
    clockOffMs: 0,
    pair: 0,
    answersAfterMs: 0,
    connectionState: 'connected',
  };
}

/** A clock whose timers stand still while the page is frozen, and go off at once afterwards. */
function createPageClock(clock: FakeClock): FakeClock & { frozenUntil: number } {
  const page = {
    ...clock,
    frozenUntil: 0,
    after(delayMs: number, callback: () => void): () => void {
      let cancel = clock.after(delayMs, () => {
        if (clock.now() >= page.frozenUntil) callback();
        else cancel = clock.after(page.frozenUntil - clock.now(), callback);
      });
      return () => cancel();
    },
  };
  return page;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

function fetchOf({ answers }: ReportedCall, init?: RequestInit): Promise<Response> {
  if (answers === 'refused') return Promise.reject(new TypeError('Failed to fetch'));
  if (answers === 'at once') return Promise.resolve({ redirected: false, url: '' } as Response);
  return new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
  });
}

type Counters = ReturnType<typeof createCounters>;

function createCounters(path: Path) {
  const counters = {
    received: new Map<string, number>(),
    sent: 0,
    bytesIn: 0,
    lastPacketAt: 0,
    report: undefined as { at: number; turn: number; jitter: number | undefined } | undefined,
    pair: path.pair,
    restMs: 0,
    move(ms: number, now: number) {
      if (path.pair !== counters.pair) counters.bytesIn = 0;
      counters.pair = path.pair;
      counters.restMs += ms;
      const packets = Math.floor(counters.restMs / path.packetEveryMs);
      counters.restMs -= packets * path.packetEveryMs;
      for (const userId of path.heard)
        counters.received.set(userId, (counters.received.get(userId) ?? 0) + packets);
      if (path.sends) counters.sent += Math.round(ms / 20);
      const speaks = path.heard.length > 0 && packets > 0;
      const turnOf = (at: number) => Math.floor((at + path.idlePhaseMs) / path.idleMs);
      if (speaks || turnOf(now) > turnOf(now - ms)) {
        counters.bytesIn += 100;
        counters.lastPacketAt = now;
      }
      const { report } = counters;
      const isDue = now - (report?.at ?? 0) >= path.reportMs && path.idleMs < 1e9;
      if (!isDue || !path.sends) return;
      const turn = (report?.turn ?? 0) + (path.arrives || !report ? 1 : 0);
      counters.report = { at: now, turn, jitter: path.jitter(turn) };
    },
  };
  return counters;
}

async function statsOf(
  path: Path,
  counters: Counters,
  { now, after }: FakeClock,
): Promise<Map<string, object>> {
  const { report, received, bytesIn, lastPacketAt } = counters;
  const timestamp = now() + path.clockOffMs;
  const entries = [
    { id: 'T', type: 'transport', timestamp, selectedCandidatePairId: `CP${path.pair}` },
    {
      id: `CP${path.pair}`,
      type: 'candidate-pair',
      timestamp,
      state: 'succeeded',
      nominated: true,
      bytesReceived: bytesIn,
      lastPacketReceivedTimestamp: lastPacketAt + path.clockOffMs,
    },
    ...[...received].map(([userId, packets]) => ({
      id: `IN-${userId}-${path.pair}`,
      type: 'inbound-rtp',
      timestamp,
      kind: 'audio',
      trackIdentifier: userId,
      packetsReceived: packets,
      packetsLost: path.lostIn(Math.floor(now() / 500)),
      bytesReceived: packets * 100,
      jitter: 0.004,
    })),
    { id: 'OUT', type: 'outbound-rtp', timestamp, kind: 'audio', packetsSent: counters.sent },
    ...(report
      ? [
          {
            id: 'RI',
            type: 'remote-inbound-rtp',
            timestamp: report.at + path.clockOffMs,
            kind: 'audio',
            localId: 'OUT',
            packetsLost: 0,
            fractionLost: 0,
            jitter: report.jitter,
            roundTripTime: 0.04,
          },
        ]
      : []),
  ];
  const answer = new Map(entries.map((entry) => [entry.id, entry]));
  if (path.answersAfterMs === 0) return answer;
  return new Promise((resolve) => after(path.answersAfterMs, () => resolve(answer)));
}
