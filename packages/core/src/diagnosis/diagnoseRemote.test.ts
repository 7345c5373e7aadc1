import { describe, expect, it } from 'vitest';
import type { LeaveReason, SourceEvent } from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';
import { eventAt, type Told } from '../state/eventAt.test.helper.ts';
import type { Presence, UserFacts } from '../state/networkState.ts';
import { reduceUser } from '../state/reduceUser.ts';
import { reduceFlow } from '../state/reduceFlow.ts';
import { allReading } from '../witnesses/allWitnesses.ts';
import {
  diagnoseRemote,
  type OwnSide,
  plainlyPresent,
  type RemoteJudgement,
} from './diagnoseRemote.ts';
import { findStalled } from './findStalled.ts';
import type { RemoteDiagnosisCause } from './diagnosis.ts';

/** The moment everything in this file is judged at, unless said otherwise. */
const now = 100_000;

const published: SourceEvent = {
  type: 'streamPublished',
  userId: 'maya',
  media: ['audio', 'video'],
};
const left = (reason: LeaveReason): SourceEvent => ({ type: 'userLeft', userId: 'maya', reason });
const says = (phase: 'connected' | 'reconnecting' | 'lost'): SourceEvent => ({
  type: 'userConnectionChanged',
  userId: 'maya',
  phase,
});
const report = (change: object): SourceEvent => ({
  type: 'peerReported',
  userId: 'maya',
  ...change,
});
const score = (change: {
  uplink?: Quality;
  downlink?: Quality;
  overall?: Quality;
}): SourceEvent => ({
  type: 'qualitySampled',
  userId: 'maya',
  basis: 'sdk',
  ...change,
});

/** Maya joined a minute ago, and then these facts. */
function maya(...told: readonly Told[]): UserFacts {
  const joined: Told = [now - 60_000, { type: 'userJoined', userId: 'maya' }];
  const user = [joined, ...told].reduce<UserFacts | undefined>(
    (before, [at, fact]) =>
      reduceUser(before, eventAt(at, fact, 'sdk'), { localDown: false }, allReading.ofUser),
    undefined,
  );
  if (!user) throw new Error('Maya was introduced');
  return user;
}

/** Her media came, and stopped `ms` ago. */
function silentFor(ms: number, ...told: readonly Told[]): UserFacts {
  const before = maya([now - 50_000, published], ...told);
  const flow = { lost: 0, loss: 0, connectionId: 'pc0' };
  const heard = reduceFlow(before, { ...flow, packets: 20, at: now - ms, trustedMs: 0 });
  return ms ? reduceFlow(heard, { ...flow, packets: 0, at: now, trustedMs: ms }) : heard;
}

/** Our own path through a server: alive, packets came in just now. */
function own(change: Partial<OwnSide> = {}, signs: Partial<OwnSide['signs']> = {}): OwnSide {
  return {
    down: false,
    unheardOf: false,
    serverAnsweredAt: 0,
    betweenUs: false,
    userDroppedLagMs: 0,
    findStalled,
    ...change,
    signs: {
      watched: true,
      hadRtp: true,
      sampledAt: now,
      lastRtpAt: now,
      lastPacketAt: now,
      rtpSilentMs: 0,
      packetSilentMs: 0,
      rtpBackAt: 0,
      pauseMs: 0,
      arrivedAt: 0,
      checkedAt: 0,
      mesh: false,
      ...signs,
    },
  };
}

const ownSilent = (change: Partial<OwnSide> = {}): OwnSide =>
  own(change, { lastPacketAt: now - 2000, packetSilentMs: 2000, mesh: true });

function judge(
  user: UserFacts,
  side = own(),
  at = now,
  previous = plainlyPresent,
): RemoteJudgement {
  return diagnoseRemote(user, side, previous, at);
}

