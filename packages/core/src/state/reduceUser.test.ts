import { describe, expect, it } from 'vitest';
import type { Quality } from '../events/quality.ts';
import type { LeaveReason, SourceEvent, UnpublishReason } from '../events/networkEvent.ts';
import { eventAt, type Told } from './eventAt.test.helper.ts';
import { initialQuality } from './initialCall.ts';
import type { UserFacts } from './networkState.ts';
import { peerReducers } from './peerReducers.ts';
import { isTimeout, reduceUser, releaseHeldLeave, userReducers } from './reduceUser.ts';
import { reduceFlow } from './reduceFlow.ts';

const joined: SourceEvent = { type: 'userJoined', userId: 'maya' };
const left = (reason: LeaveReason): SourceEvent => ({ type: 'userLeft', userId: 'maya', reason });
const published: SourceEvent = {
  type: 'streamPublished',
  userId: 'maya',
  media: ['audio', 'video'],
};
const unpublished = (reason: UnpublishReason): SourceEvent => ({
  type: 'streamUnpublished',
  userId: 'maya',
  media: ['audio', 'video'],
  reason,
});
const says = (phase: 'connected' | 'reconnecting' | 'lost', lagMs?: number): SourceEvent => ({
  type: 'userConnectionChanged',
  userId: 'maya',
  phase,
  ...(lagMs !== undefined && { lagMs }),
});

const reducers = { ...userReducers, ...peerReducers };
const tell = (
  user: UserFacts | undefined,
  told: readonly Told[],
  localDown = false,
): UserFacts | undefined =>
  told.reduce(
    (before, [at, fact]) => reduceUser(before, eventAt(at, fact), { localDown }, reducers),
    user,
  );

function maya(...told: readonly Told[]): UserFacts {
  const user = tell(undefined, [[0, joined], ...told]);
  if (!user) throw new Error('Maya was introduced');
  return user;
}

describe('a user', () => {
  it('appears with a name when they join', () => {
    const user = tell(undefined, [[1000, { ...joined, name: 'Maya' } as SourceEvent]]);
    expect(user).toEqual({
      userId: 'maya',
      name: 'Maya',
      joinedAt: 1000,
      here: true,
      published: [],
      quiet: false,
      quality: initialQuality,
      fallback: false,
    });
  });

  it('keeps the name when the join is said again without it', () => {
    const user = maya([1, { ...joined, name: 'Maya' } as SourceEvent]);
    expect(tell(user, [[2, joined]])).toBe(user);
    expect(tell(user, [[2, { ...joined, name: 'Mia' } as SourceEvent]])?.name).toBe('Mia');
  });

  it.each<[string, SourceEvent]>([
    ['a stream', published],
    ['a score', { type: 'qualitySampled', userId: 'maya', uplink: 'good', basis: 'sdk' }],
    ['a report', { type: 'peerReported', userId: 'maya', uplink: 'good' }],
    ['word of their connection', says('reconnecting')],
  ])('is introduced by %s too, where nobody says that they joined', (_what, event) => {
    expect(tell(undefined, [[5, event]])).toMatchObject({ here: true, joinedAt: 5 });
  });

  it.each<[string, SourceEvent]>([
    ['a leave', left('quit')],
    ['a goodbye', { type: 'peerReported', userId: 'maya', leaving: true }],
    ['a fact that is about no user', { type: 'warningRaised', code: 1 }],
    [
      'an exception',
      { type: 'exceptionRaised', code: 1, text: '', recovered: true, userId: 'maya' },
    ],
  ])('is not introduced by %s', (_what, event) => {
    expect(tell(undefined, [[5, event]])).toBeUndefined();
  });

  it('is the same object when an event is about nobody, unknown, or nothing new', () => {
    const user = maya([1, published], [2, says('lost')]);
    expect(tell(user, [[3, { type: 'qualitySampled', uplink: 'bad', basis: 'sdk' }]])).toBe(user);
    expect(tell(user, [[3, { ...joined, type: 'constructor' } as never]])).toBe(user);
    expect(tell(user, [[3, { ...joined, type: 'moonRose' } as never]])).toBe(user);
    expect(tell(user, [[3, says('lost')]])).toBe(user);
    expect(tell(maya([1, published]), [[2, published]])?.published).toEqual(['audio', 'video']);
    const publishing = maya([1, published]);
    expect(tell(publishing, [[2, published]])).toBe(publishing);
  });
});

