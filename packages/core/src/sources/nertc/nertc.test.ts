import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { describeRows } from '../describeRows.test.helper.ts';
import { connection, held } from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { type NertcClient, nertc } from './nertc.ts';
import { broken, joined, rowGroups, state, stream } from './nertcRows.test.helper.ts';

function attach(getters: Partial<NertcClient> = {}) {
  const emitter = createFakeEmitter();
  const client: NertcClient = {
    ...emitter,
    getConnectionState: () => 'DISCONNECTED',
    getUid: () => 1,
    ...getters,
  };
  const source = nertc(client);
  const { say, events: listened } = emitter;
  return { emitter, source, say, listened, ...attachSource(source) };
}

describeRows(attach, rowGroups);

it.each([
  ['DISCONNECTED', 'idle'],
  ['CONNECTING', 'connecting'],
  ['CONNECTED', 'connected'],
  ['DISCONNECTING', 'leaving'],
])('reads %s at attach', (sdkState, phase) => {
  const { facts } = attach({ getConnectionState: () => sdkState });
  expect(facts()).toEqual([{ type: 'snapshotTaken', phase, users: [] }]);
});

it('goes on from the state it read', () => {
  const { say, facts } = attach({ getConnectionState: () => 'CONNECTED' });
  facts();
  say(state('DISCONNECTED', 'CONNECTED'));
  expect(facts()).toEqual([connection('left', 'localLeave')]);
});

it('warns when the state cannot be read, and listens all the same', () => {
  const { say, facts } = attach({
    getConnectionState: () => {
      throw new Error('destroyed');
    },
  });
  say(['peer-online', { uid: 7 }]);
  expect(facts().map(({ type }) => type)).toEqual(['warningRaised', 'userJoined']);
  expect(attach({ getConnectionState: () => 'DREAMING' }).facts()).toMatchObject([
    { type: 'warningRaised', text: 'DREAMING' },
  ]);
});

it('copies what the SDK will reuse', () => {
  const { say, events, emitter } = attach();
  const shared = { curState: 'CONNECTING', prevState: 'CONNECTED', reconnect: true };
  const members = [{ uid: 7, uplinkNetworkQuality: 6, downlinkNetworkQuality: 6 }];
  emitter.emit('connection-state-change', shared);
  emitter.emit('network-quality', members);
  Object.assign(shared, { curState: 'CONNECTED', prevState: 'CONNECTING' });
  members[0]!.uplinkNetworkQuality = 1;
  say(state('CONNECTED', 'CONNECTING', true));
  expect(events.slice(1, 3).map(({ raw }) => raw?.args)).toEqual([
    [{ curState: 'CONNECTING', prevState: 'CONNECTED', reconnect: true }],
    [[{ uid: 7, uplinkNetworkQuality: 6, downlinkNetworkQuality: 6 }]],
  ]);
  expect(events[2]).toMatchObject({ uplink: 'down' });
});

it('keeps of a live stream object whose it is, and nothing else', () => {
  const { say, events } = attach();
  say(['stream-added', { stream: stream(7), mediaType: 'video' }]);
  expect(events.at(-1)?.raw).toEqual({
    event: 'stream-added',
    args: [{ uid: 7, mediaType: 'video' }],
  });
});

it('reports nobody’s quality as long as it cannot tell which is our own', () => {
  const { say, facts } = attach({ getUid: () => undefined });
  facts();
  say(['network-quality', [{ uid: 1, uplinkNetworkQuality: 6, downlinkNetworkQuality: 6 }]]);
  expect(facts()).toEqual([]);
});

it('says lost ten seconds into reconnecting, which the SDK never does', () => {
  const { say, clock, facts } = attach();
  say(...broken);
  facts();
  clock.advance(9999);
  expect(facts()).toEqual([]);
  clock.advance(1);
  expect(facts()).toEqual([connection('lost', 'network', { synthetic: true })]);
  say(state('CONNECTED', 'CONNECTING', true));
  expect(facts()).toEqual([connection('connected', 'rejoined', { recovered: true })]);
});

