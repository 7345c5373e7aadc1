import { beforeEach, expect, it } from 'vitest';
import { allWitnesses } from '../witnesses/allWitnesses.ts';
import type { MediaSampled, SourceEvent } from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';
import { createFakeClock, type FakeClock } from '../testing/createFakeClock.ts';
import { createNetworkStore, type NetworkStore } from './createNetworkStore.ts';

// Two people whose media goes from end to end, through a server that counts what it gets from each of them.
let clock: FakeClock;
let store: NetworkStore;
let causes: string[];

const tell = (...facts: SourceEvent[]) =>
  store.dispatch(facts.map((fact) => ({ ...fact, at: clock.now(), source: 'test' })));

type Change = { up?: Partial<MediaSampled['uplink']>; down?: Partial<MediaSampled['downlink']> };

const healthyUp = {
  packets: 20,
  kbps: 500,
  loss: 0,
  unheardMs: 0,
  rttMs: 40,
  jitterMs: 4,
  audio: true,
  video: false,
};

/** A look every quarter of a second; Maya's other end reports with every one. */
function poll(ms: number, { up, down }: Change = {}): void {
  for (const end = clock.now() + ms; clock.now() < end; ) {
    clock.advance(250);
    const { packets = 20, lost = 0 } = down ?? {};
    tell({
      type: 'mediaSampled',
      connectionId: 'pc0',
      userId: 'maya',
      intervalMs: 250,
      state: 'connected',
      uplink: { ...healthyUp, ...up },
      downlink: { packets, lost, kbps: 500, bytes: 15_000, jitterMs: 4, ...down },
      streams: [{ streamId: 'a', userId: 'maya', media: 'audio', packets, lost }],
    });
  }
}

const server = (...scores: Quality[]) => {
  for (const uplink of scores)
    tell({ type: 'qualitySampled', userId: 'maya', uplink, basis: 'sdk' });
};
const maya = (uplink: Quality, downlink: Quality) => {
  server('excellent');
  tell({ type: 'peerReported', userId: 'maya', uplink, downlink, hearsUs: 'badly' });
};
const ours = (lost: number) =>
  tell({ type: 'streamHealthChanged', media: 'audio', health: 'flowing', lost });

beforeEach(() => {
  clock = createFakeClock(1_000_000);
  causes = [];
  store = createNetworkStore(clock, {
    onEvent: () => {},
    onDiagnosis: ({ cause }) => causes.push(cause),
    onPresence: () => {},
    onSettled: () => {},
  });
  store.addWitnesses(allWitnesses);
  tell(
    { type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false },
    { type: 'userJoined', userId: 'maya' },
    { type: 'streamPublished', userId: 'maya', media: ['audio'] },
  );
  server('excellent');
  poll(20_000);
});

const lossy: Change = { down: { packets: 16, lost: 4 } };
const slow: Change = { up: { rttMs: 600 } };

it.each<[what: string, said: () => void, change: Change, causes: string[]]>([
  ['loss that the server has seen coming', () => server('bad'), lossy, []],
  ['loss behind the server', () => server('excellent'), lossy, ['weakDownlink']],
  ['bursts: the newest score is fair', () => server('bad', 'good', 'good'), lossy, []],
  ['bursts that are over', () => server('bad', 'good', 'good', 'good'), lossy, ['weakDownlink']],
  ['a slow way, and the server hears them badly', () => server('bad'), slow, []],
  ['a slow way to somebody who hears badly', () => maya('good', 'bad'), slow, []],
  ['a slow way to somebody who is heard badly', () => maya('bad', 'good'), slow, []],
  ['a slow way that they see as well', () => maya('bad', 'bad'), slow, ['weakBoth']],
  ['a slow way, and nobody says anything', () => server('excellent'), slow, ['weakBoth']],
])('%s', (_what, said, change, expected) => {
  said();
  poll(3_000, change);
  expect(causes).toEqual(expected);
});

it('a slow way to who was in trouble a moment ago is still theirs', () => {
  for (const score of ['bad', 'bad', 'bad', 'bad', 'bad'] as const) server(score);
  poll(1_000);
  for (const score of ['good', 'good', 'good', 'good', 'good'] as const) server(score);
  poll(4_000, slow);
  expect(causes).toEqual([]);
  server('good');
  poll(4_000, slow);
  expect(causes).toEqual(['weakBoth']);
});

it('what is slow and loses nothing lies between two, until a loss shows whose side it is', () => {
  server('excellent');
  poll(3_000, slow);
  expect(store.store.getState().diagnosis).toMatchObject({ cause: 'weakBoth', betweenUs: true });
  server('excellent');
  poll(2_500, { ...slow, ...lossy });
  expect(store.store.getState().diagnosis.cause).toBe('weakDownlink');
  expect(store.store.getState().diagnosis.betweenUs).toBeUndefined();
  server('excellent');
  poll(4_500, slow);
  expect(store.store.getState().diagnosis.cause).toBe('weakDownlink');
  expect(store.store.getState().diagnosis.betweenUs).toBeUndefined();
});

it('loss on the way in is ours only once the relay has had time to say that it is theirs', () => {
  server('excellent');
  poll(2_000, lossy);
  expect(causes).toEqual([]);
  poll(1_000, lossy);
  expect(causes).toEqual(['weakDownlink']);
});

it.each<[what: string, losses: number[], causes: string[]]>([
  ['the server gets all of it', [0, 0, 0], []],
  ['the server misses some of it', [0.2, 0.2, 0.2], ['weakUplink']],
  ['the server misses some of it in bursts', [0.2, 0, 0.01], ['weakUplink']],
])('they miss some of what we send: %s', (_what, losses, expected) => {
  for (const lost of losses) {
    ours(lost);
    poll(500, { up: { loss: 0.2 } });
  }
  poll(250, { up: { loss: 0.2 } });
  expect(causes).toEqual(expected);
});

it('what went missing in a gap is not weakness once we are heard again', () => {
  ours(0);
  tell({ type: 'streamHealthChanged', media: 'audio', health: 'stalled' });
  poll(1_000);
  ours(0.9);
  poll(9_750, { up: { loss: 0.5 } });
  expect(causes).toEqual(['notHeard', 'none']);
  ours(0.9);
  poll(500, { up: { loss: 0.5 } });
  expect(causes).toEqual(['notHeard', 'none', 'weakUplink']);
});

it('who no longer hears us falls silent in the end, and that is still the same trouble', () => {
  tell({ type: 'streamHealthChanged', media: 'audio', health: 'stalled' });
  poll(4_000);
  for (let looks = 0; looks < 20; looks += 1) {
    poll(250, { down: { packets: 0, kbps: 0, bytes: 0 } });
    const sentAt = clock.now() - 20;
    for (const target of ['server', 'other'] as const)
      tell({ type: 'probeFinished', target, outcome: 'reachable', sentAt, tookMs: 20 });
  }
  expect(causes).toEqual(['notHeard']);
});
