import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { describeRows, testRows } from '../describeRows.test.helper.ts';
import { connection } from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import {
  volcengineNative,
  volcengineNativeHandlers,
  type VolcengineNativeOptions,
} from './volcengineNative.ts';
import {
  allRows,
  broken,
  type Call,
  joined,
  rowGroups,
  state,
} from './volcengineNativeRows.test.helper.ts';

function attach(options?: VolcengineNativeOptions) {
  const sdk = { engine: createFakeEmitter(), room: createFakeEmitter() };
  const source = volcengineNative(sdk, options);
  const say = (...calls: readonly Call[]) => {
    for (const { from, event, args } of calls) sdk[from].emit(event, ...args);
  };
  const listeners = () => sdk.engine.listenerCount() + sdk.room.listenerCount();
  const listened = () => [...sdk.engine.events(), ...sdk.room.events()];
  return { ...sdk, source, say, listened, listeners, ...attachSource(source) };
}

describeRows(attach, rowGroups);

it('counts the age of an outage from its first word, through lost', () => {
  const { say, clock, facts } = attach();
  say(...broken);
  clock.advance(10_000);
  facts();
  say(state(6));
  expect(facts()).toEqual([connection('lost', 'network', { lagMs: 22_000 })]);
});

it('forgets who was muted once they left', () => {
  const { say, facts } = attach();
  const capture = (event: string): Call => ({ from: 'engine', event, args: ['room', 'ann'] });
  say(capture('onUserStopAudioCapture'), { from: 'room', event: 'onUserLeave', args: ['ann', 0] });
  facts();
  say(capture('onUserStartAudioCapture'));
  expect(facts()).toEqual([]);
});

it('leaves no listener behind and stays silent after detaching', () => {
  const { say, listeners, detach, facts } = attach();
  expect(listeners()).toBeGreaterThan(30);
  detach();
  expect(listeners()).toBe(0);
  say(...broken);
  expect(facts()).toEqual([]);
});

it('tells where the call is when attached late', () => {
  const { say, facts } = attach({ initial: { phase: 'reconnecting' } });
  say(state(5));
  expect(facts()).toEqual([
    { type: 'snapshotTaken', phase: 'reconnecting', users: [] },
    connection('connected', 'rejoined', { recovered: true }),
  ]);
});

it('declares what it can tell', () => {
  const { source } = attach();
  expect(source.name).toBe('volcengine-native');
  expect(source.capabilities).toMatchObject({ remoteQuality: 'push', networkType: true });
  expect(source.detectionLagMs).toEqual({
    reconnecting: 12_000,
    lost: 22_000,
    userDropped: 30_000,
  });
});

describe('in React Native, with one handler object each', () => {
  it('hears through the handlers, and still calls the app’s own', () => {
    const handlers = volcengineNativeHandlers();
    const onError = vi.fn(() => 'handled');
    const onLog = vi.fn();
    const engine = handlers.engineHandlers({ onError, onLog, retries: 3 });
    const { facts } = attachSource(handlers.source);
    expect(engine.onError()).toBe('handled');
    engine.onLog('hello');
    expect(engine.retries).toBe(3);
    expect(onError).toHaveBeenCalledOnce();
    expect(onLog).toHaveBeenCalledWith('hello');
    expect(facts()).toMatchObject([{ type: 'warningRaised' }]);
  });

  testRows(attachHandlers, allRows);

  function attachHandlers() {
    const handlers = volcengineNativeHandlers();
    const sdk = { engine: handlers.engineHandlers({}), room: handlers.roomHandlers() };
    const say = (...calls: readonly Call[]) => {
      for (const { from, event, args } of calls)
        (sdk[from] as Record<string, (...all: readonly unknown[]) => void>)[event]!(...args);
    };
    return { say, ...attachSource(handlers.source) };
  }

  it('keeps the app’s this, its later changes, its class methods and its exceptions', () => {
    class AppHandlers {
      heard: string[] = [];
      onUserLeave(userId: string): void {
        this.heard.push(userId);
      }
      onTokenWillExpire(): void {
        throw new Error('the app’s own');
      }
    }
    const { roomHandlers, source } = volcengineNativeHandlers();
    const app = new AppHandlers();
    const room = roomHandlers(app);
    const { facts } = attachSource(source);
    room.onUserLeave('ann');
    expect(app.heard).toEqual(['ann']);
    app.onUserLeave = () => app.heard.push('replaced');
    room.onUserLeave('bo');
    expect(app.heard).toEqual(['ann', 'replaced']);
    expect(() => room.onTokenWillExpire()).toThrow('the app’s own');
    expect(facts().map(({ type }) => type)).toEqual([
      'userLeft',
      'warningRaised',
      'userLeft',
      'warningRaised',
      'tokenChanged',
    ]);
  });

  it('goes on calling the app after detaching, and emits nothing', () => {
    const onLeaveRoom = vi.fn();
    const { roomHandlers, source } = volcengineNativeHandlers();
    const room = roomHandlers({ onLeaveRoom });
    const { detach, events } = attachSource(source);
    detach();
    room.onLeaveRoom();
    expect(onLeaveRoom).toHaveBeenCalledOnce();
    expect(events).toEqual([]);
  });

  it('hears again when attached again', () => {
    const { roomHandlers, source } = volcengineNativeHandlers();
    const room = roomHandlers({ onLeaveRoom: () => {} });
    attachSource(source).detach();
    const { facts } = attachSource(source);
    room.onLeaveRoom();
    expect(facts()).toEqual([connection('left', 'localLeave')]);
  });
});

const numbers = anyOf(0, 1, 2, 3, 4, 5, 6, 7, -1, -1004, -1006, -1009, -2001, -2012, 0.5);
const users = anyOf('ann', 'bo', '', 7);
const text = anyOf('room', 's1', '{"join_type":1}', '{}', '{');
const info = payload({
  uid: users,
  user_id: users,
  userId: users,
  stream_index: numbers,
  is_screen: anyOf(true, false),
  tx_quality: numbers,
  rxQuality: numbers,
  rtt: numbers,
  tx_lostrate: numbers,
  reason: numbers,
  after_enable: anyOf(true, false),
  forbidden_time: numbers,
  audio_stats: payload({ audio_loss_rate: numbers, received_kbitrate: numbers }),
});
const any = fc.oneof(numbers, users, text, info, fc.array(info, { maxLength: 3 }), fc.boolean());

it('survives any sequence of callbacks without leaving our vocabulary', () => {
  const { engine, room } = attach();
  const fromEngine = engine.events();
  const table = Object.fromEntries(
    [...fromEngine, ...room.events()].map((event) => [event, [any, any, any, any]]),
  );
  const property = fc.property(hostileCalls(table), (calls) => {
    const attached = attach();
    const emit = (event: string, ...args: unknown[]) =>
      attached[fromEngine.includes(event) ? 'engine' : 'room'].emit(event, ...args);
    attached.say(...joined);
    expect(playHostileCalls(calls, attached, emit)).toEqual([]);
    expect(attached.listeners()).toBe(0);
  });
  fc.assert(property, { numRuns: 300 });
});