describe('a remote', () => {
  type Row = [what: string, Presence, RemoteDiagnosisCause, UserFacts, OwnSide?];

  it.each<Row>([
    ['who is simply here', 'present', 'none', maya()],
    ['whose media flows', 'present', 'none', silentFor(0)],

    // Left
    ['who hung up', 'left', 'none', maya([now, left('quit')])],
    ['who went away, nobody knows why', 'left', 'none', maya([now, left('unknown')])],
    [
      'whose network died, as the SDK found out',
      'dropped',
      'dropped',
      maya([now, left('dropped')]),
    ],
    ['whose token expired', 'dropped', 'dropped', maya([now, left('tokenExpired')])],
    ['who was thrown out', 'kicked', 'none', maya([now, left('kicked')])],
    [
      'who said goodbye while the server takes its time',
      'left',
      'none',
      maya([now, report({ leaving: true })]),
    ],
    [
      'who said goodbye and goes on after all',
      'present',
      'none',
      maya([now - 1000, report({ leaving: true })], [now, report({ uplink: 'good' })]),
    ],
    ['whose device went to sleep', 'unstable', 'none', maya([now, report({ suspended: true })])],

    // What others say
    [
      'who reconnects, says the SDK',
      'interrupted',
      'interrupted',
      maya([now, says('reconnecting')]),
    ],
    ['who is lost, says the SDK', 'interrupted', 'interrupted', maya([now, says('lost')])],
    [
      'who is connected again, says the SDK',
      'present',
      'none',
      maya([now, says('lost')], [now, says('connected')]),
    ],
    [
      'who reconnects, says the SDK, while her media flows: her signalling alone',
      'unstable',
      'none',
      silentFor(0, [now - 500, says('reconnecting')]),
    ],
    [
      'who reconnects, says the SDK, and her media stopped',
      'interrupted',
      'interrupted',
      silentFor(1000, [now - 500, says('reconnecting')]),
    ],
    [
      'who reconnects, says the SDK, and nobody has looked at her media for a second',
      'interrupted',
      'interrupted',
      silentFor(0, [now - 500, says('reconnecting')]),
      own({}, { sampledAt: now + 1000 }),
    ],

    // Her media stopped
    ['who is silent for less than that', 'present', 'none', silentFor(849)],
    [
      'who is silent for most of a second while other packets arrive',
      'interrupted',
      'interrupted',
      silentFor(850),
    ],
    [
      'who is silent while nothing else arrives either: it may be us',
      'present',
      'none',
      silentFor(2000),
      own({}, { lastPacketAt: now - 2000, packetSilentMs: 2000 }),
    ],
    [
      'who is silent, and the last other packet came with her last',
      'present',
      'none',
      silentFor(2000),
      own({}, { lastPacketAt: now - 1300, packetSilentMs: 700 }),
    ],
    [
      'who is silent, and the last other packet came 0.8 s ago',
      'present',
      'none',
      silentFor(3000),
      own({}, { lastPacketAt: now - 800, packetSilentMs: 800 }),
    ],
    ['who muted herself', 'present', 'none', silentFor(5000, [now - 5000, muted('muted')])],
    [
      'who publishes nothing any more',
      'present',
      'none',
      silentFor(5000, [now - 5000, muted('other')]),
    ],
    [
      'who publishes nothing but data',
      'present',
      'none',
      silentFor(
        5000,
        [now - 5000, muted('other')],
        [now - 5000, { ...published, media: ['data'] } as SourceEvent],
      ),
    ],
    [
      'who sends only video, which the server holds back',
      'present',
      'none',
      silentFor(5000, [now - 5000, cameraOnly()], [now - 5000, paused('video')]),
    ],
    [
      'who sends audio too, and only her video is held back',
      'interrupted',
      'interrupted',
      silentFor(5000, [now - 5000, paused('video')]),
    ],

    // Between two
    [
      'who is silent, and so are her reports, while the server answers us',
      'interrupted',
      'interrupted',
      silentFor(4000, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 1000 }),
    ],
    [
      'who is silent, and her reports have been for 2.5 s',
      'present',
      'none',
      silentFor(4000, [now - 2500, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 1000 }),
    ],
    [
      'who is silent, and so are her reports, but the server answered us only before',
      'present',
      'none',
      silentFor(4000, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 5000 }),
    ],
    [
      'who is silent, and so are her reports, but our own channel is as mute: a handover',
      'present',
      'none',
      silentFor(4000, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 1000, channelAliveAt: now - 4000 }),
    ],
    [
      'who is silent, and so are her reports, while our own channel answers',
      'interrupted',
      'interrupted',
      silentFor(4000, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ channelAliveAt: now - 500 }),
    ],
    [
      'who is silent, while of our own channel is only known that it opened, and it may be late yet',
      'present',
      'none',
      silentFor(2300, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 1000, channelAliveAt: 'unproved' }),
    ],
    [
      'who is silent, while of our own channel is only known that it opened, and it would be late by now',
      'interrupted',
      'interrupted',
      silentFor(2400, [now - 4000, report({ uplink: 'good' })]),
      ownSilent({ serverAnsweredAt: now - 1000, channelAliveAt: 'unproved' }),
    ],
    [
      'who is silent and never reported',
      'present',
      'none',
      silentFor(4000),
      ownSilent({ serverAnsweredAt: now - 1000 }),
    ],

    // Weak
    ['who reports a bad uplink', 'unstable', 'weak', maya([now, report({ uplink: 'bad' })])],
    [
      'who reports that nothing of hers gets out: that is no weakness',
      'present',
      'none',
      maya([now, report({ uplink: 'down' })]),
    ],
    ['who reports a poor uplink', 'present', 'none', maya([now, report({ uplink: 'poor' })])],
    [
      'who reports a bad downlink: nothing that we would notice',
      'present',
      'none',
      maya([now, report({ downlink: 'bad' })]),
    ],
    [
      'who reported a bad uplink 5 s ago',
      'present',
      'none',
      maya([now - 5000, report({ uplink: 'bad' })]),
    ],
    [
      'who reports a bad uplink in a call between two: the same loss that we see',
      'present',
      'none',
      maya([now, report({ uplink: 'bad' })]),
      own({ betweenUs: true }),
    ],
    ['whose uplink the SDK scores bad', 'unstable', 'weak', scored({ uplink: 'bad' })],
    ['whose connection the SDK scores bad', 'unstable', 'weak', scored({ overall: 'vbad' })],
    ['whose downlink the SDK scores bad', 'present', 'none', scored({ downlink: 'bad' })],
    ['whose uplink was scored bad once', 'present', 'none', maya([now, score({ uplink: 'bad' })])],
    [
      'whose uplink was scored bad 8 s ago',
      'present',
      'none',
      scored({ uplink: 'bad' }, now - 8000),
    ],
    ['whose score holds for 4 s', 'unstable', 'weak', holding(4000)],
    ['whose score holds for less', 'present', 'none', holding(3999)],
    [
      'whose score was said soon after our outage',
      'present',
      'none',
      holding(9999),
      own({ backAt: now - 24_998 }),
    ],
    [
      'whose score was said soon after our outage, and holds for 10 s',
      'unstable',
      'weak',
      holding(10_000),
      own({ backAt: now - 24_998 }),
    ],
    [
      'whose score was said long after our outage',
      'unstable',
      'weak',
      holding(4000),
      own({ backAt: now - 19_000 }),
    ],
    [
      'whose uplink the relay between us scores bad',
      'unstable',
      'weak',
      scored({ uplink: 'bad' }),
      own({ betweenUs: true }),
    ],

    // Back
    [
      'who came back',
      'returned',
      'none',
      maya([now - 9000, left('dropped')], [now - 1000, { type: 'userJoined', userId: 'maya' }]),
    ],
    [
      'who came back 10 s ago',
      'present',
      'none',
      maya([now - 20_000, left('dropped')], [now - 10_000, { type: 'userJoined', userId: 'maya' }]),
    ],
    [
      'who came back weak',
      'unstable',
      'weak',
      maya(
        [now - 9000, left('dropped')],
        [now - 1000, { type: 'userJoined', userId: 'maya' }],
        [now, report({ uplink: 'bad' })],
      ),
    ],
  ])('%s is %s, trouble: %s', (_what, presence, cause, user, side) => {
    const judgement = judge(user, side);
    expect([judgement.presence, judgement.diagnosis.cause]).toEqual([presence, cause]);
  });

  function muted(reason: 'muted' | 'other'): SourceEvent {
    return { type: 'streamUnpublished', userId: 'maya', media: ['audio', 'video'], reason };
  }
  function cameraOnly(): SourceEvent {
    return { type: 'streamUnpublished', userId: 'maya', media: ['audio'], reason: 'muted' };
  }
  function paused(media: 'audio' | 'video'): SourceEvent {
    return { type: 'streamHealthChanged', userId: 'maya', media, health: 'paused' };
  }
  function holding(forMs: number): UserFacts {
    return maya([now - forMs, { ...score({ overall: 'bad' }), held: true } as SourceEvent]);
  }
  function scored(change: Parameters<typeof score>[0], at = now): UserFacts {
    return maya([at - 2000, score(change)], [at - 1000, score(change)], [at, score(change)]);
  }
});

