import { describe, expect, it } from 'vitest';
import { createFakeEmitter } from './attachSource.test.helper.ts';
import { nertcNative } from './nertcNative/nertcNative.ts';
import { type SdkDriver, sdkDrivers } from './sdkDrivers.test.helper.ts';
import { startCall } from './sourceBehaviour.test.helper.ts';
import { volcengine } from './volcengine/volcengine.ts';
import { volcengineNative } from './volcengineNative/volcengineNative.ts';

// VolcEngine's guide to network hints and NetEase's guide to connection states, sentence by sentence in our words and in
// their order. On the left what the guide says, on the right what the SDK then calls and what is known and shown.

interface Say {
  engine(event: string, ...args: unknown[]): void;
  room(event: string, ...args: unknown[]): void;
}

/** A call of one SDK, joined, with Ann in it. */
function inCall(kind: 'web' | 'native' | 'nertc', version?: string) {
  const engine = createFakeEmitter();
  const room = createFakeEmitter();
  const source = {
    web: () => volcengine(engine, { version }),
    native: () => volcengineNative({ engine, room }),
    nertc: () => nertcNative({ ...engine, getConnectionState: () => 1 }),
  }[kind]();
  const call = startCall(() => ({ ...sdkDrivers['trtc']!(), source }) satisfies SdkDriver);
  const say: Say = { engine: engine.emit, room: room.emit };
  if (kind === 'web') {
    say.engine('onConnectionStateChanged', { state: 3 });
    say.engine('onUserJoined', { userInfo: { userId: 'ann' } });
  } else if (kind === 'native') {
    say.engine('onConnectionStateChanged', 3);
    say.room('onUserJoined', { uid: 'ann' });
  } else {
    say.engine('onConnectionStateChange', 3, 6);
    say.engine('onJoinChannel', 'c', 'me', 0);
    say.engine('onUserJoined', 'ann', '');
  }
  call.clock.advance(1000);
  const connection = () => call.network.store.getState().connection;
  return { ...call, say, connection, user: (id: string) => call.network.users.get(id) };
}

type InCall = ReturnType<typeof inCall>;
type Row = [says: string, kind: 'web' | 'native' | 'nertc', shows: (call: InCall) => void];

const stats = (uid: string, level: number) => ({ uid, tx_quality: level, rx_quality: level });
const state = (call: InCall, value: number, reason?: string) =>
  call.say.engine('onConnectionStateChanged', { state: value, reason });

function expectNow(call: InCall, phase: string, kind: string | undefined) {
  expect([call.connection().phase, call.shown()]).toEqual([phase, kind ? [kind] : []]);
}

/** Quality falls both ways, the call server is silent, and another host answers like this. */
function falls(call: InCall, other: 'reachable' | 'timedOut', kind: string) {
  call.probed('reachable', 'reachable');
  call.say.engine('onNetworkQuality', 6, 6);
  call.clock.advance(2000);
  call.say.engine('onNetworkQuality', 6, 6);
  call.probed('timedOut', other);
  call.clock.advance(500);
  expect(call.shown()).toEqual([kind]);
}