describe('a leave', () => {
  it('takes everything along that belonged to the stay', () => {
    const user = maya(
      [1, published],
      [2, { type: 'qualitySampled', userId: 'maya', uplink: 'bad', basis: 'sdk' }],
      [3, { type: 'peerReported', userId: 'maya', uplink: 'bad' }],
      [3, { type: 'statsSampled', userId: 'maya', rttMs: 5 }],
      [3, { type: 'fallbackChanged', userId: 'maya', direction: 'fallback', cause: 'bandwidth' }],
      [3, { type: 'streamHealthChanged', userId: 'maya', media: 'video', health: 'paused' }],
      [4, says('lost')],
    );
    const gone = tell(user, [[9, { ...left('dropped'), tag: 'network' } as SourceEvent]]);
    expect(gone).toEqual({
      userId: 'maya',
      joinedAt: 0,
      here: false,
      leftAt: 9,
      leaveReason: 'dropped',
      leaveTag: 'network',
      published: [],
      publishedAt: 1,
      quiet: false,
      quality: initialQuality,
      fallback: false,
    });
  });

  it('counts once', () => {
    const gone = maya([5, left('quit')]);
    expect(tell(gone, [[6, left('dropped')]])).toBe(gone);
  });

  it('is none when it only means that we reconnected', () => {
    const user = maya([1, published]);
    expect(tell(user, [[5, left('localReconnect')]])).toBe(user);
    expect(tell(user, [[5, left('localReconnect')]], true)).toBe(user);
  });

  it.each<[LeaveReason, boolean]>([
    ['dropped', true],
    ['tokenExpired', true],
    ['failover', true],
    ['quit', false],
    ['kicked', false],
    ['invisible', false],
    ['roomClosed', false],
    ['unknown', false],
  ])('with reason %s is a timeout: %s', (reason, timeout) => {
    expect(isTimeout(maya([5, left(reason)]))).toBe(timeout);
    expect(isTimeout(maya())).toBe(false);
  });
});

describe('a leave that is said while our own side is down', () => {
  const tagged = { ...left('dropped'), tag: 'network' } as SourceEvent;
  const held = tell(maya([1, published]), [[5, tagged]], true);

  it('is held back', () => {
    expect(held).toMatchObject({ here: true, published: ['audio', 'video'] });
    expect(held?.heldLeave).toEqual({ reason: 'dropped', at: 5, tag: 'network' });
  });

  it('counts as of when it was said, once released', () => {
    const gone = held && releaseHeldLeave(held);
    expect(gone).toMatchObject({
      here: false,
      leftAt: 5,
      leaveReason: 'dropped',
      leaveTag: 'network',
      published: [],
    });
    expect(gone?.heldLeave).toBeUndefined();
  });

  it('is forgotten when they are announced again: nobody left', () => {
    const back = tell(held, [[8, joined]]);
    expect(back).toMatchObject({ here: true, joinedAt: 0 });
    expect(back?.heldLeave).toBeUndefined();
    expect(back?.returnedAt).toBeUndefined();
    expect(back && releaseHeldLeave(back)).toBe(back);
  });

  it('is overtaken by one that is said when we are back', () => {
    const gone = tell(held, [[8, left('quit')]]);
    expect(gone).toMatchObject({ here: false, leftAt: 8, leaveReason: 'quit' });
    expect(gone?.heldLeave).toBeUndefined();
  });
});