describe('who was interrupted until a moment ago', () => {
  const holding = (forMs: number) =>
    maya([now - forMs, { ...score({ overall: 'bad' }), held: true } as SourceEvent]);
  const heardAgain = (msAgo: number) =>
    judge(maya(), own(), now - msAgo, judge(maya([now - 60_000, says('lost')])));

  it('is not weak by a score that counts that gap', () => {
    expect(judge(holding(9999), own(), now, heardAgain(24_998)).diagnosis.cause).toBe('none');
    expect(judge(holding(10_000), own(), now, heardAgain(24_998)).diagnosis.cause).toBe('weak');
    expect(judge(holding(4000), own(), now, heardAgain(19_000)).diagnosis.cause).toBe('weak');
  });
});

describe('while our own side is down', () => {
  const before = judge(silentFor(1500));

  it('everything about a remote stays as it was', () => {
    expect(judge(silentFor(9000), own({ down: true }))).toBe(plainlyPresent);
    expect(judge(maya([now, says('lost')]), own({ down: true }))).toBe(plainlyPresent);
    expect(judge(silentFor(0), own({ down: true }), now, before)).toBe(before);
  });

  it('a leave from before that is still seen', () => {
    expect(judge(maya([now, left('quit')]), own({ down: true })).presence).toBe('left');
  });
});