const volcEngine: Row[] = [
  [
    'a weak network: the quality callback scores this device',
    'web',
    (call) => {
      call.repeat(2000, 6, () => {
        call.say.engine('onLocalStreamStats', { audioStats: { sendKBitrate: 30 } });
        call.say.engine('onNetworkQuality', 4, 1);
      });
      expect(call.shown()).toEqual(['weak.up']);
    },
  ],
  [
    'a weak network: and the others, where the SDK tells',
    'native',
    (call) => {
      call.repeat(2000, 4, () =>
        call.say.room('onNetworkQuality', stats('me', 1), [stats('ann', 5)]),
      );
      expect(call.shown()).toEqual(['remote.weak of ann']);
    },
  ],
  [
    'Wi-Fi or mobile network gone, natively: the kind of network changes',
    'native',
    (call) => {
      call.say.engine('onNetworkTypeChanged', 0);
      call.clock.advance(1300);
      expect(call.shown()).toEqual(['local.offline']);
      call.say.engine('onNetworkTypeChanged', 2);
      call.clock.advance(3000);
      expect(call.shown()).toEqual(['local.restored']);
    },
  ],
  [
    'that the kind of network is unknown does not bring it back',
    'native',
    (call) => {
      call.say.engine('onNetworkTypeChanged', 0);
      call.clock.advance(1300);
      call.say.engine('onNetworkTypeChanged', -1);
      call.clock.advance(3000);
      expect(call.network.store.getState().device.online).toBe(false);
      expect(call.shown()).toEqual(['local.offline']);
    },
  ],
  [
    'the same on the web: quality DOWN',
    'web',
    (call) => {
      call.repeat(2000, 2, () => call.say.engine('onNetworkQuality', 6, 6));
      expect(call.shown()).toEqual(['local.reconnecting']);
      expect(call.seen()).toEqual(['local.reconnecting']);
    },
  ],
  [
    'some systems say it late: until then a falling quality makes us look closer',
    'native',
    (call) => {
      call.say.room('onNetworkQuality', stats('me', 1), []);
      call.say.room('onNetworkQuality', stats('me', 5), []);
      expect(call.attention()).toBe('alert');
    },
  ],
  [
    'the router is dead: asking a server tells, also while only quality falls',
    'web',
    (call) => falls(call, 'timedOut', 'local.noInternet'),
  ],
  [
    'the call server is dead: another host answers',
    'web',
    (call) => falls(call, 'reachable', 'local.serverUnreachable'),
  ],
  [
    'DISCONNECTED after 12 s without an answer: that old is the outage',
    'native',
    (call) => {
      call.say.engine('onConnectionStateChanged', 1);
      const { phase, outageSince = 0 } = call.connection();
      expect([phase, call.clock.now() - outageSince]).toEqual(['reconnecting', 12_000]);
      expect(call.shown()).toEqual(['local.reconnecting']);
    },
  ],
  [
    'then it goes on trying, and LOST comes 10 s later',
    'native',
    (call) => {
      call.say.engine('onConnectionStateChanged', 1);
      call.say.engine('onConnectionStateChanged', 4);
      call.clock.advance(10_000);
      call.say.engine('onConnectionStateChanged', 6);
      expect(call.connection()).toMatchObject({ phase: 'lost', willRetry: true });
      call.clock.advance(100);
      expect(call.shown()).toEqual(['local.lost']);
      call.say.engine('onConnectionStateChanged', 5);
      expect(call.connection()).toMatchObject({ phase: 'connected', recovered: true });
    },
  ],
  [
    'a remote: 15 s and 15 s more, then onUserLeave',
    'native',
    (call) => {
      call.say.room('onUserLeave', 'ann', 1);
      call.clock.advance(3500);
      expect(call.user('ann')?.leaveReason).toBe('dropped');
      expect(call.shown()).toContain('remote.dropped of ann');
    },
  ],
  [
    'what they published is taken back',
    'web',
    (call) => {
      call.say.engine('onUserPublishStream', { userId: 'ann', mediaType: 3 });
      call.say.engine('onUserPublishScreen', { userId: 'ann', mediaType: 2 });
      expect(call.user('ann')?.published).toEqual(['audio', 'video', 'screen']);
      call.say.engine('onUserUnpublishStream', { userId: 'ann', mediaType: 3, reason: 3 });
      call.say.engine('onUserUnpublishScreen', { userId: 'ann', mediaType: 2, reason: 3 });
      expect(call.user('ann')?.published).toEqual([]);
    },
  ],
  [
    'LOST exists on the web from 4.45; where nobody named the version and none comes, we say it',
    'web',
    (call) => {
      state(call, 1, 'iceFailed');
      state(call, 4, 'iceFailed');
      call.clock.advance(11_000);
      expect(call.connection().phase).toBe('lost');
    },
  ],
];

const nertcStates: Row[] = [
  [
    'reconnecting: the SDK does it by itself',
    'nertc',
    (call) => {
      call.say.engine('onConnectionStateChange', 4, 9);
      expect(call.connection()).toMatchObject({ phase: 'reconnecting', willRetry: true });
      call.clock.advance(2100);
      expect(call.shown()).toEqual(['local.reconnecting']);
      call.say.engine('onConnectionStateChange', 3, 7);
      call.clock.advance(100);
      expect(call.connection()).toMatchObject({ phase: 'connected', cause: 'rejoined' });
    },
  ],
  [
    'failed: after 30 s to 50 s it tries no more',
    'nertc',
    (call) => {
      call.say.engine('onConnectionStateChange', 4, 9);
      expect(call.connection().givesUpAt).toBe(call.clock.now() + 50_000);
      call.clock.advance(40_000);
      call.say.engine('onConnectionStateChange', 5, 4);
      call.clock.advance(100);
      expect(call.connection()).toMatchObject({ phase: 'failed', willRetry: false });
      expect(call.shown()).toEqual(['local.failed']);
    },
  ],
  ...(
    [
      ['left', 1, 1, 'left', undefined],
      ['the room was closed', 1, 2, 'failed', 'ended.byServer'],
      ['kicked', 1, 3, 'failed', 'ended.byServer'],
      ['timed out', 5, 4, 'failed', 'local.failed'],
      ['the media connection broke', 4, 8, 'reconnecting', undefined],
      ['the signalling broke', 4, 9, 'reconnecting', undefined],
      ['another server was given', 4, 12, 'reconnecting', undefined],
      ['a proxy is used', 3, 13, 'connected', undefined],
    ] as const
  ).map(
    ([says, now, reason, phase, kind]): Row => [
      `reason ${reason}: ${says}`,
      'nertc',
      (call) => {
        call.say.engine('onConnectionStateChange', now, reason);
        call.clock.advance(100);
        expectNow(call, phase, kind);
      },
    ],
  ),
  [
    'A is broken: B is told that A timed out',
    'nertc',
    (call) => {
      call.say.engine('onUserLeft', 'ann', 4);
      call.clock.advance(3500);
      expect(call.shown()).toContain('remote.dropped of ann');
    },
  ],
];

describe.each([
  ['VolcEngine: telling people about their network', volcEngine],
  ['NetEase: the states of a room', nertcStates],
])('%s', (_guide, rows) => {
  it.each(rows)('%s (%s)', (_says, kind, shows) => {
    expect.hasAssertions();
    shows(inCall(kind));
  });
});

it.each([
  ['4.54.9', 'local.offline'],
  ['4.55.0', undefined],
])('DOWN exists from 4.55; below it the page says so (%s)', (version, kind) => {
  const page = new EventTarget();
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  });
  const { clock, shown } = inCall('web', version);
  page.dispatchEvent(new Event('offline'));
  clock.advance(1300);
  expect(shown()).toEqual(kind ? [kind] : []);
});
