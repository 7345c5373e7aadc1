import type { IRtcEngineEventHandler, RtcConnection } from 'agora-electron-sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause, SourceEvent } from '../../events/networkEvent.ts';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import {
  connection,
  ended,
  failed,
  remoteUser,
  sampled,
  strange,
} from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { type AgoraNativeEngine, type AgoraNativeEvent, agoraNative } from './agoraNative.ts';

type Handler = Required<IRtcEngineEventHandler>;
type Args<Event extends AgoraNativeEvent> = Parameters<Handler[Event]>;

/** Several handlers side by side, as in both SDKs. */
function createFakeEngine(state = 1) {
  const handlers = new Set<Partial<Record<string, (...args: unknown[]) => void>>>();
  const engine = {
    registerEventHandler: (handler: IRtcEngineEventHandler) => handlers.add(handler as never),
    unregisterEventHandler: (handler: IRtcEngineEventHandler) => handlers.delete(handler as never),
    getConnectionState: () => state,
  } satisfies AgoraNativeEngine;
  const emit = (event: string, ...args: unknown[]) => {
    for (const handler of [...handlers]) handler[event]?.(...args);
  };
  return { engine, emit, handlers };
}

const here: RtcConnection = { channelId: 'room', localUid: 1 };
const ms20min = 1_200_000;
const { published, unpublished } = remoteUser('7');

const reconnecting = (cause: Cause) =>
  connection('reconnecting', cause, { lagMs: 4000, givesUpInMs: ms20min - 4000 });
const device = (networkType: string, online?: boolean) =>
  ({
    type: 'deviceNetworkChanged',
    networkType,
    ...(online !== undefined && { online }),
  }) as SourceEvent;
const stalled = (media: 'audio' | 'video', cause?: string): SourceEvent => ({
  type: 'streamHealthChanged',
  userId: '7',
  media,
  health: 'stalled',
  cause,
});
const health = (
  media: 'audio' | 'video',
  is: 'flowing' | 'paused',
  cause?: string,
): SourceEvent => ({
  type: 'streamHealthChanged',
  userId: '7',
  media,
  health: is,
  cause,
});
const fallback = (
  direction: 'fallback' | 'recover',
  cause: 'bandwidth' | 'unknown' = 'bandwidth',
): SourceEvent => ({ type: 'fallbackChanged', userId: '7', media: 'video', direction, cause });

type TestRow = [event: AgoraNativeEvent, args: unknown[], facts: SourceEvent[]];

/** A callback as the SDK's own types have it: a renamed or changed one fails to compile. */
const row = <Event extends AgoraNativeEvent>(
  event: Event,
  args: Args<Event>,
  ...facts: SourceEvent[]
): TestRow => [event, args, facts];

/** A value outside the SDK's types. */
const wrong = (event: AgoraNativeEvent, args: unknown[], ...facts: SourceEvent[]): TestRow => [
  event,
  args,
  facts,
];