describe('what is said of a remote', () => {
  it('is the same object until something changes', () => {
    const first = judge(silentFor(1500));
    expect(judge(silentFor(1500), own(), now + 500, first)).toBe(first);
    expect(judge(maya())).toBe(plainlyPresent);
  });

  it('keeps when their trouble began, and when it was named', () => {
    const { diagnosis, since } = judge(silentFor(1500));
    expect(diagnosis).toMatchObject({ began: now - 1500, since: now });
    expect(since).toBe(now);
  });

  it('keeps both when somebody else confirms it', () => {
    const inferred = judge(silentFor(1500));
    const confirmed = judge(silentFor(3000, [now, says('lost')]), own(), now + 1500, inferred);
    expect(confirmed).toMatchObject({
      presence: 'interrupted',
      since: now,
      saidBy: 'sdk',
      diagnosis: { began: now - 1500, since: now, confidence: 0.95 },
    });
  });

  it('moves on when the trouble is another', () => {
    const weak = judge(maya([now, report({ uplink: 'bad' })]));
    const asleep = judge(maya([now, report({ suspended: true })]), own(), now + 1000, weak);
    expect(asleep).toMatchObject({
      presence: 'unstable',
      since: now,
      diagnosis: { cause: 'none', since: now + 1000 },
    });
    const lost = judge(maya([now + 2000, says('lost')]), own(), now + 2000, asleep);
    expect(lost).toMatchObject({
      presence: 'interrupted',
      since: now + 2000,
      diagnosis: { began: now + 2000 },
    });
  });

  it.each<[string, UserFacts, OwnSide, saidBy: string | undefined, signs: RegExp]>([
    ['the SDK', maya([now, says('lost')]), own(), 'sdk', /^sdk says lost$/],
    [
      'her media',
      silentFor(1500),
      own(),
      'media',
      /^their media stopped, other packets still arrive$/,
    ],
    [
      'her silence',
      silentFor(4000, [now - 4000, report({})]),
      ownSilent({ serverAnsweredAt: now }),
      'media',
      /^their media stopped, their reports stopped$/,
    ],
    ['herself', maya([now, report({ uplink: 'bad' })]), own(), 'peer', /^their report: uplink$/],
    ['nobody but a leave', maya([now, left('dropped')]), own(), undefined, /^left$/],
    ['her goodbye', maya([now, report({ leaving: true })]), own(), undefined, /^said goodbye$/],
    [
      'her device',
      maya([now, report({ suspended: true })]),
      own(),
      undefined,
      /^device suspended$/,
    ],
  ])('names who says so, and why: %s', (_what, user, side, saidBy, signs) => {
    const judgement = judge(user, side);
    expect(judgement.saidBy).toBe(saidBy);
    expect(judgement.diagnosis.evidence.map(({ sign }) => sign).join(', ')).toMatch(signs);
  });

  it.each<[string, UserFacts, OwnSide, confidence: number]>([
    ['contradicted by her media', silentFor(0, [now, says('lost')]), own(), 0.5],
    [
      'inferred between two',
      silentFor(4000, [now - 4000, report({})]),
      ownSilent({ serverAnsweredAt: now }),
      0.8,
    ],
    ['inferred behind a server', silentFor(1500), own(), 0.9],
    ['said by the SDK', maya([now, says('lost')]), own(), 0.95],
    ['a leave', maya([now, left('dropped')]), own(), 1],
  ])('is believed as far as it goes: %s', (_what, user, side, confidence) => {
    expect(judge(user, side).diagnosis.confidence).toBe(confidence);
  });

  it('expects the end of waiting where the SDK’s patience is known', () => {
    expect(judge(silentFor(1500), own({ userDroppedLagMs: 30_000 })).expectedEndAt).toBe(
      now + 28_500,
    );
    expect(judge(silentFor(1500)).expectedEndAt).toBeUndefined();
  });

  it('came back from a leave that began then', () => {
    const user = maya([now - 9000, left('dropped')], [now, { type: 'userJoined', userId: 'maya' }]);
    expect(judge(user).diagnosis).toMatchObject({
      began: now - 9000,
      evidence: [{ sign: 'joined again', at: now }],
    });
  });
});

describe('our own outage is found to have begun as they fell silent', () => {
  const interrupted = (began: number, saidBy = 'media'): RemoteJudgement => ({
    presence: 'interrupted',
    since: now - 1000,
    saidBy,
    diagnosis: { cause: 'interrupted', began, since: now - 1000, confidence: 0.8, evidence: [] },
  });
  it.each([
    ['what was concluded from their silence is taken back', now - 3000, 'media', true],
    ['also a little apart', now - 1501, 'media', true],
    ['what began long before stands', now - 5000, 'media', false],
    ['what the SDK said stands', now - 3000, 'sdk', false],
  ])('%s', (_what, began, saidBy, isTakenBack) => {
    const before = interrupted(began, saidBy);
    const side = own({ down: true, downSince: now - 3000 });
    const judged = judge(maya(), side, now, before);
    if (!isTakenBack) return expect(judged).toBe(before);
    expect(judged).toMatchObject({
      presence: 'present',
      diagnosis: { cause: 'none', withdrawn: true },
    });
  });

  it('nothing is taken back while ours is only guessed', () => {
    const before = interrupted(now - 3000);
    expect(judge(maya(), own({ down: true }), now, before)).toBe(before);
  });
});
