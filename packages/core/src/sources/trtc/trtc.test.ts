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
} from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { trtc } from './trtc.ts';

const { left: leaves, published, unpublished } = remoteUser('alice');
const reconnecting = connection('reconnecting', 'network', { link: { signaling: 'down' } });
const recovered = connection('connected', 'rejoined', {
  recovered: true,
  link: { signaling: 'up' },
});
const left = connection('left', 'localLeave', { synthetic: true });

const change = (prevState: string, state: string, isReconnecting?: boolean) => ({
  prevState,
  state,
  isReconnecting,
});

const rows: [event: string, payload: unknown, facts: SourceEvent[]][] = [
  [
    'connection-state-changed',
    change('DISCONNECTED', 'CONNECTING', false),
    [connection('connecting', 'join')],
  ],
  ['connection-state-changed', change('DISCONNECTED', 'CONNECTING', true), [reconnecting]],
  [
    'connection-state-changed',
    change('CONNECTING', 'CONNECTED'),
    [connection('connected', 'joined')],
  ],
  [
    'connection-state-changed',
    change('CONNECTING', 'DISCONNECTED'),
    [failed('joinFailed', 'DISCONNECTED')],
  ],
  [
    'connection-state-changed',
    change('CONNECTED', 'SLEEPING'),
    [strange('connection-state-changed', 'SLEEPING')],
  ],
  ['connection-state-changed', change('CONNECTED', 'RECONNECTED'), [recovered]],
  [
    'network-quality',
    { uplinkNetworkQuality: 0, downlinkNetworkQuality: 1 },
    [sampled('unknown', 'excellent')],
  ],
  [
    'network-quality',
    { uplinkNetworkQuality: 2, downlinkNetworkQuality: 3 },
    [sampled('good', 'poor')],
  ],
  [
    'network-quality',
    { uplinkNetworkQuality: 4, downlinkNetworkQuality: 5 },
    [sampled('bad', 'vbad')],
  ],
  [
    'network-quality',
    { uplinkNetworkQuality: 6, downlinkNetworkQuality: 6 },
    [sampled('down', 'down')],
  ],
  [
    'network-quality',
    { uplinkNetworkQuality: 1 },
    [
      { type: 'qualitySampled', basis: 'sdk', uplink: 'excellent' },
      strange('network-quality', 'undefined'),
    ],
  ],
  ['remote-user-enter', { userId: 'alice' }, [{ type: 'userJoined', userId: 'alice' }]],
  ['remote-user-exit', { userId: 'alice', reason: 0 }, [leaves('quit')]],
  ['remote-user-exit', { userId: 'alice', reason: 1 }, [leaves('dropped')]],
  ['remote-user-exit', { userId: 'alice', reason: 2 }, [leaves('kicked')]],
  ['remote-user-exit', { userId: 'alice', reason: 3 }, [leaves('role')]],
  ['remote-user-exit', { userId: 'alice' }, [leaves('unknown')]],
  [
    'remote-user-exit',
    { userId: 'alice', reason: 4 },
    [leaves('unknown'), strange('remote-user-exit', '4')],
  ],
  ['remote-audio-available', { userId: 'alice' }, [published('audio')]],
  ['remote-audio-unavailable', { userId: 'alice' }, [unpublished('audio', 'unknown')]],
  ['remote-video-available', { userId: 'alice', streamType: 'main' }, [published('video')]],
  ['remote-video-available', { userId: 'alice', streamType: 'sub' }, [published('screen')]],
  [
    'remote-video-available',
    { userId: 'alice', streamType: 'third' },
    [strange('remote-video-available', 'third')],
  ],
  [
    'remote-video-unavailable',
    { userId: 'alice', streamType: 'main' },
    [unpublished('video', 'unknown')],
  ],
  [
    'remote-video-unavailable',
    { userId: 'alice', streamType: 'sub' },
    [unpublished('screen', 'unknown')],
  ],
  ['kicked-out', { reason: 'kick' }, ended('duplicateLogin', 'kick')],
  ['kicked-out', { reason: 'banned' }, ended('kicked', 'banned')],
  ['kicked-out', { reason: 'room_disband' }, ended('roomClosed', 'room_disband')],
  [
    'kicked-out',
    { reason: 'user_time_out' },
    [failed('unknown', 'user_time_out'), strange('kicked-out', 'user_time_out')],
  ],
  ['error', { code: 5500, extraCode: 5501, message: 'firewall' }, [noted(5501, 'firewall', false)]],
  ['error', { code: 5300, message: 'device' }, [noted(5300, 'device', false)]],
  ['error', { code: 5400, message: 'server' }, [noted(5400, 'server', false)]],
  ['error', { code: 1, message: '?' }, [strange('error', '1')]],
  [
    'publish-state-changed',
    { mediaType: 'audio', state: 'started', prevState: 'starting' },
    [{ type: 'localMediaChanged', audio: true }],
  ],
  [
    'publish-state-changed',
    { mediaType: 'screen', state: 'stopped', prevState: 'started', reason: 'api-call' },
    [{ type: 'localMediaChanged', screen: false }],
  ],
  [
    'publish-state-changed',
    { mediaType: 'video', state: 'stopped', prevState: 'starting', reason: 'timeout' },
    [
      { type: 'localMediaChanged', video: false },
      noted('publish-timeout', 'video is not sent', false),
    ],
  ],
  ['publish-state-changed', { mediaType: 'video', state: 'starting', prevState: 'stopped' }, []],
  [
    'autoplay-failed',
    { userId: 'alice', mediaType: 'screen', resume: async () => {} },
    [{ type: 'autoplayBlocked', userId: 'alice', media: 'screen', resume: expect.any(Function) }],
  ],
  [
    'autoplay-failed',
    { userId: '', mediaType: 'audio' },
    [{ type: 'autoplayBlocked', media: 'audio' }],
  ],
  [
    'statistics',
    {
      rtt: 45,
      upLoss: 3,
      downLoss: 0,
      localStatistics: { audio: { bitrate: 40 }, video: [{ bitrate: 500 }, { bitrate: 100 }] },
      remoteStatistics: [
        {
          userId: 'alice',
          audio: { bitrate: 30, jitterBufferDelay: 60 },
          video: [{ bitrate: 300 }],
        },
      ],
    },
    [
      { type: 'statsSampled', rttMs: 45, lossUp: 0.03, lossDown: 0, kbpsUp: 640, kbpsDown: 330 },
      { type: 'statsSampled', userId: 'alice', jitterBufferMs: 60, kbpsDown: 330 },
    ],
  ],
];