describe('statistics', () => {
  const getters = {
    getConnectionState: () => 'CONNECTED',
    getTransportStats: async () => ({
      txRtt: 60,
      rxRtt: 60,
      NetworkType: 'wifi',
      OutgoingAvailableBandwidth: 1500,
    }),
    getSessionStats: async () => ({ SendBitrate: 700, RecvBitrate: 900 }),
    getRemoteAudioStats: async () => ({ 7: { PacketLossRate: 10, RecvBitrate: 40 } }),
    getRemoteVideoStats: async () => ({
      7: { PacketLossRate: 5, RecvBitrate: 500 },
      bo: { PacketLossRate: 0, RecvBitrate: 300 },
    }),
  };
  const settle = () => new Promise((done) => setTimeout(done, 0));

  it('are read every two seconds while connected', async () => {
    const { clock, facts, say } = attach(getters);
    facts();
    clock.advance(2000);
    await settle();
    expect(facts()).toEqual([
      {
        type: 'statsSampled',
        rttMs: 60,
        kbpsUp: 700,
        kbpsDown: 900,
        availableKbpsUp: 1500,
      },
      { type: 'deviceNetworkChanged', networkType: 'wifi' },
      { type: 'statsSampled', userId: '7', lossDown: 0.1, kbpsDown: 540 },
      { type: 'statsSampled', userId: 'bo', lossDown: 0, kbpsDown: 300 },
    ]);
    clock.advance(2000);
    await settle();
    expect(facts().map(({ type }) => type)).toEqual([
      'statsSampled',
      'statsSampled',
      'statsSampled',
    ]);
    say(state('CONNECTING', 'CONNECTED', true));
    facts();
    clock.advance(6000);
    await settle();
    expect(facts()).toEqual([]);
  });

  it('are not made up where the browser has none', async () => {
    const { clock, facts } = attach({
      ...getters,
      getTransportStats: async () => ({
        txRtt: -1,
        NetworkType: 'unknown',
        OutgoingAvailableBandwidth: -1,
      }),
      getSessionStats: async () => ({ SendBitrate: 0, RecvBitrate: 0 }),
      getRemoteAudioStats: async () => [],
      getRemoteVideoStats: async () => {
        throw new Error('not supported');
      },
    });
    facts();
    clock.advance(2000);
    await settle();
    expect(facts()).toEqual([]);
  });

  it('tell what is sent, once it changes, and that nothing is', async () => {
    let sends = ['audio', 'screen'];
    const list = (media: string) => (sends.includes(media) ? [{ SendBitrate: 40 }] : []);
    const { clock, facts } = attach({
      getConnectionState: () => 'CONNECTED',
      getTransportStats: async () => ({ txRtt: 60 }),
      getLocalAudioStats: async () => list('audio'),
      getLocalVideoStats: async (media: string) => list(media),
    });
    const sent = async (forMs: number) => {
      for (let ms = 0; ms < forMs; ms += 2000) {
        clock.advance(2000);
        await settle();
      }
      return facts().filter(({ type }) => type === 'localMediaChanged');
    };
    const fact = { type: 'localMediaChanged', synthetic: true };
    expect(await sent(6000)).toEqual([{ ...fact, audio: true, video: false, screen: true }]);
    sends = ['video'];
    expect((await sent(12_000)).at(-1)).toEqual({
      ...fact,
      audio: false,
      video: true,
      screen: false,
    });
    sends = [];
    expect(await sent(12_000)).toEqual([{ ...fact, audio: false, video: false, screen: false }]);
  });

  it('tell nothing of what is sent where the browser has none', async () => {
    const { clock, facts } = attach({
      getConnectionState: () => 'CONNECTED',
      getTransportStats: async () => ({ txRtt: -1 }),
      getLocalAudioStats: async () => [{}],
    });
    for (let time = 0; time < 10; time += 1) {
      clock.advance(2000);
      await settle();
    }
    expect(facts().filter(({ type }) => type === 'localMediaChanged')).toEqual([]);
  });

  it('that arrive after detaching are dropped', async () => {
    const { clock, facts, detach } = attach(getters);
    facts();
    clock.advance(2000);
    detach();
    await settle();
    expect(facts()).toEqual([]);
    expect(clock.pendingTimers()).toBe(0);
  });
});

it('leaves no listener behind and stays silent after detaching', () => {
  const { emitter, say, detach, facts } = attach();
  expect(emitter.listenerCount()).toBeGreaterThan(20);
  expect(emitter.events()).toContain('error');
  facts();
  detach();
  expect(emitter.listenerCount()).toBe(0);
  say(...broken);
  expect(facts()).toEqual([]);
});

it('declares what it can tell', () => {
  const { source } = attach();
  expect(source.name).toBe('nertc');
  expect(source.capabilities).toMatchObject({
    lost: 'synthetic',
    remoteQuality: 'push',
    snapshot: 'phase',
  });
});

const numbers = anyOf(0, 1, 2, 3, 4, 5, 6, 406, 2001);
const uids = anyOf(1, 7, '1', 'bo', '');
const fields = payload({
  curState: anyOf('DISCONNECTED', 'CONNECTING', 'CONNECTED', 'DISCONNECTING'),
  prevState: anyOf('CONNECTING', 'CONNECTED'),
  reconnect: anyOf(true, false),
  uid: uids,
  reason: numbers,
  code: numbers,
  msg: anyOf('AUDIO_INPUT_LEVEL_TOO_LOW'),
  mediaType: anyOf('audio', 'audioSlave', 'video', 'screen', 'videoThird'),
  state: anyOf(true, false),
  stream: fc.constantFrom(stream(7), stream(undefined), {}, undefined),
});
const member = payload({
  uid: uids,
  uplinkNetworkQuality: numbers,
  downlinkNetworkQuality: numbers,
});

it('survives any sequence of callbacks without leaving our vocabulary', () => {
  const table = Object.fromEntries(
    attach()
      .emitter.events()
      .map((event) => [event, [fields]]),
  );
  table['network-quality'] = [fc.array(member, { maxLength: 4 })];
  table.error = [anyOf('SOCKET_ERROR', 'RELOGIN_ERROR', 'no-publish-audio-permission')];
  const property = fc.property(hostileCalls(table), (calls) => {
    const attached = attach();
    attached.say(...joined);
    expect(playHostileCalls(calls, attached, attached.emitter.emit)).toEqual([]);
    expect(attached.emitter.listenerCount()).toBe(0);
  });
  fc.assert(property, { numRuns: 300 });
});

it('keeps our own quality apart from that of a user with a similar id', () => {
  const { say, facts } = attach();
  facts();
  say(['network-quality', [{ uid: '11', uplinkNetworkQuality: 1, downlinkNetworkQuality: 1 }]]);
  expect(facts()).toEqual([held('excellent', 'excellent', '11')]);
});