describe('drop and rejoin', () => {
  const dropped = maya([1, published], [5, left('dropped')]);

  it('is a return', () => {
    expect(tell(dropped, [[8, joined]])).toMatchObject({
      here: true,
      leftAt: 5,
      returnedAt: 8,
      joinedAt: 8,
      published: [],
    });
  });

  it('is a return also when only their streams are announced', () => {
    expect(tell(dropped, [[8, published]])).toMatchObject({
      here: true,
      returnedAt: 8,
      published: ['audio', 'video'],
      publishedAt: 8,
    });
  });

  it('is none for somebody who was there when we came', () => {
    const user = tell(dropped, [[8, { ...joined, existing: true } as SourceEvent]]);
    expect(user).toMatchObject({ here: true, joinedAt: 8 });
    expect(user?.returnedAt).toBeUndefined();
  });

  it('is told once per return', () => {
    const again = tell(dropped, [
      [8, joined],
      [9, left('quit')],
      [20, joined],
    ]);
    expect(again).toMatchObject({ leftAt: 9, returnedAt: 20, leaveReason: 'quit' });
    expect(
      tell(dropped, [
        [8, joined],
        [12, joined],
      ]),
    ).toMatchObject({ returnedAt: 8 });
  });
});

describe('what they publish', () => {
  it('adds up, and began with the first stream', () => {
    const user = maya(
      [1, { type: 'streamPublished', userId: 'maya', media: ['audio'] }],
      [2, { type: 'streamPublished', userId: 'maya', media: ['video', 'audio'] }],
    );
    expect(user).toMatchObject({ published: ['audio', 'video'], publishedAt: 1 });
  });

  it('shrinks by what they take back', () => {
    const user = maya(
      [1, published],
      [2, { type: 'streamUnpublished', userId: 'maya', media: ['video'], reason: 'unpublish' }],
    );
    expect(user).toMatchObject({ published: ['audio'], quiet: false });
  });

  it.each<[UnpublishReason, quiet: boolean, cut: boolean]>([
    ['muted', true, false],
    ['unpublish', true, false],
    ['republish', true, false],
    ['peerDisconnected', false, true],
    ['keepaliveFailed', false, true],
    ['publishFailed', false, false],
    ['tokenExpired', false, false],
    ['other', false, false],
    ['unknown', false, false],
  ])('ends with reason %s: their own wish %s, cut off %s', (reason, quiet, cut) => {
    const user = maya([1, published], [5, unpublished(reason)]);
    expect(user).toMatchObject({ published: [], quiet });
    expect(user.said).toEqual(cut ? { phase: 'reconnecting', since: 5, by: 'sdk' } : undefined);
  });

  it('keeps them quiet while one medium after the other ends', () => {
    const audio = { type: 'streamUnpublished', userId: 'maya', media: ['audio'] } as const;
    const user = maya([1, unpublished('muted')], [2, { ...audio, reason: 'other' }]);
    expect(user.quiet).toBe(true);
  });

  it('ends the quiet and what was said about a cut, when it comes back', () => {
    const user = maya(
      [1, unpublished('muted')],
      [2, unpublished('peerDisconnected')],
      [3, published],
    );
    expect(user.quiet).toBe(false);
    expect(user.said).toBeUndefined();
  });
});

describe('what is said about their connection', () => {
  it('began as long ago as it took to notice, and is not restarted', () => {
    const user = maya([20_000, says('reconnecting', 15_000)]);
    expect(user.said).toEqual({ phase: 'reconnecting', since: 5000, by: 'sdk' });
    expect(tell(user, [[22_000, says('reconnecting', 1000)]])).toBe(user);
    expect(tell(user, [[22_000, says('lost')]])?.said).toMatchObject({
      phase: 'lost',
      since: 22_000,
    });
  });

  it('is over when they join again, and so is their goodbye', () => {
    const user = maya(
      [1, says('lost')],
      [2, { type: 'peerReported', userId: 'maya', leaving: true }],
    );
    const back = tell(user, [[3, joined]]);
    expect(back?.said).toBeUndefined();
    expect(back?.report).toBeUndefined();
  });

  it('does not take their last report away when the join is only repeated', () => {
    const user = maya([2, { type: 'peerReported', userId: 'maya', uplink: 'good' }], [3, joined]);
    expect(user.report).toMatchObject({ at: 2, uplink: 'good' });
  });
});

