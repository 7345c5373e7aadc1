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
  sampled,
  strange,
  warned,
} from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { type AgoraClient, type AgoraUser, agora } from './agora.ts';

const alice: AgoraUser = { uid: 7, hasAudio: true, hasVideo: true };

function createFakeClient(parts: Partial<AgoraClient> = {}) {
  const client = {
    ...createFakeEmitter(),
    connectionState: 'DISCONNECTED',
    remoteUsers: [] as AgoraUser[],
    uid: 1 as string | number | undefined,
    ...parts,
  };
  const emit = (event: string, ...args: unknown[]) => {
    if (event === 'connection-state-change' && typeof args[0] === 'string')
      client.connectionState = args[0];
    client.emit(event, ...args);
  };
  return { client, emit };
}

const { left, published, unpublished } = remoteUser('7');
const state = (now: string, before: string, reason?: string): unknown[] => [now, before, reason];

const rows: [event: string, args: unknown[], facts: SourceEvent[]][] = [
  [
    'connection-state-change',
    state('CONNECTING', 'DISCONNECTED'),
    [connection('connecting', 'join')],
  ],
  [
    'connection-state-change',
    state('CONNECTED', 'CONNECTING'),
    [connection('connected', 'joined')],
  ],
  [
    'connection-state-change',
    state('RECONNECTING', 'CONNECTED'),
    [connection('reconnecting', 'network')],
  ],
  [
    'connection-state-change',
    state('CONNECTED', 'RECONNECTING'),
    [
      {
        type: 'connectionChanged',
        phase: 'connected',
        cause: 'rejoined',
        willRetry: false,
        recovered: true,
      },
    ],
  ],
  [
    'connection-state-change',
    state('DISCONNECTING', 'CONNECTED'),
    [connection('leaving', 'localLeave')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'DISCONNECTING', 'LEAVE'),
    [connection('left', 'localLeave')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'DISCONNECTING'),
    [connection('left', 'localLeave')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTING'),
    [failed('joinFailed', 'DISCONNECTED')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'RECONNECTING', 'NETWORK_ERROR'),
    [failed('network', 'NETWORK_ERROR')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'SERVER_ERROR'),
    ended('serverError', 'SERVER_ERROR'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'UID_BANNED'),
    ended('bannedUser', 'UID_BANNED'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'IP_BANNED'),
    ended('bannedIp', 'IP_BANNED'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'CHANNEL_BANNED'),
    ended('bannedChannel', 'CHANNEL_BANNED'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'TOKEN_EXPIRE'),
    ended('tokenExpired', 'TOKEN_EXPIRE'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'UID_CONFLICT'),
    ended('duplicateLogin', 'UID_CONFLICT'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_MISSING'),
    ended('licence', 'LICENSE_MISSING'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_EXPIRED'),
    ended('licence', 'LICENSE_EXPIRED'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_MINUTES_EXCEEDED'),
    ended('licence', 'LICENSE_MINUTES_EXCEEDED'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_PERIOD_INVALID'),
    ended('licence', 'LICENSE_PERIOD_INVALID'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_MULTIPLE_SDK_SERVICE'),
    ended('licence', 'LICENSE_MULTIPLE_SDK_SERVICE'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'LICENSE_ILLEGAL'),
    ended('licence', 'LICENSE_ILLEGAL'),
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'FALLBACK'),
    [connection('reconnecting', 'fallback')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'FALLBACK_TO_HLS'),
    [connection('reconnecting', 'fallback')],
  ],
  [
    'connection-state-change',
    state('DISCONNECTED', 'CONNECTED', 'TEA_BREAK'),
    [failed('unknown', 'TEA_BREAK'), strange('connection-state-change', 'TEA_BREAK')],
  ],
  [
    'connection-state-change',
    state('SLEEPING', 'CONNECTED'),
    [strange('connection-state-change', 'SLEEPING')],
  ],
  ['connection-state-change', [], [strange('connection-state-change', 'undefined')]],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 0, downlinkNetworkQuality: 0 }],
    [sampled('unknown', 'unknown')],
  ],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 1, downlinkNetworkQuality: 2 }],
    [sampled('excellent', 'good')],
  ],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 3, downlinkNetworkQuality: 4 }],
    [sampled('poor', 'bad')],
  ],
  ['crypt-error', [], [{ type: 'warningRaised', code: 'crypt-error' }]],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 5, downlinkNetworkQuality: 4 }],
    [sampled('vbad', 'bad')],
  ],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 5, downlinkNetworkQuality: 5 }],
    [sampled('unknown', 'unknown')],
  ],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 6, downlinkNetworkQuality: 6 }],
    [sampled('down', 'down')],
  ],
  [
    'network-quality',
    [{ uplinkNetworkQuality: 7, downlinkNetworkQuality: 2 }],
    [{ type: 'qualitySampled', basis: 'sdk', downlink: 'good' }, strange('network-quality', '7')],
  ],
  ['user-joined', [alice], [{ type: 'userJoined', userId: '7' }]],
  ['user-left', [alice, 'Quit'], [left('quit')]],
  ['user-left', [alice, 'ServerTimeOut'], [left('dropped', { lagMs: 20_000 })]],
  ['user-left', [alice, 'BecomeAudience'], [left('role')]],
  ['user-left', [alice, 'Vanished'], [left('unknown'), strange('user-left', 'Vanished')]],
  ['user-left', [alice], [left('unknown'), strange('user-left', 'undefined')]],
  ['user-published', [alice, 'audio'], [published('audio')]],
  ['user-published', [alice, 'video'], [published('video')]],
  ['user-published', [alice, 'datachannel'], [published('data')]],
  ['user-published', [alice, 'smell'], [strange('user-published', 'smell')]],
  ['user-unpublished', [alice, 'video'], [unpublished('video', 'unknown')]],
  ['user-info-updated', [7, 'mute-audio'], [unpublished('audio', 'muted')]],
  ['user-info-updated', [7, 'mute-video'], [unpublished('video', 'muted')]],
  ['user-info-updated', [7, 'disable-local-video'], [unpublished('video', 'muted')]],
  ['user-info-updated', [7, 'unmute-audio'], []],
  ['user-info-updated', [7, 'unmute-video'], []],
  ['user-info-updated', [7, 'enable-local-video'], []],
  ['user-info-updated', [7, 'dance'], [strange('user-info-updated', 'dance')]],
  [
    'token-privilege-will-expire',
    [],
    [{ type: 'tokenChanged', scope: 'session', state: 'expiring', secondsLeft: 30 }],
  ],
  [
    'token-privilege-did-expire',
    [],
    [{ type: 'tokenChanged', scope: 'session', state: 'expired' }],
  ],
  [
    'stream-fallback',
    [7, 'fallback'],
    [
      {
        type: 'fallbackChanged',
        userId: '7',
        media: 'video',
        direction: 'fallback',
        cause: 'bandwidth',
      },
    ],
  ],
  [
    'stream-fallback',
    [7, 'recover'],
    [
      {
        type: 'fallbackChanged',
        userId: '7',
        media: 'video',
        direction: 'recover',
        cause: 'bandwidth',
      },
    ],
  ],
  [
    'stream-type-changed',
    [7, 1],
    [
      {
        type: 'fallbackChanged',
        userId: '7',
        media: 'video',
        direction: 'fallback',
        cause: 'unknown',
      },
    ],
  ],
  [
    'stream-type-changed',
    [7, 0],
    [
      {
        type: 'fallbackChanged',
        userId: '7',
        media: 'video',
        direction: 'recover',
        cause: 'unknown',
      },
    ],
  ],
  ...[1001, 1002, 1003, 1005, 2001, 2002, 2003, 2005].flatMap((code): typeof rows => [
    ['exception', [{ code, msg: 'LOW', uid: 7 }], [noted(code, 'LOW', false, '7')]],
    [
      'exception',
      [{ code: code + 2000, msg: 'RECOVER', uid: 7 }],
      [noted(code, 'RECOVER', true, '7')],
    ],
  ]),
  [
    'exception',
    [{ code: 1003, msg: 'SEND_VIDEO_BITRATE_TOO_LOW', uid: 1 }],
    [{ type: 'exceptionRaised', code: 1003, text: 'SEND_VIDEO_BITRATE_TOO_LOW', recovered: false }],
  ],
  ['exception', [{ code: 4711, msg: '?', uid: 7 }], [strange('exception', '4711')]],
];

