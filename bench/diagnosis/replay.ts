import { createPeerReports } from '../../packages/core/src/sources/peerReports/peerReports.ts';
import type { Evidence } from '../../packages/core/src/diagnosis/diagnosis.ts';
import { attachSource } from '../../packages/core/src/store/attachSource.ts';
import {
  createNetworkStore,
  type NetworkStore,
} from '../../packages/core/src/store/createNetworkStore.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { recordedSources } from './recordedSources.ts';
import type { RecordedScreen, Recording } from './recording.ts';
import { stallingClock } from './stallingClock.ts';
import { signalingOpen } from './signalingOpen.ts';

/** One stretch of time in which a screen named one cause; times in milliseconds after the fault. */
export interface Named {
  cause: string;
  from: number;
  to: number;
  neutral?: boolean;
  /** The signs it was named from. */
  why: string;
}

const stepMs = 10;
const carriedInMs = 30;

/** Both screens of one recording through the kit's own sources and store, on one fake clock. */
export async function replay(recording: Recording): Promise<Partial<Record<'A' | 'B', Named[]>>> {
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
    const spans: Named[] = [];
    const own = stallingClock(clock, screen);
    const store = createNetworkStore(
      own,
      recorder(
        spans,
        () => clock.now() - t0,
        () => store,
      ),
      side,
    );
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
    for (const source of [...feed.sources, reports]) attachSource(source, store, own);
    return { side, feed, spans, store };
  });
  while (clock.now() < t2) {
    clock.advance(stepMs);
    for (const { feed } of players) feed.playUntil(clock.now());
    await settle();
  }
  for (const { store, spans } of players) {
    store.destroy();
    for (const span of spans) if (span.to === Number.POSITIVE_INFINITY) span.to = t2 - t0;
  }
  return Object.fromEntries(players.map(({ side, spans }) => [side, spans]));
}

/** Promises of `getStats` and `fetch` resolve between two steps of the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

function recorder(spans: Named[], at: () => number, getStore: () => NetworkStore) {
  const current = new Map<string, Named>();
  const note = (who: string, cause: string, evidence: readonly Evidence[], neutral = false) => {
    const open = current.get(who);
    if (open?.cause === cause) return;
    if (open) open.to = at();
    current.delete(who);
    if (cause === 'none') return;
    const why = evidence.map(({ sign, value = '' }) => `${sign} ${value}`).join(', ');
    const span = { cause, from: at(), to: Number.POSITIVE_INFINITY, neutral, why };
    current.set(who, span);
    spans.push(span);
  };
  return {
    onEvent: () => {},
    onDiagnosis: () => {},
    onPresence: () => {},
    onSettled: () => {
      const { store, troubled } = getStore();
      const { cause, betweenUs, evidence } = store.getState().diagnosis;
      note('call', cause + (betweenUs ? ' between us' : ''), evidence, cause === 'unknownOutage');
      for (const user of troubled()) {
        const { presence, diagnosis } = user;
        const said =
          diagnosis.cause !== 'none' ? diagnosis.cause : presence === 'left' ? 'left' : 'none';
        note(user.userId, said === 'none' ? 'none' : `remote.${said}`, diagnosis.evidence);
      }
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