describe('what else is known of them', () => {
  it.each<[string, SourceEvent, Partial<UserFacts>]>([
    [
      'the health of a stream',
      { type: 'streamHealthChanged', userId: 'maya', media: 'video', health: 'paused' },
      { streamHealth: { health: 'paused', media: 'video', since: 7 } },
    ],
    [
      'numbers',
      { type: 'statsSampled', userId: 'maya', rttMs: 5, raw: { event: 'x', args: [] } },
      { stats: { at: 7, rttMs: 5 } },
    ],
    [
      'a fallback',
      { type: 'fallbackChanged', userId: 'maya', direction: 'fallback', cause: 'bandwidth' },
      { fallback: true },
    ],
    [
      'their report',
      { type: 'peerReported', userId: 'maya', uplink: 'bad', hearsUs: 'badly', suspended: true },
      { report: { at: 7, since: 7, uplink: 'bad', hearsUs: 'badly', suspended: true } },
    ],
  ])('%s', (_what, event, change) => {
    expect(maya([7, event])).toEqual({ ...maya(), ...change });
  });

  it('a fallback that ended', () => {
    const fallback = { type: 'fallbackChanged', userId: 'maya', cause: 'unknown' } as const;
    const user = maya(
      [1, { ...fallback, direction: 'fallback' }],
      [2, { ...fallback, direction: 'recover' }],
    );
    expect(user.fallback).toBe(false);
  });

  it('their score, smoothed', () => {
    const bad: SourceEvent = {
      type: 'qualitySampled',
      userId: 'maya',
      uplink: 'bad',
      basis: 'sdk',
    };
    expect(maya([1, bad], [2, bad]).quality.uplink).toMatchObject({
      raw: 'bad',
      steady: 'unknown',
    });
    expect(maya([1, bad], [2, bad], [3, bad]).quality.uplink.steady).toBe('bad');
  });
});

describe('their reports', () => {
  const report = (hearsUs?: 'well' | 'notAtAll'): SourceEvent => ({
    type: 'peerReported',
    userId: 'maya',
    hearsUs,
  });

  it.each<[string, told: Told[], since: number, backAt: number | undefined]>([
    ['once', [[1000, report('well')]], 1000, undefined],
    [
      'the same again',
      [
        [1000, report('well')],
        [2000, report('well')],
        [4500, report('well')],
      ],
      1000,
      undefined,
    ],
    [
      'something else',
      [
        [1000, report('well')],
        [2000, report('notAtAll')],
        [3000, report('notAtAll')],
      ],
      2000,
      undefined,
    ],
    [
      'nothing of how they hear us any more',
      [
        [1000, report('well')],
        [2000, report()],
      ],
      2000,
      undefined,
    ],
    [
      'the same after a gap',
      [
        [1000, report('notAtAll')],
        [3501, report('notAtAll')],
        [4500, report('notAtAll')],
      ],
      3501,
      3501,
    ],
    [
      'something else since a gap',
      [
        [1000, report('notAtAll')],
        [9000, report('notAtAll')],
        [10_000, report('well')],
      ],
      10_000,
      9000,
    ],
  ])('say %s', (_what, told, since, backAt) => {
    expect(maya(...told).report).toMatchObject({ since });
    expect(maya(...told).report?.backAt).toBe(backAt);
  });
});

describe('a level of theirs that is said once', () => {
  it('stands, and a change of the raw level alone is news', () => {
    const said = (uplink: Quality, held?: true): SourceEvent => ({
      type: 'qualitySampled',
      userId: 'maya',
      uplink,
      basis: 'sdk',
      held,
    });
    expect(maya([1, said('poor', true)]).quality.uplink).toMatchObject({
      raw: 'poor',
      steady: 'poor',
      held: true,
    });
    const user = maya([1, said('good')]);
    const unsure = tell(user, [[2, said('unknown')]]);
    expect(unsure?.quality.uplink).toMatchObject({ raw: 'unknown', steady: 'good', at: 1 });
    expect(tell(unsure, [[3, said('unknown')]])).toBe(unsure);
  });
});