describe('agora', () => {
  it.each(rows)('%s %j', (event, args, facts) => {
    const { client, emit } = createFakeClient();
    const attached = attachSource(agora(client));
    attached.facts();
    emit(event, ...args);
    expect(attached.facts()).toEqual(facts);
  });

  it.each<[string, unknown[], SourceEvent]>([
    ['peerconnection-state-change', ['disconnected', 'connected'], link('down')],
    ['peerconnection-state-change', ['failed', 'disconnected'], link('down')],
    ['peerconnection-state-change', ['connected', 'connecting'], link('up')],
    ['peerconnection-state-change', ['connecting', 'new'], link('unknown')],
    ['media-reconnect-start', [1], link('down')],
    ['media-reconnect-end', [1], link('up')],
    ['is-using-cloud-proxy', [true], connection('connected', 'proxy')],
    ['join-fallback-to-proxy', ['proxy.example'], connection('connected', 'proxy')],
  ])('%s %j says something about the connection as it is', (event, args, fact) => {
    const { client, emit } = createFakeClient({ connectionState: 'CONNECTED' });
    const attached = attachSource(agora(client));
    attached.facts();
    emit(event, ...args);
    expect(attached.facts()).toEqual([fact]);
  });

  function link(media: 'up' | 'down' | 'unknown'): SourceEvent {
    return { ...connection('connected', 'media'), link: { media } } as SourceEvent;
  }

  it('keeps quiet about the media path outside a call', () => {
    const { client, emit } = createFakeClient();
    const attached = attachSource(agora(client));
    attached.facts();
    emit('peerconnection-state-change', 'closed', 'connected');
    emit('is-using-cloud-proxy', false);
    expect(attached.facts()).toEqual([]);
  });

  it('reads a media reconnect of a remote as our subscription, not as their trouble', () => {
    const { client, emit } = createFakeClient({
      connectionState: 'CONNECTED',
      remoteUsers: [alice],
    });
    const attached = attachSource(agora(client));
    attached.facts();
    emit('media-reconnect-start', 7);
    emit('media-reconnect-end', 7);
    const health = (media: 'audio' | 'video', is: 'recovering' | 'flowing'): SourceEvent => ({
      type: 'streamHealthChanged',
      userId: '7',
      media,
      health: is,
    });
    expect(attached.facts()).toEqual([
      health('audio', 'recovering'),
      health('video', 'recovering'),
      health('audio', 'flowing'),
      health('video', 'flowing'),
    ]);
  });

  it('reads state, users and their media when attached late', () => {
    const bob = { uid: 'bob', hasAudio: false, hasVideo: false };
    const { client } = createFakeClient({
      connectionState: 'RECONNECTING',
      remoteUsers: [alice, bob],
    });
    expect(attachSource(agora(client)).facts()).toEqual([
      { type: 'snapshotTaken', phase: 'reconnecting', users: ['7', 'bob'] },
      { type: 'streamPublished', userId: '7', media: ['audio', 'video'] },
    ]);
  });

  it.each([
    ['DISCONNECTED', 'idle'],
    ['CONNECTING', 'connecting'],
    ['CONNECTED', 'connected'],
    ['RECONNECTING', 'reconnecting'],
    ['DISCONNECTING', 'leaving'],
  ])('attached while %s it is %s', (connectionState, phase) => {
    const { client } = createFakeClient({ connectionState });
    expect(attachSource(agora(client)).facts()).toEqual([
      { type: 'snapshotTaken', phase, users: [] },
    ]);
  });

  it('takes no snapshot of a state it does not know', () => {
    const { client } = createFakeClient({ connectionState: 'FLYING' });
    expect(attachSource(agora(client)).facts()).toEqual([strange('snapshot', 'FLYING')]);
  });

  it('says lost after ten seconds of reconnecting, and not again', () => {
    const { client, emit } = createFakeClient({ connectionState: 'CONNECTED' });
    const attached = attachSource(agora(client));
    emit('connection-state-change', 'RECONNECTING', 'CONNECTED');
    attached.facts();
    attached.clock.advance(9999);
    expect(attached.facts()).toEqual([]);
    attached.clock.advance(1);
    expect(attached.facts()).toEqual([
      { ...connection('reconnecting', 'network'), phase: 'lost', synthetic: true },
    ]);
    attached.clock.advance(60_000);
    expect(attached.facts()).toEqual([]);
  });

  it('polls remote quality and statistics every two seconds while connected', () => {
    const { client, emit } = createFakeClient({
      remoteUsers: [alice],
      getRTCStats: () => ({
        RTT: 40,
        SendBitrate: 512_000,
        RecvBitrate: 0,
        OutgoingAvailableBandwidth: 0,
      }),
      getRemoteNetworkQuality: () => ({
        7: { uplinkNetworkQuality: 4, downlinkNetworkQuality: 1 },
        gone: { uplinkNetworkQuality: 1, downlinkNetworkQuality: 1 },
      }),
    });
    const attached = attachSource(agora(client));
    expect(attached.clock.pendingTimers()).toBe(0);
    emit('connection-state-change', 'CONNECTED', 'CONNECTING');
    attached.facts();
    attached.clock.advance(2000);
    expect(attached.facts()).toEqual([
      { type: 'statsSampled', rttMs: 40, kbpsUp: 512, kbpsDown: 0 },
      { type: 'qualitySampled', userId: '7', uplink: 'bad', downlink: 'excellent', basis: 'sdk' },
    ]);
    attached.clock.advance(4000);
    expect(attached.facts()).toHaveLength(4);
    emit('connection-state-change', 'DISCONNECTING', 'CONNECTED');
    expect(attached.clock.pendingTimers()).toBe(0);
  });

  it('polls the loss of what is sent and received, and what is sent where that changed', () => {
    const track = (trackMediaType: string, muted = false) => ({ trackMediaType, muted });
    const loss = (currentPacketLossRate: number) => ({ currentPacketLossRate });
    const { client } = createFakeClient({
      connectionState: 'CONNECTED',
      remoteUsers: [alice],
      getRTCStats: () =>
        ({ RTT: 40, SendBitrate: 0, RecvBitrate: 0, OutgoingAvailableBandwidth: 0 }) as never,
      getLocalAudioStats: () => loss(0.02),
      getLocalVideoStats: () => loss(0.1),
      getRemoteAudioStats: () => ({ 7: loss(0.3), gone: loss(1) }),
      getRemoteVideoStats: () => ({}),
    });
    Object.assign(client, { localTracks: [track('audio'), track('video', true)] });
    const attached = attachSource(agora(client));
    attached.facts();
    attached.clock.advance(2000);
    expect(attached.facts()).toMatchObject([
      { type: 'statsSampled', lossUp: 0.1 },
      { type: 'statsSampled', userId: '7', lossDown: 0.3 },
      { type: 'localMediaChanged', audio: true, video: false },
    ]);
    attached.clock.advance(2000);
    expect(attached.facts()).toHaveLength(2);
    Object.assign(client, { localTracks: [] });
    attached.clock.advance(2000);
    expect(attached.facts()).toContainEqual({
      type: 'localMediaChanged',
      audio: false,
      video: false,
    });
  });

  it('polls at once when attached while connected, and survives a getter that throws', () => {
    const { client } = createFakeClient({
      connectionState: 'CONNECTED',
      getRTCStats: () => {
        throw new Error('gone');
      },
    });
    const attached = attachSource(agora(client));
    attached.facts();
    attached.clock.advance(2000);
    expect(attached.facts()).toEqual([warned('getRTCStats', 'Error: gone')]);
  });

  it('hears about blocked playback from the SDK itself', () => {
    const sdk = createFakeEmitter();
    const source = agora(createFakeClient().client, { sdk });
    const attached = attachSource(source);
    attached.facts();
    sdk.emit('autoplay-failed');
    expect(attached.facts()).toEqual([
      { type: 'autoplayBlocked', media: 'audio', resume: expect.any(Function) },
    ]);
    expect(source.capabilities.autoplay).toBe(true);
    attached.detach();
    expect(sdk.listenerCount()).toBe(0);
  });

  it('claims no autoplay warnings without the SDK to hear them from', () => {
    expect(agora(createFakeClient().client).capabilities.autoplay).toBe(false);
  });

  it('never listens to published-user-list, which would take users from the app', () => {
    const { client } = createFakeClient();
    attachSource(agora(client));
    expect(client.events()).not.toContain('published-user-list');
  });

  it('keeps only the parts of a user that it read', () => {
    const { client, emit } = createFakeClient();
    const attached = attachSource(agora(client));
    emit('user-joined', { ...alice, audioTrack: { huge: true } });
    expect(attached.events.at(-1)?.raw?.args).toEqual([alice]);
  });

  it('leaves nothing behind when detached', () => {
    const { client, emit } = createFakeClient({ connectionState: 'CONNECTED' });
    const attached = attachSource(agora(client));
    emit('connection-state-change', 'RECONNECTING', 'CONNECTED');
    attached.detach();
    expect(client.listenerCount()).toBe(0);
    expect(attached.clock.pendingTimers()).toBe(0);
  });

  it('speaks only our words, whatever the SDK says', () => {
    const user = payload({
      uid: anyOf(7, 'bob'),
      hasAudio: fc.boolean(),
      hasVideo: fc.boolean(),
    });
    const states = anyOf(
      'DISCONNECTED',
      'CONNECTING',
      'CONNECTED',
      'RECONNECTING',
      'DISCONNECTING',
    );
    const media = anyOf('audio', 'video', 'datachannel');
    const quality = anyOf(0, 1, 2, 3, 4, 5, 6);
    const uid = anyOf(1, 7, 'bob');
    const calls = hostileCalls({
      'connection-state-change': [
        states,
        states,
        anyOf(undefined, 'LEAVE', 'UID_BANNED', 'FALLBACK'),
      ],
      'peerconnection-state-change': [anyOf('connected', 'failed'), anyOf('new')],
      'media-reconnect-start': [uid],
      'media-reconnect-end': [uid],
      'is-using-cloud-proxy': [fc.boolean()],
      'user-joined': [user],
      'user-left': [user, anyOf('Quit', 'ServerTimeOut')],
      'user-published': [user, media],
      'user-unpublished': [user, media],
      'user-info-updated': [uid, anyOf('mute-audio')],
      'network-quality': [
        payload({ uplinkNetworkQuality: quality, downlinkNetworkQuality: quality }),
      ],
      'stream-fallback': [uid, anyOf('fallback', 'recover')],
      'stream-type-changed': [uid, anyOf(0, 1)],
      exception: [payload({ code: anyOf(1001, 3001), msg: anyOf('LOW'), uid })],
    });
    fc.assert(
      fc.property(calls, anyOf(1), (sequence, stat) => {
        const { client, emit } = createFakeClient({
          connectionState: 'CONNECTED',
          remoteUsers: [alice],
          getRTCStats: () => stat as never,
          getRemoteNetworkQuality: () => ({ 7: stat }) as never,
        });
        expect(playHostileCalls(sequence, attachSource(agora(client)), emit)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