function attachInCall() {
  const client = createFakeEmitter();
  const attached = attachSource(trtc(client, { initial: { phase: 'connected' } }));
  attached.facts();
  const say = (...args: Parameters<typeof change>) =>
    client.emit('connection-state-changed', change(...args));
  return { ...attached, client, say };
}

describe('trtc', () => {
  it.each(rows)('%s %j', (event, argument, facts) => {
    const client = createFakeEmitter();
    const attached = attachSource(trtc(client));
    client.emit(event, argument);
    expect(attached.facts()).toEqual(facts);
  });

  it('reads a disconnect that goes on to connecting as reconnecting, and never as a leave', () => {
    const { clock, facts, say } = attachInCall();
    say('CONNECTED', 'DISCONNECTED');
    say('DISCONNECTED', 'CONNECTING', true);
    clock.advance(5000);
    say('CONNECTING', 'CONNECTED');
    expect(facts()).toEqual([reconnecting, recovered]);
  });

  it('reads a disconnect that nothing follows as having left, half a second later', () => {
    const { clock, facts, say } = attachInCall();
    say('CONNECTED', 'DISCONNECTED');
    clock.advance(499);
    expect(facts()).toEqual([]);
    clock.advance(1);
    expect(facts()).toEqual([left]);
  });

  it('reads joining anew right after a disconnect as the same outage', () => {
    const { facts, say } = attachInCall();
    say('CONNECTED', 'DISCONNECTED');
    say('DISCONNECTED', 'CONNECTING', false);
    expect(facts()).toEqual([reconnecting]);
  });

  it('reads leaving while reconnecting as having left', () => {
    const { clock, facts, say } = attachInCall();
    say('DISCONNECTED', 'CONNECTING', true);
    facts();
    say('CONNECTING', 'DISCONNECTED');
    clock.advance(500);
    expect(facts()).toEqual([left]);
  });

  it.each([
    ['kick', 'duplicateLogin'],
    ['banned', 'kicked'],
    ['room_disband', 'roomClosed'],
  ] as const)(
    'knows a kick (%s) from a leave though the SDK leaves the room first',
    (reason, cause) => {
      const { client, clock, facts, say } = attachInCall();
      say('CONNECTED', 'DISCONNECTED');
      client.emit('kicked-out', { reason });
      clock.advance(5000);
      expect(facts()).toEqual(ended(cause, reason));
    },
  );

  it('reads an error that follows failed retries as a network failure', () => {
    const { client, clock, facts, say } = attachInCall();
    say('CONNECTED', 'DISCONNECTED');
    say('DISCONNECTED', 'CONNECTING', true);
    say('CONNECTING', 'DISCONNECTED');
    client.emit('error', { code: 5400, extraCode: 0, message: 'rejoin failed' });
    clock.advance(5000);
    expect(facts()).toEqual([reconnecting, failed('network', 5400)]);
  });

  it('reads a server error that ends the call as one', () => {
    const { client, facts, say } = attachInCall();
    say('CONNECTED', 'DISCONNECTED');
    client.emit('error', { code: 5400, extraCode: 70_001, message: 'token' });
    expect(facts()).toEqual(ended('serverError', 70_001));
  });

  it('says lost after ten seconds of reconnecting', () => {
    const { clock, facts, say } = attachInCall();
    say('DISCONNECTED', 'CONNECTING', true);
    facts();
    clock.advance(10_000);
    expect(facts()).toEqual([{ ...reconnecting, phase: 'lost', synthetic: true }]);
  });

  it('knows what the app told it when attached late', () => {
    const client = createFakeEmitter();
    const initial = { phase: 'reconnecting', users: ['alice'] } as const;
    const attached = attachSource(trtc(client, { initial }));
    client.emit('connection-state-changed', change('CONNECTING', 'CONNECTED'));
    expect(attached.facts()).toEqual([{ type: 'snapshotTaken', ...initial }, recovered]);
  });

  it('hears errors as long as it is attached: unheard they would throw', () => {
    const client = createFakeEmitter();
    const attached = attachSource(trtc(client));
    expect(client.events()).toContain('error');
    attached.detach();
    expect(client.listenerCount()).toBe(0);
  });

  it('leaves nothing behind when detached', () => {
    const { clock, detach, say } = attachInCall();
    say('DISCONNECTED', 'CONNECTING', true);
    say('CONNECTING', 'DISCONNECTED');
    detach();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('speaks only our words, whatever the SDK says', () => {
    const userId = anyOf('alice', '');
    const state = anyOf('DISCONNECTED', 'CONNECTING', 'CONNECTED');
    const level = anyOf(0, 1, 2, 3, 4, 5, 6);
    const number = anyOf(0, 50, 101);
    const streams = { audio: payload({ bitrate: number, jitterBufferDelay: number }) };
    const calls = hostileCalls({
      'connection-state-changed': [
        payload({ prevState: state, state, isReconnecting: anyOf(true, false) }),
      ],
      'network-quality': [payload({ uplinkNetworkQuality: level, downlinkNetworkQuality: level })],
      statistics: [
        payload({
          rtt: number,
          upLoss: number,
          downLoss: number,
          localStatistics: payload(streams),
          remoteStatistics: fc.array(payload({ userId, ...streams })),
        }),
      ],
      'remote-user-enter': [payload({ userId })],
      'remote-user-exit': [payload({ userId, reason: anyOf(0, 1, 2, 3) })],
      'remote-audio-available': [payload({ userId })],
      'remote-video-available': [payload({ userId, streamType: anyOf('main', 'sub') })],
      'remote-video-unavailable': [payload({ userId, streamType: anyOf('main', 'sub') })],
      'kicked-out': [payload({ reason: anyOf('kick', 'banned', 'room_disband') })],
      error: [
        payload({ code: anyOf(5300, 5400, 5500), extraCode: anyOf(0, 5501), message: anyOf('x') }),
      ],
      'publish-state-changed': [
        payload({ mediaType: anyOf('audio'), state: anyOf('started'), reason: anyOf('timeout') }),
      ],
      'autoplay-failed': [payload({ userId, mediaType: anyOf('audio', 'screen') })],
    });
    fc.assert(
      fc.property(calls, (sequence) => {
        const client = createFakeEmitter();
        expect(playHostileCalls(sequence, attachSource(trtc(client)), client.emit)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