describe('inbound flow', () => {
  const flow = (change: Partial<Parameters<typeof reduceFlow>[1]> = {}) => ({
    packets: 25,
    lost: 0,
    loss: 0,
    connectionId: 'pc0',
    at: 1000,
    trustedMs: 500,
    ...change,
  });
  const silence = (at: number, trustedMs = 500) => flow({ packets: 0, at, trustedMs });

  it('begins with the first packet: nothing that never came can stop', () => {
    const user = maya();
    expect(reduceFlow(user, silence(1000))).toBe(user);
    expect(reduceFlow(user, flow()).flow).toEqual({
      connectionId: 'pc0',
      lastPacketAt: 750,
      silentMs: 0,
      lossRecent: 0,
    });
  });

  it('adds up the silence that we were awake for, and starts over with a packet', () => {
    const user = reduceFlow(
      reduceFlow(reduceFlow(maya(), flow()), silence(1500)),
      silence(2000, 100),
    );
    expect(user.flow).toMatchObject({ silentMs: 600, lastPacketAt: 750 });
    expect(reduceFlow(user, flow({ at: 2500 })).flow).toMatchObject({
      silentMs: 0,
      lastPacketAt: 2250,
    });
  });

  it('counts no silence of somebody who is quiet, and takes their packets', () => {
    const muted = reduceFlow(maya([1, published], [2, unpublished('muted')]), flow());
    const later = reduceFlow(reduceFlow(muted, silence(1500)), silence(9500, 8000));
    expect(later.flow).toMatchObject({ silentMs: 0, lastPacketAt: 750 });
    expect(reduceFlow(later, flow({ at: 10_000 })).flow?.lastPacketAt).toBe(9750);
  });

  const health = (now: 'paused' | 'flowing' | 'stalled' | 'recovering', media = 'video') =>
    ({ type: 'streamHealthChanged', userId: 'maya', media, health: now }) as SourceEvent;
  const video = { userId: 'maya', media: ['video'] } as const;
  const videoOn: SourceEvent = { type: 'streamPublished', ...video };
  const videoOff: SourceEvent = { type: 'streamUnpublished', ...video, reason: 'muted' };

  it.each<[string, before: SourceEvent[], event: SourceEvent, forgotten: boolean]>([
    ['unmutes', [unpublished('muted')], published, true],
    ['unmutes one of two', [unpublished('muted')], videoOn, true],
    ['publishes again, whyever they stopped', [unpublished('unknown')], published, true],
    ['is announced again', [], published, false],
    ['unmutes one, the other was on', [videoOff], videoOn, false],
    ['is no longer held back', [health('paused')], health('flowing'), true],
    ['is on the way back', [health('paused')], health('recovering'), true],
    ['is held back', [], health('paused'), false],
    ['flows in another medium', [health('paused')], health('flowing', 'audio'), false],
    ['flows after a stall', [health('stalled')], health('flowing'), false],
  ])('when somebody silent %s', (_what, before, event, forgotten) => {
    const silent = reduceFlow(reduceFlow(maya([1, published]), flow()), silence(11_000, 10_000));
    const told = [...before.map((one): Told => [12_000, one]), [13_000, event] as const];
    expect(tell(silent, told)?.flow).toMatchObject(
      forgotten ? { silentMs: 0, lastPacketAt: 13_000 } : { silentMs: 10_000, lastPacketAt: 750 },
    );
  });

  it('moves with them to another connection', () => {
    const user = reduceFlow(maya(), flow());
    expect(reduceFlow(user, flow({ connectionId: 'pc1' })).flow?.connectionId).toBe('pc1');
  });

  it.each<[string, Parameters<typeof flow>[0], lossRecent: number]>([
    ['a quarter lost, for half a second', { packets: 15, lost: 5 }, 0.125],
    ['for a second', { packets: 15, lost: 5, trustedMs: 1000 }, 0.25],
    ['for longer than it looks back', { packets: 15, lost: 5, trustedMs: 4000 }, 0.25],
    ['audio worse than all together', { packets: 19, lost: 1, loss: 0.3, trustedMs: 1000 }, 0.3],
    ['nothing lost', {}, 0],
  ])('remembers the loss of about a second: %s', (_what, change, lossRecent) => {
    expect(reduceFlow(maya(), flow(change)).flow?.lossRecent).toBeCloseTo(lossRecent, 10);
  });

  it('forgets the loss by and by, and not by silence', () => {
    const lossy = reduceFlow(maya(), flow({ packets: 5, lost: 5, trustedMs: 1000 }));
    expect(reduceFlow(lossy, flow()).flow?.lossRecent).toBeCloseTo(0.25, 10);
    expect(reduceFlow(lossy, silence(1500)).flow?.lossRecent).toBeCloseTo(0.5, 10);
  });
});
