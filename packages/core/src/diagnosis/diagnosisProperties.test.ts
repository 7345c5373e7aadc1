import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allWitnesses } from '../witnesses/allWitnesses.ts';
import type { NetworkEvent, SourceEvent } from '../events/networkEvent.ts';
import { qualityLevels } from '../events/quality.ts';
import { createNetworkStore, type NetworkStore } from '../store/createNetworkStore.ts';
import { createFakeClock, type FakeClock } from '../testing/createFakeClock.ts';

const causes = new Set([
  'none',
  'deviceOffline',
  'noInternet',
  'serverUnreachable',
  'signalingLost',
  'mediaBlocked',
  'notHeard',
  'weakUplink',
  'weakDownlink',
  'weakBoth',
  'deviceBusy',
  'endedByServer',
  'resumed',
  'unknownOutage',
]);
const remoteCauses = new Set(['none', 'interrupted', 'weak', 'dropped']);
const presences = new Set([
  'present',
  'unstable',
  'interrupted',
  'dropped',
  'left',
  'kicked',
  'returned',
]);
const levels = new Set<unknown>([undefined, 'unknown', ...qualityLevels]);

const one = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const quality = fc.option(one('unknown' as const, ...qualityLevels), { nil: undefined });
const userId = one('maya', 'jon', 'me', '__proto__', 'constructor');
const remote = one('maya', 'jon');
const connectionId = one('pc0', 'pc1', '__proto__');
const count = fc.nat(60);
const ms = one(0, 100, 400, 900, 1500, 12_000, 40_000);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

/** Any fact of these types, with any of its fields. */
const facts: Readonly<Record<string, fc.Arbitrary<object>>> = {
  connectionChanged: fc.record({
    phase: one(
      ...([
        'idle',
        'connecting',
        'connected',
        'connected',
        'reconnecting',
        'lost',
        'failed',
        'leaving',
        'left',
      ] as const),
    ),
    cause: one('none', 'network', 'kicked'),
    willRetry: fc.boolean(),
    lagMs: maybe(ms),
    givesUpInMs: maybe(ms),
  }),
  snapshotTaken: fc.record({
    phase: one('idle', 'connected', 'reconnecting'),
    users: fc.array(userId, { maxLength: 3 }),
  }),
  qualitySampled: fc.record({
    userId: maybe(userId),
    uplink: quality,
    downlink: quality,
    overall: quality,
    basis: one('sdk', 'derived'),
  }),
  deviceNetworkChanged: fc.record({
    online: maybe(fc.boolean()),
    networkType: maybe(one('wifi', 'none')),
  }),
  visibilityChanged: fc.record({ visible: fc.boolean() }),
  deviceResumed: fc.record({ gapMs: ms }),
  probeFinished: fc.record({
    target: one('server', 'other'),
    outcome: one('reachable', 'refused', 'timedOut'),
    sentAt: fc.integer({ min: 999_000, max: 1_020_000 }),
    tookMs: ms,
  }),
  signalingChanged: fc.record({
    channel: maybe(one('app', 'sfu', '__proto__', 'toString')),
    health: one('alive', 'late', 'closed'),
    lateMs: maybe(ms),
  }),
  userJoined: fc.record({ userId, existing: maybe(fc.boolean()) }),
  userLeft: fc.record({
    userId,
    reason: one('quit', 'dropped', 'kicked', 'localReconnect', 'unknown'),
  }),
  userConnectionChanged: fc.record({
    userId,
    phase: one('connected', 'reconnecting', 'lost'),
    lagMs: maybe(ms),
  }),
  streamPublished: fc.record({ userId, media: fc.subarray(['audio', 'video', 'data']) }),
  streamUnpublished: fc.record({
    userId,
    media: fc.subarray(['audio', 'video', 'data']),
    reason: one('muted', 'unpublish', 'peerDisconnected', 'other'),
  }),
  streamHealthChanged: fc.record({
    userId: maybe(userId),
    media: one('audio', 'video'),
    health: one('flowing', 'stalled', 'paused', 'recovering'),
    lost: maybe(one(0, 0.2, 17)),
  }),
  localMediaChanged: fc.record({ audio: maybe(fc.boolean()), video: maybe(fc.boolean()) }),
  fallbackChanged: fc.record({
    userId: maybe(userId),
    direction: one('fallback', 'recover'),
    cause: one('unknown'),
  }),
  exceptionRaised: fc.record({ code: count, text: fc.string(), recovered: fc.boolean() }),
  tokenChanged: fc.record({
    scope: one('session'),
    state: one('expiring', 'expired'),
    secondsLeft: maybe(count),
  }),
  callEnded: fc.record({ cause: one('kicked', 'roomClosed'), code: count }),
  warningRaised: fc.record({ code: count }),
  autoplayBlocked: fc.record({ media: one('audio') }),
  statsSampled: fc.record({ userId: maybe(userId), rttMs: maybe(count) }),
  mediaClosed: fc.record({ connectionId }),
  peerReported: fc.record({
    userId,
    uplink: quality,
    downlink: quality,
    hearsUs: maybe(one('well', 'badly', 'notAtAll')),
    leaving: maybe(fc.boolean()),
    suspended: maybe(fc.boolean()),
  }),
  mediaSampled: fc.record({
    connectionId,
    userId: maybe(remote),
    intervalMs: one(1, 250, 500, 4000),
    lateMs: maybe(ms),
    state: one('connected', 'disconnected', 'failed'),
    uplink: fc.record({
      packets: count,
      kbps: count,
      loss: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
      lossCovers: maybe(one(1, 2)),
      unheardMs: maybe(ms),
      rttMs: maybe(ms),
      jitterMs: maybe(count),
      availableKbps: maybe(count),
      targetKbps: maybe(count),
      framesPerSecond: maybe(count),
      limitedBy: maybe(one('none', 'cpu', 'bandwidth')),
      audio: fc.boolean(),
      video: fc.boolean(),
    }),
    downlink: fc.record({
      packets: count,
      lost: fc.integer({ min: -5, max: 40 }),
      kbps: count,
      bytes: count,
      jitterMs: maybe(count),
    }),
    streams: fc.array(
      fc.record({
        streamId: one('a', 'b'),
        userId: maybe(userId),
        media: one('audio', 'video'),
        packets: count,
        lost: fc.integer({ min: -5, max: 40 }),
      }),
      { maxLength: 3 },
    ),
  }),
};

