import { createNetworkStatus, type NetworkStatus } from '../../packages/core/src/index.ts';
import type { Evidence } from '../../packages/core/src/diagnosis/diagnosis.ts';
import { createPeerReports } from '../../packages/core/src/sources/peerReports/peerReports.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import type { RecordedScreen, Recording } from './recording.ts';
import { recordedSources } from './recordedSources.ts';
import { signalingOpen } from './signalingOpen.ts';
import { stallingClock } from './stallingClock.ts';

/** One stretch of time in which a screen named one cause, or showed one prompt; times in milliseconds after the fault. */
export interface Named {
  cause: string;
  from: number;
  to: number;
  /** The signs it was named from. */
  why: string;
}

/** What one screen concluded, and what it told the person. */
export interface Replayed {
  causes: Named[];
  prompts: Named[];
}

const stepMs = 10;
const carriedInMs = 30;

/** Both screens of one recording through the kit's own sources, store and prompts, on one fake clock. */
export async function replay(recording: Recording): Promise<Partial<Record<'A' | 'B', Replayed>>> {
  const { mode, t0, t2, A, B } = recording;
  const screens = Object.entries({ A, B }).filter(
    (entry): entry is ['A' | 'B', RecordedScreen] => !!entry[1],
  );
  const start = Math.min(...screens.map(([, { ev }]) => ev[0]?.t ?? t0)) - stepMs;
  const clock = createFakeClock(start);
  const mail = createMail(clock);
  const open = Object.fromEntries(
    screens.map(([side, screen]) => [side, signalingOpen(screen.ev, recording)]),
  );
  const players = screens.map(([side, screen]) => {
    const remote = side === 'A' ? 'B' : 'A';
    const own = stallingClock(clock, screen);
    const feed = recordedSources(screen, mode, remote, own);
    const reports = createPeerReports({
      userId: side,
      send: (text) => {
        const now = clock.now();
        const sentAt = open[side]?.(now) ?? now;
        const heardAt = open[remote]?.(sentAt + carriedInMs) ?? Number.POSITIVE_INFINITY;
        if (heardAt < t2) mail.post(remote, side, text, heardAt - now);
      },
      onMessage: (handler) => mail.receive(side, handler),
    });
    const sources = [...feed.sources, reports];
    const network = createNetworkStatus({ sources, clock: own, userId: side });
    const record = createRecord(network, remote, () => clock.now() - t0);
    return { side, feed, network, record };
  });
  while (clock.now() < t2) {
    clock.advance(stepMs);
    for (const { feed } of players) feed.playUntil(clock.now());
    await settle();
  }
  for (const { network } of players) network.destroy();
  return Object.fromEntries(players.map(({ side, record }) => [side, record.finish(t2 - t0)]));
}

/** Promises of `getStats` and `fetch` resolve between two steps of the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

/** Writes down what the public stores of one screen say, from change to change. */
function createRecord(
  { store, users, prompts }: NetworkStatus,
  remote: string,
  at: () => number,
): { finish(end: number): Replayed } {
  const causes = createSpans(at);
  const shown = createSpans(at);
  store.subscribe(({ diagnosis: { cause, betweenUs, evidence } }) => {
    causes.set('call', cause + (betweenUs ? ' between us' : ''), evidence);
  });
  users.subscribe(remote, () => {
    const user = users.get(remote);
    const { cause = 'none', evidence = [] } = user?.diagnosis ?? {};
    const gone = cause === 'none' && user?.presence === 'left' ? 'left' : cause;
    causes.set(remote, gone === 'none' ? 'none' : `remote.${gone}`, evidence);
  });
  prompts.subscribe(({ banner, toasts, badges }) => {
    const all = [...(banner ? [banner] : []), ...toasts, ...badges.values()];
    shown.keep(all.map(({ id }) => id));
    for (const { id, kind, evidence } of all) shown.set(id, kind, evidence);
  });
  return { finish: (end) => ({ causes: causes.close(end), prompts: shown.close(end) }) };
}

interface Spans {
  set(who: string, cause: string, evidence: readonly Evidence[]): void;
  /** Ends whatever is not among these. */
  keep(who: readonly string[]): void;
  close(end: number): Named[];
}

function createSpans(at: () => number): Spans {
  const spans: Named[] = [];
  const open = new Map<string, Named>();
  const end = (who: string) => {
    const span = open.get(who);
    if (span) span.to = at();
    open.delete(who);
  };
  return {
    set(who, cause, evidence) {
      if (open.get(who)?.cause === cause) return;
      end(who);
      if (cause === 'none') return;
      const why = evidence.map(({ sign, value = '' }) => `${sign} ${value}`).join(', ');
      const span = { cause, from: at(), to: Number.POSITIVE_INFINITY, why };
      open.set(who, span);
      spans.push(span);
    },
    keep(who) {
      for (const one of open.keys()) if (!who.includes(one)) end(one);
    },
    close(endAt) {
      for (const span of open.values()) span.to = endAt;
      return spans;
    },
  };
}

function createMail(clock: ReturnType<typeof createFakeClock>) {
  const boxes = new Map<string, (from: string, text: string) => void>();
  return {
    post: (to: string, from: string, text: string, delayMs: number) => {
      clock.after(delayMs, () => boxes.get(to)?.(from, text));
    },
    receive: (side: string, handler: (from: string, text: string) => void) => {
      boxes.set(side, handler);
      return () => boxes.delete(side);
    },
  };
}
