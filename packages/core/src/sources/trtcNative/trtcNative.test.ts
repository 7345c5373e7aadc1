import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import {
  connection,
  ended,
  failed,
  noted,
  remoteUser,
  strange,
} from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { trtcNative } from './trtcNative.ts';
import { trtcReactNative } from './trtcReactNative.ts';

const { left: leaves, published, unpublished } = remoteUser('alice');
const own = (levels: object): SourceEvent => ({ type: 'qualitySampled', basis: 'sdk', ...levels });
const level = (quality: unknown, userId = '') => ({ userId, quality });
const statistics = {
  upLoss: 3,
  downLoss: 0,
  rtt: 45,
  localStatisticsArray: [
    { streamType: 0, audioBitrate: 40, videoBitrate: 500 },
    { streamType: 2, audioBitrate: 0, videoBitrate: 100 },
  ],
  remoteStatisticsArray: [
    {
      userId: 'alice',
      finalLoss: 10,
      audioBitrate: 30,
      videoBitrate: 0,
      jitterBufferDelay: 60,
      streamType: 0,
    },
    {
      userId: 'alice',
      finalLoss: 2,
      audioBitrate: 0,
      videoBitrate: 300,
      jitterBufferDelay: 0,
      streamType: 2,
    },
  ],
};

const rows: [event: string, args: unknown[], facts: SourceEvent[]][] = [
  ['onEnterRoom', [230], [connection('connected', 'joined')]],
  [
    'onEnterRoom',
    [-3320],
    [{ type: 'tokenChanged', scope: 'session', state: 'invalid' }, ...ended('tokenInvalid', -3320)],
  ],
  ['onEnterRoom', [-3308], [failed('timeout', -3308)]],
  ['onEnterRoom', [-1], [failed('joinFailed', -1)]],
  ['onExitRoom', [0], [connection('left', 'localLeave')]],
  ['onExitRoom', [1], ended('kicked', 1)],
  ['onExitRoom', [2], ended('roomClosed', 2)],
  ['onExitRoom', [9], [failed('unknown', 9), strange('onExitRoom', '9')]],
  ['onRemoteUserEnterRoom', ['alice'], [{ type: 'userJoined', userId: 'alice' }]],
  ['onRemoteUserLeaveRoom', ['alice', 0], [leaves('quit')]],
  ['onRemoteUserLeaveRoom', ['alice', 1], [leaves('dropped')]],
  ['onRemoteUserLeaveRoom', ['alice', 2], [leaves('kicked')]],
  ['onUserAudioAvailable', ['alice', 1], [published('audio')]],
  ['onUserAudioAvailable', ['alice', 0], [unpublished('audio', 'unknown')]],
  ['onUserVideoAvailable', ['alice', true], [published('video')]],
  ['onUserSubStreamAvailable', ['alice', false], [unpublished('screen', 'unknown')]],
  ['onError', [-1302, 'microphone'], [noted(-1302, 'microphone', false)]],
  ['onWarning', [1101, 'slow'], [{ type: 'warningRaised', code: 1101, text: 'slow' }]],
  [
    'onStatistics',
    [statistics],
    [
      { type: 'statsSampled', rttMs: 45, lossUp: 0.03, lossDown: 0, kbpsUp: 640, kbpsDown: 330 },
      { type: 'statsSampled', userId: 'alice', lossDown: 0.1, kbpsDown: 330, jitterBufferMs: 60 },
    ],
  ],
  ['onNetworkQuality', [level(4), []], [own({ uplink: 'bad' })]],
  [
    'onNetworkQuality',
    [level(0), [level(0, 'alice')]],
    [own({ uplink: 'unknown', downlink: 'unknown' }), own({ userId: 'alice', overall: 'unknown' })],
  ],
];

function attach() {
  const cloud = createFakeEmitter();
  return { cloud, ...attachSource(trtcNative(cloud)) };
}

function inRoom() {
  const call = attach();
  call.cloud.emit('onEnterRoom', 100);
  call.facts();
  return call;
}

describe('trtc-native', () => {
  it.each(rows)('%s %j', (event, args, facts) => {
    const { cloud, facts: heard } = attach();
    cloud.emit(event, ...args);
    expect(heard()).toEqual(facts);
  });

  it('says an outage once, and lost ten seconds into it', () => {
    const { cloud, clock, facts } = inRoom();
    cloud.emit('onConnectionLost');
    cloud.emit('onTryToReconnect');
    expect(facts()).toEqual([connection('reconnecting', 'network')]);
    clock.advance(10_000);
    expect(facts()).toEqual([connection('lost', 'network', { synthetic: true })]);
    cloud.emit('onTryToReconnect');
    cloud.emit('onConnectionRecovery');
    cloud.emit('onConnectionRecovery');
    expect(facts()).toEqual([connection('connected', 'rejoined', { recovered: true })]);
  });

  it('has no outage outside of a room', () => {
    const { cloud, facts } = attach();
    for (const event of ['onConnectionLost', 'onTryToReconnect', 'onConnectionRecovery'])
      cloud.emit(event);
    expect(facts()).toEqual([]);
  });

  it('knows what the app told it when attached late', () => {
    const cloud = createFakeEmitter();
    const initial = { phase: 'connected', users: ['alice'] } as const;
    const { facts } = attachSource(trtcNative(cloud, { initial }));
    cloud.emit('onConnectionLost');
    expect(facts()).toEqual([
      { type: 'snapshotTaken', ...initial },
      connection('reconnecting', 'network'),
    ]);
  });

  it('tells what is sent, by its statistics', () => {
    const { cloud, clock, facts } = inRoom();
    cloud.emit('onStatistics', statistics);
    clock.advance(2000);
    expect(facts()).toContainEqual({
      type: 'localMediaChanged',
      audio: true,
      video: true,
      screen: true,
      synthetic: true,
    });
  });
});