const anyFact = fc
  .constantFrom(...Object.keys(facts))
  .chain((type) =>
    (facts[type] ?? fc.constant({})).map((fields) => ({ type, ...fields }) as SourceEvent),
  );

function storeOf() {
  const clock = createFakeClock(1_000_000);
  const named: string[] = [];
  const problems: string[] = [];
  const store = createNetworkStore(
    clock,
    {
      onEvent: (event) => {
        // The store records what threw inside it as a warning of its own.
        if (event.source === 'netcue') problems.push(JSON.stringify(event));
      },
      onDiagnosis: ({ cause }) => named.push(cause),
      onPresence: () => {},
      onSettled: () => {},
    },
    'me',
  );
  store.addWitnesses(allWitnesses);
  return { clock, store, named, problems };
}

function stamped(clock: FakeClock, fact: SourceEvent, source = 'sdk'): NetworkEvent {
  return { ...fact, at: clock.now(), source };
}

/** What is outside the vocabulary, or no number where one should be. */
function oddities({ store, users, troubled }: NetworkStore): string[] {
  const { diagnosis } = store.getState();
  const odd: string[] = [];
  const expectNumbers = (what: string, ...values: readonly number[]) => {
    if (!values.every(Number.isFinite)) odd.push(`${what}: ${values.join()}`);
  };
  if (!causes.has(diagnosis.cause)) odd.push(`cause ${diagnosis.cause}`);
  if (!levels.has(diagnosis.level)) odd.push(`level ${diagnosis.level}`);
  if (diagnosis.cause.startsWith('weak') && !diagnosis.level) odd.push('weak without a level');
  if (diagnosis.confidence <= 0 || diagnosis.confidence > 1) odd.push(`${diagnosis.confidence}`);
  if (diagnosis.cause !== 'none' && !diagnosis.evidence.length)
    odd.push(`${diagnosis.cause} without evidence`);
  expectNumbers(
    'diagnosis',
    diagnosis.began,
    diagnosis.since,
    ...diagnosis.evidence.map(({ at }) => at),
  );
  for (const user of [...troubled(), ...users.ids().flatMap((id) => users.get(id) ?? [])]) {
    if (user.userId === 'me') odd.push('our own ghost');
    if (!presences.has(user.presence)) odd.push(`presence ${user.presence}`);
    if (!remoteCauses.has(user.diagnosis.cause)) odd.push(`remote ${user.diagnosis.cause}`);
    expectNumbers(user.userId, user.since, user.diagnosis.began, user.diagnosis.since);
  }
  return odd;
}

