import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { describeRows } from '../describeRows.test.helper.ts';
import { connection } from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import { volcengine, type VolcengineOptions } from './volcengine.ts';
import {
  broken,
  type Call,
  error,
  joined,
  publishing,
  sampled,
  rowGroups,
  state,
} from './volcengineRows.test.helper.ts';

function attach(options?: VolcengineOptions) {
  const engine = createFakeEmitter();
  const source = volcengine(engine, options);
  const say: (...calls: readonly Call[]) => void = engine.say;
  return { engine, source, say, listened: engine.events, ...attachSource(source) };
}

describeRows(attach, rowGroups);

describe('outside the SDK’s own types', () => {
  it('warns instead of throwing when a payload or a user is missing', () => {
    const { engine, say, facts } = attach();
    for (const event of engine.events()) engine.emit(event);
    for (const event of ['onUserJoined', 'onUserLeave'] as const) say([event, { userInfo: {} }]);
    for (const fact of facts()) expect(['warningRaised', 'tokenChanged']).toContain(fact.type);
  });
});

it('tells what is sent by its statistics, and once they stop that nothing is', () => {
  const { say, clock, facts } = attach();
  say(...joined);
  const after = (forMs: number, report?: Call) => {
    for (let ms = 0; ms < forMs; ms += 2000) {
      if (report) say(report);
      clock.advance(2000);
    }
    return facts().filter(({ type }) => type === 'localMediaChanged');
  };
  const sends = (media: object) => ({
    type: 'localMediaChanged',
    audio: false,
    video: false,
    screen: false,
    synthetic: true,
    ...media,
  });
  const report = (of: object): Call => ['onLocalStreamStats', of];
  expect(after(4000, report({ audioStats: { sendKBitrate: 30 } }))).toEqual([
    sends({ audio: true }),
  ]);
  expect(after(8000, report({ isScreen: true, videoStats: { sentKBitrate: 300 } })).at(-1)).toEqual(
    sends({ screen: true }),
  );
  expect(after(8000)).toEqual([sends({})]);
});

it('counts the age of an outage from its first word, through lost', () => {
  const { say, clock, facts } = attach();
  say(...broken);
  clock.advance(10_000);
  facts();
  say(state(6));
  clock.advance(3000);
  say(state(1, 'iceFailed'), state(4, 'iceFailed'));
  expect(facts()).toEqual([
    connection('lost', 'ice', { lagMs: 16_000 }),
    connection('lost', 'ice', { lagMs: 19_000 }),
    connection('lost', 'ice', { lagMs: 19_000 }),
  ]);
});

it('starts a new outage after a recovery', () => {
  const { say, clock, facts } = attach();
  say(...broken, state(6), state(5));
  clock.advance(60_000);
  facts();
  say(state(1, 'iceFailed'));
  expect(facts()).toEqual([connection('reconnecting', 'ice', { lagMs: 6000 })]);
});

it('believes the uplink while local statistics come in, and not once they stopped', () => {
  const { say, clock, facts } = attach();
  say(publishing);
  clock.advance(4000);
  facts();
  say(['onNetworkQuality', 1, 1]);
  expect(facts()).toEqual([sampled({ uplink: 'excellent', downlink: 'excellent' })]);
  clock.advance(2001);
  say(['onNetworkQuality', 1, 1]);
  expect(facts()).toEqual([
    sampled({ uplink: 'excellent', partial: true }),
    sampled({ downlink: 'excellent' }),
  ]);
});

it('keeps a copy of the callback that later changes do not reach', () => {
  const { engine, events } = attach();
  const payload = { state: 4, reason: 'iceFailed' };
  engine.emit('onConnectionStateChanged', payload);
  payload.reason = 'nodeChange';
  expect(events[0]?.raw).toEqual({
    event: 'onConnectionStateChanged',
    args: [{ state: 4, reason: 'iceFailed' }],
  });
});

it('leaves no listener behind and stays silent after detaching', () => {
  const { engine, detach, facts, say } = attach();
  const listeners: ((...args: unknown[]) => void)[] = [];
  const off = engine.off;
  engine.off = (event, listener) => {
    listeners.push(listener);
    off(event, listener);
  };
  expect(engine.listenerCount()).toBeGreaterThan(30);
  detach();
  expect(engine.listenerCount()).toBe(0);
  say(...broken);
  for (const listener of listeners) listener({ state: 4 });
  expect(facts()).toEqual([]);
});

it('tells where the call is when attached late', () => {
  const { say, facts } = attach({ initial: { phase: 'connected', users: ['ann'] } });
  expect(facts()).toEqual([{ type: 'snapshotTaken', phase: 'connected', users: ['ann'] }]);
  say(state(1));
  expect(facts()).toEqual([connection('left', 'localLeave')]);
});

it('declares what it can tell', () => {
  const { source } = attach();
  expect(source.name).toBe('volcengine');
  expect(source.capabilities).toMatchObject({ lost: 'native', rtt: true, token: true });
  expect(source.capabilities).not.toHaveProperty('remoteQuality');
  expect(source.detectionLagMs).toEqual({ reconnecting: 6000, lost: 16_000, userDropped: 30_000 });
});