it('speaks only our words, whatever the SDK says', () => {
  const userId = anyOf('alice', '');
  const number = anyOf(0, 1, 6, 50, 101);
  const remote = payload({ userId, quality: number });
  const stream = payload({
    userId,
    streamType: number,
    audioBitrate: number,
    videoBitrate: number,
    finalLoss: number,
    jitterBufferDelay: number,
  });
  const calls = hostileCalls({
    onEnterRoom: [anyOf(100, -3301, -3320)],
    onExitRoom: [anyOf(0, 1, 2)],
    onConnectionLost: [],
    onConnectionRecovery: [],
    onRemoteUserEnterRoom: [userId],
    onRemoteUserLeaveRoom: [userId, anyOf(0, 1, 2)],
    onUserAudioAvailable: [userId, anyOf(0, 1, true)],
    onUserSubStreamAvailable: [userId, anyOf(0, 1, false)],
    onNetworkQuality: [remote, fc.array(remote)],
    onStatistics: [
      payload({
        rtt: number,
        upLoss: number,
        downLoss: number,
        localStatisticsArray: fc.array(stream),
        remoteArray: fc.array(stream),
      }),
    ],
    onError: [anyOf(-1302), anyOf('x')],
    onWarning: [anyOf(1101), anyOf('x')],
  });
  fc.assert(
    fc.property(calls, (sequence) => {
      const cloud = createFakeEmitter();
      expect(playHostileCalls(sequence, attachSource(trtcNative(cloud)), cloud.emit)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe('whose a bad level is', () => {
  const remotes = [level(4, 'alice'), level(1, 'bo')];
  const levels = (downLoss: number, local: number, ...others: object[]) => {
    const { cloud, facts } = attach();
    cloud.emit('onStatistics', { downLoss });
    facts();
    cloud.emit('onNetworkQuality', level(local), others);
    return facts();
  };

  it('theirs where our own way down loses nothing', () => {
    expect(levels(0, 1, ...remotes)).toEqual([
      own({ uplink: 'excellent', downlink: 'excellent' }),
      own({ userId: 'alice', overall: 'bad' }),
      own({ userId: 'bo', overall: 'excellent' }),
    ]);
    expect(levels(0, 1, level(5, 'alice'))).toEqual([
      own({ uplink: 'excellent' }),
      own({ userId: 'alice', overall: 'vbad' }),
    ]);
  });

  it('ours where it loses: as good as the best that comes in', () => {
    expect(levels(10, 1, level(5, 'alice'), level(4, 'bo'))).toEqual([
      own({ uplink: 'excellent', downlink: 'bad' }),
    ]);
  });

  it('ours where nothing is left both ways', () => {
    expect(levels(0, 6, level(6, 'alice'))).toEqual([own({ uplink: 'down', downlink: 'down' })]);
  });
});

describe('trtc-react-native', () => {
  const attachOne = () => {
    const heard = new Set<(type: unknown, params: unknown) => void>();
    const cloud = {
      registerListener: (one: (type: unknown, params: unknown) => void) => heard.add(one),
      unRegisterListener: (one: (type: unknown, params: unknown) => void) => void heard.delete(one),
    };
    const say = (type: unknown, params: unknown) => {
      for (const one of [...heard]) one(type, params);
    };
    return { heard, say, ...attachSource(trtcReactNative(cloud)) };
  };

  it('hears every callback by one listener, and lets go of it', () => {
    const { heard, say, facts, detach } = attachOne();
    expect(heard.size).toBe(1);
    say('onEnterRoom', { result: 120 });
    say('onConnectionLost', null);
    say('onConnectionRecovery', undefined);
    say('onRemoteUserLeaveRoom', { userId: 'alice', reason: 1 });
    say('onNetworkQuality', { localQuality: level(4), remoteQuality: [] });
    say('onExitRoom', { reason: 1 });
    say('onSpeedTest', { currentResult: {} });
    expect(facts()).toEqual([
      connection('connected', 'joined'),
      connection('reconnecting', 'network'),
      connection('connected', 'rejoined', { recovered: true }),
      leaves('dropped'),
      own({ uplink: 'bad' }),
      ...ended('kicked', 1),
    ]);
    detach();
    expect(heard.size).toBe(0);
  });

  it('makes a warning of what it cannot read', () => {
    const { say, facts } = attachOne();
    say('onEnterRoom', null);
    say('onNetworkQuality', 'good');
    say(Symbol.iterator, {});
    say('toString', {});
    expect(facts().map(({ type }) => type)).toEqual(['warningRaised', 'warningRaised']);
  });
});