const rows: TestRow[] = [
  row('onConnectionStateChanged', [here, 2, 0], connection('connecting', 'join')),
  row('onConnectionStateChanged', [here, 3, 1], connection('connected', 'joined')),
  row('onConnectionStateChanged', [here, 4, 2], reconnecting('network')),
  row('onConnectionStateChanged', [here, 5, 3], ...ended('bannedUser', 3)),
  row('onConnectionStateChanged', [here, 5, 4], failed('joinFailed', 4)),
  row('onConnectionStateChanged', [here, 1, 5], connection('left', 'localLeave')),
  row('onConnectionStateChanged', [here, 5, 6], ...ended('badParams', 6)),
  row('onConnectionStateChanged', [here, 5, 7], ...ended('badParams', 7)),
  row('onConnectionStateChanged', [here, 5, 8], ...ended('tokenInvalid', 8)),
  row('onConnectionStateChanged', [here, 5, 9], ...ended('tokenExpired', 9)),
  row('onConnectionStateChanged', [here, 5, 10], ...ended('rejected', 10)),
  row('onConnectionStateChanged', [here, 4, 11], reconnecting('proxy')),
  row('onConnectionStateChanged', [here, 3, 12], connection('connected', 'tokenRenewed')),
  row('onConnectionStateChanged', [here, 4, 13], reconnecting('ipChanged')),
  row('onConnectionStateChanged', [here, 4, 14], reconnecting('timeout')),
  row('onConnectionStateChanged', [here, 3, 15], connection('connected', 'rejoined')),
  row('onConnectionStateChanged', [here, 4, 16], reconnecting('network')),
  row('onConnectionStateChanged', [here, 2, 17], connection('connecting', 'echoTest')),
  row('onConnectionStateChanged', [here, 1, 17], connection('idle', 'echoTest')),
  row('onConnectionStateChanged', [here, 3, 18], connection('connected', 'ipChanged')),
  row('onConnectionStateChanged', [here, 5, 19], ...ended('duplicateLogin', 19)),
  row('onConnectionStateChanged', [here, 1, 19], ...ended('duplicateLogin', 19)),
  row('onConnectionStateChanged', [here, 5, 20], ...ended('capacity', 20)),
  row('onConnectionStateChanged', [here, 5, 21], ...ended('licence', 21)),
  row('onConnectionStateChanged', [here, 5, 22], ...ended('licence', 22)),
  row('onConnectionStateChanged', [here, 5, 23], ...ended('notAvailable', 23)),
  row('onConnectionStateChanged', [here, 5, 24], ...ended('badParams', 24)),
  wrong('onConnectionStateChanged', [here, 6, 1], strange('onConnectionStateChanged', '6')),
  wrong(
    'onConnectionStateChanged',
    [here, 4, 25],
    reconnecting('unknown'),
    strange('onConnectionStateChanged', '25'),
  ),
  wrong(
    'onConnectionStateChanged',
    [here, 5, undefined],
    failed('unknown', 'failed'),
    strange('onConnectionStateChanged', 'undefined'),
  ),
  row('onConnectionInterrupted', [here], reconnecting('network')),
  row(
    'onConnectionLost',
    [here],
    connection('lost', 'network', { lagMs: 10_000, givesUpInMs: ms20min - 10_000 }),
  ),
  row('onConnectionBanned', [here], ...ended('bannedUser', 'onConnectionBanned')),
  row('onRejoinChannelSuccess', [here, 12], connection('connected', 'rejoined')),
  row('onNetworkQuality', [here, 0, 0, 1], sampled('unknown', 'excellent')),
  row('onNetworkQuality', [here, 0, 2, 3], sampled('good', 'poor')),
  row('onNetworkQuality', [here, 7, 4, 5], sampled('bad', 'vbad', '7')),
  row('onNetworkQuality', [here, 7, 6, 6], sampled('down', 'down', '7')),
  row('onNetworkQuality', [here, 7, 7, 8], sampled('unknown', 'unknown', '7')),
  wrong(
    'onNetworkQuality',
    [here, 7, 9, 9],
    strange('onNetworkQuality', '9'),
    strange('onNetworkQuality', '9'),
  ),
  row('onLastmileQuality', [3], { type: 'qualitySampled', overall: 'poor', basis: 'sdk' }),
  row('onLastmileQuality', [8], { type: 'qualitySampled', overall: 'unknown', basis: 'sdk' }),
  row(
    'onLastmileProbeResult',
    [
      {
        state: 1,
        rtt: 40,
        uplinkReport: { packetLossRate: 10, jitter: 3, availableBandwidth: 900 },
        downlinkReport: { packetLossRate: 0, jitter: 2, availableBandwidth: 2000 },
      },
    ],
    { type: 'statsSampled', rttMs: 40, lossUp: 0.1, lossDown: 0, availableKbpsUp: 900 },
  ),
  wrong('onLastmileQuality', [undefined], strange('onLastmileQuality', 'undefined')),
  row('onNetworkTypeChanged', [here, -1], device('unknown')),
  row('onNetworkTypeChanged', [here, 0], device('none', false)),
  row('onNetworkTypeChanged', [here, 1], device('lan', true)),
  row('onNetworkTypeChanged', [here, 2], device('wifi', true)),
  row('onNetworkTypeChanged', [here, 3], device('2g', true)),
  row('onNetworkTypeChanged', [here, 4], device('3g', true)),
  row('onNetworkTypeChanged', [here, 5], device('4g', true)),
  row('onNetworkTypeChanged', [here, 6], device('5g', true)),
  wrong('onNetworkTypeChanged', [here, 7], strange('onNetworkTypeChanged', '7')),
  row('onUserJoined', [here, 7, 100], { type: 'userJoined', userId: '7' }),
  row('onUserOffline', [here, 7, 0], { type: 'userLeft', userId: '7', reason: 'quit' }),
  row('onUserOffline', [here, 7, 1], {
    type: 'userLeft',
    userId: '7',
    reason: 'dropped',
    lagMs: 20_000,
  }),
  row('onUserOffline', [here, 7, 2], { type: 'userLeft', userId: '7', reason: 'role' }),
  wrong(
    'onUserOffline',
    [here, 7, 3],
    { type: 'userLeft', userId: '7', reason: 'unknown' },
    strange('onUserOffline', '3'),
  ),
  row('onRemoteVideoStateChanged', [here, 7, 0, 0, 1], unpublished('video', 'unknown')),
  row('onRemoteVideoStateChanged', [here, 7, 1, 0, 1], published('video')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 0, 1], published('video')),
  row('onRemoteVideoStateChanged', [here, 7, 3, 0, 1], stalled('video')),
  row('onRemoteVideoStateChanged', [here, 7, 4, 0, 1], stalled('video')),
  row('onRemoteVideoStateChanged', [here, 7, 3, 1, 1], stalled('video', 'congestion')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 2, 1], health('video', 'flowing')),
  row('onRemoteVideoStateChanged', [here, 7, 0, 3, 1], health('video', 'paused', 'localMute')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 4, 1], health('video', 'flowing')),
  row('onRemoteVideoStateChanged', [here, 7, 0, 5, 1], unpublished('video', 'muted')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 6, 1], published('video')),
  row('onRemoteVideoStateChanged', [here, 7, 0, 7, 1], unpublished('video', 'peerDisconnected')),
  row('onRemoteVideoStateChanged', [here, 7, 0, 8, 1], fallback('fallback')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 9, 1], fallback('recover')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 10, 1], fallback('fallback', 'unknown')),
  row('onRemoteVideoStateChanged', [here, 7, 2, 11, 1], fallback('recover', 'unknown')),
  row('onRemoteVideoStateChanged', [here, 7, 3, 12, 1], health('video', 'paused', 'background')),
  row('onRemoteVideoStateChanged', [here, 7, 4, 13, 1], stalled('video', 'codec')),
  wrong(
    'onRemoteVideoStateChanged',
    [here, 7, 2, 14, 1],
    strange('onRemoteVideoStateChanged', '14'),
  ),
  wrong(
    'onRemoteVideoStateChanged',
    [here, 7, 2],
    strange('onRemoteVideoStateChanged', 'undefined'),
  ),
  row('onRemoteAudioStateChanged', [here, 7, 0, 0, 1], unpublished('audio', 'unknown')),
  row('onRemoteAudioStateChanged', [here, 7, 1, 0, 1], published('audio')),
  row('onRemoteAudioStateChanged', [here, 7, 2, 0, 1], published('audio')),
  row('onRemoteAudioStateChanged', [here, 7, 3, 1, 1], stalled('audio', 'congestion')),
  row('onRemoteAudioStateChanged', [here, 7, 2, 2, 1], health('audio', 'flowing')),
  row('onRemoteAudioStateChanged', [here, 7, 0, 3, 1], health('audio', 'paused', 'localMute')),
  row('onRemoteAudioStateChanged', [here, 7, 2, 4, 1], health('audio', 'flowing')),
  row('onRemoteAudioStateChanged', [here, 7, 0, 5, 1], unpublished('audio', 'muted')),
  row('onRemoteAudioStateChanged', [here, 7, 2, 6, 1], published('audio')),
  row('onRemoteAudioStateChanged', [here, 7, 0, 7, 1], unpublished('audio', 'peerDisconnected')),
  row('onRemoteAudioStateChanged', [here, 7, 3, 8, 1], stalled('audio', 'noPackets')),
  row('onRemoteAudioStateChanged', [here, 7, 4, 9, 1], stalled('audio', 'playFailed')),
  wrong('onRemoteAudioStateChanged', [here, 7, 5, 0, 1], strange('onRemoteAudioStateChanged', '5')),
  row('onTokenPrivilegeWillExpire', [here, 'secret'], {
    type: 'tokenChanged',
    scope: 'session',
    state: 'expiring',
    secondsLeft: 30,
  }),
  row('onRequestToken', [here], { type: 'tokenChanged', scope: 'session', state: 'expired' }),
  row(
    'onRtcStats',
    [
      here,
      {
        lastmileDelay: 30,
        gatewayRtt: 4,
        txPacketLossRate: 5,
        rxPacketLossRate: 0,
        txKBitRate: 800,
        rxKBitRate: 0,
      },
    ],
    { type: 'statsSampled', rttMs: 30, lossUp: 0.05, lossDown: 0, kbpsUp: 800, kbpsDown: 0 },
  ),
  row(
    'onRemoteAudioStats',
    [here, { uid: 7, audioLossRate: 10, jitterBufferDelay: 80, receivedBitrate: 48 }],
    { type: 'statsSampled', userId: '7', lossDown: 0.1, jitterBufferMs: 80, kbpsDown: 48 },
  ),
  row('onError', [14, 'net down'], {
    type: 'exceptionRaised',
    code: 14,
    text: 'net down',
    recovered: false,
  }),
  row('onError', [109, ''], { type: 'tokenChanged', scope: 'session', state: 'expired' }),
  row('onError', [110, ''], { type: 'tokenChanged', scope: 'session', state: 'invalid' }),
  row('onError', [111, 'interrupted'], {
    type: 'exceptionRaised',
    code: 111,
    text: 'interrupted',
    recovered: false,
  }),
  row('onError', [112, 'lost'], {
    type: 'exceptionRaised',
    code: 112,
    text: 'lost',
    recovered: false,
  }),
  row('onError', [123, ''], ...ended('bannedUser', 123)),
  wrong('onError', ['boom'], strange('onError', 'boom')),
  row('onRemoteSubscribeFallbackToAudioOnly', [7, true], fallback('fallback')),
  row('onRemoteSubscribeFallbackToAudioOnly', [7, false], fallback('recover')),
  row('onAudioPublishStateChanged', ['room', 1, 3, 5], { type: 'localMediaChanged', audio: true }),
  row('onAudioPublishStateChanged', ['room', 3, 1, 5], { type: 'localMediaChanged', audio: false }),
  row('onAudioPublishStateChanged', ['room', 1, 2, 5]),
  row('onVideoPublishStateChanged', [0, 'room', 2, 3, 5], {
    type: 'localMediaChanged',
    video: true,
  }),
  row('onVideoPublishStateChanged', [2, 'room', 2, 3, 5], {
    type: 'localMediaChanged',
    screen: true,
  }),
  ...[11, 12].map((source) =>
    row('onVideoPublishStateChanged', [source, 'room', 2, 3, 5], {
      type: 'localMediaChanged',
      video: true,
    }),
  ),
  ...[13, 14].map((source) =>
    row('onVideoPublishStateChanged', [source, 'room', 2, 3, 5], {
      type: 'localMediaChanged',
      screen: true,
    }),
  ),
  ...[0, 6].map((code) => row('onRenewTokenResult', [here, 'secret', code])),
  ...[1, 3, 4, 5].map((code) =>
    row('onRenewTokenResult', [here, 'secret', code], {
      type: 'tokenChanged',
      scope: 'session',
      state: 'invalid',
    }),
  ),
  row('onRenewTokenResult', [here, 'secret', 2], {
    type: 'tokenChanged',
    scope: 'session',
    state: 'expired',
  }),
  row('onVideoPublishStateChanged', [5, 'room', 2, 3, 5]),
];