describe('any sequence of facts', () => {
  const steps = fc.array(fc.tuple(anyFact, one(0, 0, 50, 250, 1000, 5000)), { maxLength: 60 });

  it('never throws, and never says anything outside the vocabulary', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const { clock, store, problems } = storeOf();
        for (const [fact, waitMs] of sequence) {
          store.dispatch([stamped(clock, fact)]);
          expect(oddities(store)).toEqual([]);
          clock.advance(waitMs);
        }
        expect(problems).toEqual([]);
        expect(oddities(store)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('is forgotten by the next call', () => {
    const left = {
      type: 'connectionChanged',
      phase: 'left',
      cause: 'localLeave',
      willRetry: false,
    } as const;
    fc.assert(
      fc.property(steps, (sequence) => {
        const { clock, store } = storeOf();
        for (const [fact, waitMs] of sequence) {
          store.dispatch([stamped(clock, fact)]);
          clock.advance(waitMs);
        }
        store.dispatch([stamped(clock, { ...left, phase: 'connected' }), stamped(clock, left)]);
        const { media, signaling, heard } = store.store.getState();
        expect([media, signaling, heard.state]).toEqual([{}, {}, 'unknown']);
        expect(store.users.ids()).toEqual([]);
        clock.advance(4000);
        expect(clock.pendingTimers()).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const play = () => {
          const { clock, store, named } = storeOf();
          for (const [fact, waitMs] of sequence) {
            store.dispatch([stamped(clock, fact)]);
            clock.advance(waitMs);
          }
          return [named, store.store.getState().diagnosis];
        };
        expect(play()).toEqual(play());
      }),
      { numRuns: 100 },
    );
  });
});

describe('facts of one moment from different sources', () => {
  const connected = {
    type: 'connectionChanged',
    phase: 'connected',
    cause: 'joined',
    willRetry: false,
  } as const;
  const sample = (id: string, packets: number): SourceEvent => ({
    type: 'mediaSampled',
    connectionId: id,
    intervalMs: 250,
    state: 'connected',
    uplink: { packets: 12, kbps: 50, audio: true, video: false },
    downlink: { packets, lost: 0, kbps: packets, bytes: packets * 100 },
    streams: [{ streamId: 'a', userId: 'maya', media: 'audio', packets, lost: 0 }],
  });

  /** One fact at most of each source: what one source says stays in its own order. */
  const moment = fc.record({
    browser: maybe(
      one<SourceEvent>(
        { type: 'deviceNetworkChanged', online: false },
        { type: 'visibilityChanged', visible: false },
      ),
    ),
    webrtc: maybe(one(sample('pc0', 0), sample('pc0', 12))),
    server: maybe(
      one<SourceEvent>(
        {
          type: 'probeFinished',
          target: 'server',
          outcome: 'timedOut',
          sentAt: 1_008_500,
          tookMs: 1500,
        },
        {
          type: 'probeFinished',
          target: 'server',
          outcome: 'reachable',
          sentAt: 1_009_900,
          tookMs: 100,
        },
        {
          type: 'probeFinished',
          target: 'server',
          outcome: 'refused',
          sentAt: 1_009_990,
          tookMs: 10,
        },
      ),
    ),
    other: maybe(
      one<SourceEvent>(
        {
          type: 'probeFinished',
          target: 'other',
          outcome: 'reachable',
          sentAt: 1_009_900,
          tookMs: 100,
        },
        {
          type: 'probeFinished',
          target: 'other',
          outcome: 'refused',
          sentAt: 1_009_990,
          tookMs: 10,
        },
      ),
    ),
    signaling: maybe(one<SourceEvent>({ type: 'signalingChanged', health: 'late', lateMs: 1500 })),
    sdk: maybe(
      one<SourceEvent>({ ...connected, phase: 'reconnecting', cause: 'network', willRetry: true }),
    ),
    heard: maybe(
      one<SourceEvent>({ type: 'streamHealthChanged', media: 'audio', health: 'stalled' }),
    ),
    peer: maybe(
      one<SourceEvent>(
        { type: 'peerReported', userId: 'maya', uplink: 'bad' },
        { type: 'peerReported', userId: 'maya', hearsUs: 'notAtAll' },
      ),
    ),
  });

  it('lead to the same diagnosis in any order', () => {
    fc.assert(
      fc.property(
        moment.chain((told) => {
          const all = Object.values(told).filter((fact) => fact !== undefined);
          return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
        }),
        ([inOrder, shuffled]) => {
          const causeAfter = (order: readonly SourceEvent[]) => {
            const { clock, store } = storeOf();
            const tell = (fact: SourceEvent) => store.dispatch([stamped(clock, fact)]);
            tell(connected);
            tell({ type: 'userJoined', userId: 'maya' });
            tell({ type: 'streamPublished', userId: 'maya', media: ['audio'] });
            for (let poll = 0; poll < 40; poll += 1) {
              clock.advance(250);
              tell(sample('pc0', 12));
            }
            for (const fact of order) tell(fact);
            clock.advance(1000);
            return store.store.getState().diagnosis.cause;
          };
          expect(causeAfter(shuffled)).toBe(causeAfter(inOrder));
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);
});