describe('before 4.45', () => {
  const version = '4.44.2';
  const lost = connection('lost', 'ice', { lagMs: 16_000, synthetic: true });

  it('says lost itself, ten seconds after the first sign', () => {
    const { source, say, clock, facts } = attach({ version });
    expect(source.capabilities.lost).toBe('synthetic');
    say(...joined, state(1, 'iceFailed'));
    clock.advance(4000);
    say(state(4, 'iceFailed'));
    clock.advance(5999);
    facts();
    clock.advance(1);
    expect(facts()).toEqual([lost]);
    clock.advance(60_000);
    expect(facts()).toEqual([]);
  });

  it.each([
    ['a recovery', state(5)],
    ['the end', state(1)],
    ['a fatal error', error('KICKED_OUT')],
  ])('not after %s', (_what, call) => {
    const { say, clock, facts } = attach({ version });
    say(...broken, call);
    facts();
    clock.advance(60_000);
    expect(facts().filter(({ type }) => type === 'connectionChanged')).toEqual([]);
  });

  it('not after detaching', () => {
    const { say, clock, facts, detach } = attach({ version });
    say(...broken);
    facts();
    detach();
    expect(clock.pendingTimers()).toBe(0);
    clock.advance(60_000);
    expect(facts()).toEqual([]);
  });

  it.each(['4.45.0', '4.68.4', '5.1.0'])('leaves it to SDK %s', (newer) => {
    const { say, clock } = attach({ version: newer });
    say(...broken);
    expect(clock.pendingTimers()).toBe(0);
  });

  it.each([undefined, 'nonsense', ''])('says it late where the version is %s', (unknown) => {
    const { say, clock, facts } = attach({ version: unknown });
    say(...broken);
    facts();
    clock.advance(10_900);
    expect(facts()).toEqual([]);
    clock.advance(100);
    expect(facts()).toMatchObject([{ phase: 'lost', synthetic: true }]);
    clock.advance(60_000);
    expect(facts()).toEqual([]);
  });

  it('says nothing more where an SDK of unknown version said it', () => {
    const { say, clock, facts } = attach();
    say(...broken);
    clock.advance(10_000);
    say(state(6));
    facts();
    clock.advance(60_000);
    expect(facts()).toEqual([]);
  });
});

it.each(['3.9.0', '4.44.9', '4.0.0'])('counts %s as older', (version) => {
  expect(attach({ version }).source.capabilities.lost).toBe('synthetic');
});

it('forgets who was muted once they left', () => {
  const { say, facts } = attach();
  say(
    ['onUserStopAudioCapture', { userId: 'ann' }],
    ['onUserLeave', { userInfo: { userId: 'ann' }, reason: 0 }],
  );
  facts();
  say(['onUserStartAudioCapture', { userId: 'ann' }]);
  expect(facts()).toEqual([]);
});

it('counts a connection found down as recovered when it is up', () => {
  const { say, facts } = attach({ initial: { phase: 'reconnecting' } });
  facts();
  say(state(3));
  expect(facts()).toEqual([connection('connected', 'rejoined', { recovered: true })]);
});

describe('before 4.55', () => {
  afterEach(() => vi.unstubAllGlobals());

  function page() {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    return target;
  }

  it('reports the browser going offline and online, as its own finding', () => {
    const target = page();
    const { facts, detach } = attach({ version: '4.54.9' });
    target.dispatchEvent(new Event('offline'));
    target.dispatchEvent(new Event('online'));
    expect(facts()).toEqual([
      { type: 'deviceNetworkChanged', online: false, synthetic: true },
      { type: 'deviceNetworkChanged', online: true, synthetic: true },
    ]);
    detach();
    target.dispatchEvent(new Event('offline'));
    expect(facts()).toEqual([]);
  });

  it('leaves it to the SDK from 4.55 on, which says DOWN', () => {
    const target = page();
    const { facts } = attach({ version: '4.55.0' });
    target.dispatchEvent(new Event('offline'));
    expect(facts()).toEqual([]);
  });

  it('works where there is no page', () => {
    expect(() => attach({ version: '4.50.1' }).detach()).not.toThrow();
  });
});

const fields = (...names: readonly string[]) =>
  payload(Object.fromEntries(names.map((name) => [name, known[name] ?? anyOf(true, false)])));
const numbers = anyOf(0, 1, 2, 3, 4, 5, 6, -1, 0.5, 40);
const users = anyOf('ann', 'bo', '', 7);
const known: Record<string, fc.Arbitrary<unknown>> = {
  userId: users,
  uid: users,
  state: numbers,
  mediaType: numbers,
  code: numbers,
  streamIndex: numbers,
  forbiddenTime: numbers,
  reason: anyOf(0, 1, 2, 3, 4, 5, 6, 'iceFailed', 'nodeChange', 'joinTimeout', 'notifyReconnect'),
  tag: anyOf('userDuplicateLogin', 'onUserTokenDidExpire', 'connectionLost'),
  errorCode: anyOf('KICKED_OUT', 'RECONNECT_FAILED', 'TOKEN_EXPIRED', 'RTM_TOKEN_ERROR'),
  exception: anyOf('RECV_VIDEO_DECODE_FAILED', 'RECV_VIDEO_DECODE_FAILED_RECOVER'),
  userInfo: payload({ userId: users }),
};
const track = payload(
  Object.fromEntries(
    ['rtt', 'audioLossRate', 'videoLossRate', 'sendKBitrate', 'stallCount'].map((name) => [
      name,
      numbers,
    ]),
  ),
);
known.audioStats = track;
known.videoStats = track;
const anyPayload = fields(...Object.keys(known), 'isScreen', 'banned', 'afterEnable');

it('survives any sequence of callbacks without leaving our vocabulary', () => {
  const table = Object.fromEntries(
    attach()
      .engine.events()
      .map((event) => [event, event === 'onNetworkQuality' ? [numbers, numbers] : [anyPayload]]),
  );
  const version = fc.constantFrom(undefined, '4.44.0', '4.50.0', '4.68.4');
  const property = fc.property(hostileCalls(table), version, (calls, sdk) => {
    const attached = attach({ version: sdk });
    expect(playHostileCalls(calls, attached, attached.engine.emit)).toEqual([]);
    expect(attached.engine.listenerCount()).toBe(0);
  });
  fc.assert(property, { numRuns: 300 });
});