describe('agoraNative', () => {
  it.each(rows)('%s %j', (event, args, facts) => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine));
    attached.facts();
    emit(event, ...args);
    expect(attached.facts()).toEqual(facts);
  });

  it.each([
    [1, 'idle'],
    [2, 'connecting'],
    [3, 'connected'],
    [4, 'reconnecting'],
    [5, 'failed'],
  ])('attached in state %i it is %s', (state, phase) => {
    const { engine } = createFakeEngine(state);
    expect(attachSource(agoraNative(engine)).facts()).toEqual([
      { type: 'snapshotTaken', phase, users: [] },
    ]);
  });

  it('calls a connection after an outage recovered, once', () => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine));
    emit('onConnectionStateChanged', here, 4, 2);
    emit('onConnectionLost', here);
    attached.facts();
    emit('onRejoinChannelSuccess', here, 5);
    emit('onConnectionStateChanged', here, 3, 15);
    expect(attached.facts()).toEqual([
      connection('connected', 'rejoined', { recovered: true }),
      connection('connected', 'rejoined'),
    ]);
  });

  it('does not take lost back for the deprecated interrupted', () => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine));
    emit('onConnectionLost', here);
    attached.facts();
    emit('onConnectionInterrupted', here);
    expect(attached.facts()).toEqual([]);
  });

  it('listens to one channel when told which', () => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine, { channelId: 'room' }));
    emit('onUserJoined', { channelId: 'other', localUid: 1 }, 7, 1);
    emit('onUserJoined', undefined, 7, 1);
    emit('onAudioPublishStateChanged', 'other', 1, 3, 1);
    expect(attached.facts()).toEqual([]);
    emit('onUserJoined', here, 8, 1);
    expect(attached.facts()).toEqual([{ type: 'userJoined', userId: '8' }]);
  });

  it('leaves what may be about another channel to the callbacks that name theirs', () => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine, { channelId: 'room' }));
    for (const code of [109, 110, 123]) emit('onError', code, '');
    emit('onRemoteSubscribeFallbackToAudioOnly', 7, true);
    expect(attached.facts()).toEqual([]);
    emit('onError', 14, 'net down');
    emit('onRemoteVideoStateChanged', here, 7, 0, 8, 1);
    emit('onConnectionStateChanged', { ...here, channelId: 'other' }, 5, 8);
    emit('onConnectionStateChanged', here, 5, 8);
    expect(attached.facts()).toMatchObject([
      { type: 'exceptionRaised', code: 14 },
      fallback('fallback'),
      { type: 'connectionChanged', phase: 'failed', cause: 'tokenInvalid' },
      { type: 'callEnded', cause: 'tokenInvalid' },
    ]);
  });

  it('keeps the token out of the record', () => {
    const { engine, emit } = createFakeEngine();
    const attached = attachSource(agoraNative(engine));
    emit('onTokenPrivilegeWillExpire', here, 'secret');
    for (const code of [0, 3, 99]) emit('onRenewTokenResult', here, 'secret', code);
    expect(JSON.stringify(attached.events)).not.toContain('secret');
  });

  it("leaves the app's own handler alone", () => {
    const { engine, emit, handlers } = createFakeEngine();
    const heard: unknown[] = [];
    engine.registerEventHandler({ onUserJoined: (_connection, uid) => void heard.push(uid) });
    const attached = attachSource(agoraNative(engine));
    emit('onUserJoined', here, 7, 1);
    attached.detach();
    emit('onUserJoined', here, 8, 1);
    expect(heard).toEqual([7, 8]);
    expect(handlers.size).toBe(1);
  });

  it('works with addListener alone, and leaves no listener', () => {
    const emitter = createFakeEmitter();
    const engine: AgoraNativeEngine = { addListener: emitter.on, removeListener: emitter.off };
    const attached = attachSource(agoraNative(engine));
    emitter.emit('onUserJoined', here, 7, 1);
    expect(attached.facts()).toEqual([{ type: 'userJoined', userId: '7' }]);
    attached.detach();
    expect(emitter.listenerCount()).toBe(0);
  });

  it('detaches from an engine that is already released', () => {
    const { engine } = createFakeEngine();
    const attached = attachSource(
      agoraNative({
        ...engine,
        unregisterEventHandler: () => {
          throw new Error('released');
        },
      }),
    );
    expect(attached.detach).not.toThrow();
  });

  it('speaks only our words, whatever the SDK says', () => {
    const channel = anyOf(here);
    const uid = anyOf(0, 7);
    const level = anyOf(0, 1, 2, 3, 4, 5, 6, 7, 8);
    const code = anyOf(0, 1, 2, 3, 4, 5, 9, 15, 16, 19, 24, 25);
    const number = anyOf(0, 30, 101);
    const calls = hostileCalls({
      onConnectionStateChanged: [channel, anyOf(1, 2, 3, 4, 5), code],
      onConnectionInterrupted: [channel],
      onConnectionLost: [channel],
      onConnectionBanned: [channel],
      onRejoinChannelSuccess: [channel, number],
      onNetworkQuality: [channel, uid, level, level],
      onLastmileQuality: [level],
      onNetworkTypeChanged: [channel, anyOf(-1, 0, 1, 6)],
      onUserJoined: [channel, uid, number],
      onUserOffline: [channel, uid, anyOf(0, 1, 2)],
      onRemoteVideoStateChanged: [channel, uid, anyOf(0, 1, 2, 3, 4), code],
      onRemoteAudioStateChanged: [channel, uid, anyOf(0, 1, 2, 3, 4), code],
      onTokenPrivilegeWillExpire: [channel, anyOf('token')],
      onRtcStats: [
        channel,
        payload({ lastmileDelay: number, txPacketLossRate: number, txKBitRate: number }),
      ],
      onRemoteAudioStats: [channel, payload({ uid, audioLossRate: number })],
      onError: [anyOf(14, 109, 110, 123), anyOf('text')],
      onRemoteSubscribeFallbackToAudioOnly: [uid, fc.boolean()],
      onAudioPublishStateChanged: [anyOf('room'), anyOf(0), anyOf(0, 1, 2, 3)],
      onVideoPublishStateChanged: [anyOf(0, 2, 5), anyOf('room'), anyOf(0), anyOf(0, 1, 2, 3)],
    });
    fc.assert(
      fc.property(calls, anyOf(1, 3), (sequence, state) => {
        const { engine, emit } = createFakeEngine(state as number);
        expect(playHostileCalls(sequence, attachSource(agoraNative(engine)), emit)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
