import { createNetworkStatus, createPromptEngine } from '../../packages/core/src/index.ts';
import { createPeerReports } from '../../packages/core/src/sources/peerReports/peerReports.ts';
import { createFakeClock } from '../../packages/core/src/testing/createFakeClock.ts';
import { createRecorder, type Replayed } from './record.ts';
import { type MakeSources, recordedSources } from './recordedSources.ts';
import { type Recording, type Side, peopleOf, screensOf } from './recording.ts';
import { signalingOpen } from './signalingOpen.ts';
import { stallingClock } from './stallingClock.ts';
import { nothingMissing, type Without } from './witnesses.ts';

const stepMs = 10;
const carriedInMs = 30;

/** All screens of one recording through the kit's own sources, store and prompts, on one fake clock. */
export async function replay(
  recording: Recording,
  without: Without = nothingMissing,
  makeSources: MakeSources = recordedSources,
): Promise<Partial<Record<Side, Replayed>>> {
  const { t0, t2 } = recording;
  const screens = screensOf(recording);
  const start = Math.min(...screens.map(([, { ev }]) => ev[0]?.t ?? t0)) - stepMs;
  const clock = createFakeClock(start);
  const mail = createMail(recording, clock);
  const players = screens.map(([side, screen]) => {
    const others = peopleOf(recording).filter((other) => other !== side);
    const own = stallingClock(clock, screen);
    const feed = makeSources(screen, recording, others, own, without);
    const reports = createPeerReports({
      userId: side,
      send: (text) => mail.post(side, others, text),
      onMessage: (handler) => mail.receive(side, handler),
    });
    const sources = [...feed.sources, ...(without.has('reports') ? [] : [reports])];
    const network = createNetworkStatus({
      sources,
      prompts: createPromptEngine,
      clock: own,
      userId: side,
    });
    const recorder = createRecorder(network, others, () => Math.round(clock.now() - t0));
    return { side, feed, network, recorder };
  });
  while (clock.now() < t2) {
    clock.advance(stepMs);
    for (const { feed } of players) feed.playUntil(clock.now());
    await settle();
  }
  for (const { network } of players) network.destroy();
  return Object.fromEntries(players.map(({ side, recorder }) => [side, recorder.finish(t2 - t0)]));
}

/** Promises of `getStats` and `fetch` resolve between two steps of the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

interface Mail {
  post(from: Side, to: readonly Side[], text: string): void;
  receive(side: Side, handler: (from: string, text: string) => void): () => void;
}

/** The app's signalling carries what peers say, when it was open in the recording for who sends and who receives. */
function createMail(recording: Recording, clock: ReturnType<typeof createFakeClock>): Mail {
  const boxes = new Map<Side, (from: string, text: string) => void>();
  const open = new Map(
    screensOf(recording).map(([side, { ev }]) => [side, signalingOpen(ev, recording)]),
  );
  // A device that stands still hears of nothing meanwhile.
  const clocks = new Map(
    screensOf(recording).map(([side, screen]) => [side, stallingClock(clock, screen)]),
  );
  return {
    post(from, to, text) {
      const now = clock.now();
      const sentAt = open.get(from)?.(now) ?? now;
      for (const side of to) {
        const heardAt = open.get(side)?.(sentAt + carriedInMs) ?? Number.POSITIVE_INFINITY;
        if (heardAt < recording.t2) {
          const deliver = () => boxes.get(side)?.(from, text);
          (clocks.get(side) ?? clock).after(heardAt - now, deliver);
        }
      }
    },
    receive(side, handler) {
      boxes.set(side, handler);
      return () => boxes.delete(side);
    },
  };
}
