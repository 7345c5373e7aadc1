import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createFakeSource } from '../testing/createFakeSource.ts';
import { createNetworkStore } from './createNetworkStore.ts';

const connected: SourceEvent = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
};
const joined = (index: number): SourceEvent => ({ type: 'userJoined', userId: `user${index}` });
const left = (index: number): SourceEvent => ({
  type: 'userLeft',
  userId: `user${index}`,
  reason: 'dropped',
});

function callOf(count: number) {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ clock, prompts: createPromptEngine, sources: [source] });
  source.emit(connected);
  for (let index = 0; index < count; index += 1) source.emit(joined(index));
  return { clock, source, network };
}

/** The same without prompts, timeline and their memory. */
function storeOf(count: number) {
  const clock = createFakeClock();
  const ignore = () => {};
  const store = createNetworkStore(clock, {
    onEvent: ignore,
    onDiagnosis: ignore,
    onPresence: ignore,
    onSettled: ignore,
  });
  const tell = (...facts: SourceEvent[]) =>
    store.dispatch(facts.map((fact) => ({ ...fact, at: clock.now(), source: 'sdk' })));
  tell(connected);
  for (let index = 0; index < count; index += 1) tell(joined(index));
  return { clock, store, tell };
}

/** Bytes in use once everything that can be collected has been. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

describe('of 5,000 users', () => {
  it.each<[string, SourceEvent]>([
    ['a score', { type: 'qualitySampled', userId: 'user2500', uplink: 'bad', basis: 'sdk' }],
    ['a report', { type: 'peerReported', userId: 'user2500', uplink: 'bad' }],
    [
      'word that they reconnect',
      { type: 'userConnectionChanged', userId: 'user2500', phase: 'lost' },
    ],
    ['a leave', left(2500)],
  ])('one is told of %s, and no other changes', (_what, event) => {
    const { source, network } = callOf(5000);
    const told: string[] = [];
    for (const userId of network.users.ids())
      network.users.subscribe(userId, () => told.push(userId));
    const before = network.users.ids().map((userId) => network.users.get(userId));
    source.emit(event);
    const after = before.map((user) => user && network.users.get(user.userId));
    expect(told).toEqual(['user2500']);
    expect(after.filter((user, index) => user !== before[index])).toHaveLength(1);
  });

  it('none is told of what is about the call', () => {
    const { clock, source, network } = callOf(5000);
    const told: string[] = [];
    for (const userId of network.users.ids())
      network.users.subscribe(userId, () => told.push(userId));
    source.emit({ type: 'deviceNetworkChanged', online: false });
    clock.advance(5000);
    source.emit(
      { type: 'deviceNetworkChanged', online: true },
      { ...connected, phase: 'reconnecting' },
    );
    expect(told).toEqual([]);
  });

  it('all who are announced again after a reconnect stay the same objects', () => {
    const { source, network } = callOf(5000);
    const before = network.users.ids().map((userId) => network.users.get(userId));
    source.emit({ ...connected, phase: 'reconnecting' }, connected);
    for (let index = 0; index < 5000; index += 1) source.emit(joined(index));
    expect(network.users.ids().map((userId) => network.users.get(userId))).toEqual(before);
    expect(before.every((user) => user && network.users.get(user.userId) === user)).toBe(true);
  });

  it('all who are said to have left while we were away go together, once we are back', () => {
    const { clock, store, tell } = storeOf(5000);
    clock.advance(20_000);
    tell({ ...connected, phase: 'reconnecting' });
    for (let index = 0; index < 5000; index += 1) tell(left(index));
    expect(store.users.ids()).toHaveLength(5000);
    tell(connected);
    clock.advance(3000);
    expect(store.users.ids()).toHaveLength(0);
  });
});

describe('memory is flat', () => {
  it('after 100,000 events', { timeout: 60_000 }, () => {
    const { clock, source, network } = callOf(20);
    const play = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const userId = `user${index % 20}`;
        source.emit(
          { type: 'qualitySampled', userId, uplink: index % 7 ? 'good' : 'bad', basis: 'sdk' },
          { type: 'peerReported', userId, uplink: 'good', hearsUs: 'well' },
          { type: 'qualitySampled', uplink: 'good', downlink: 'poor', basis: 'sdk' },
          { type: 'exceptionRaised', code: index, text: 'x'.repeat(50), recovered: true },
        );
        clock.advance(100);
      }
    };
    play(5000);
    const before = heapInUse();
    play(25_000);
    expect(network.timeline.entries().length).toBeLessThan(2500);
    expect(heapInUse() - before).toBeLessThan(1_000_000);
    expect(clock.pendingTimers()).toBeLessThanOrEqual(2);
  });

  it('after 10,000 joins and leaves', { timeout: 60_000 }, () => {
    const { clock, store, tell } = storeOf(0);
    const play = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        const stop = store.users.subscribe(`user${index}`, () => {});
        tell(joined(index), { type: 'streamPublished', userId: `user${index}`, media: ['audio'] });
        clock.advance(500);
        tell(left(index));
        stop();
      }
      clock.advance(61_000);
    };
    play(0, 2000);
    const before = heapInUse();
    play(2000, 12_000);
    expect(heapInUse() - before).toBeLessThan(1_000_000);
    expect(store.users.get('user11999')).toBeUndefined();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('after 10,000 joins and leaves within one minute', { timeout: 60_000 }, () => {
    const { clock, store, tell } = storeOf(0);
    for (let index = 0; index < 10_000; index += 1) {
      tell(joined(index));
      clock.advance(5);
      tell(left(index));
    }
    expect(store.troubled()).toHaveLength(10_000);
    clock.advance(60_000);
    expect(store.troubled()).toEqual([]);
    expect(store.users.get('user9999')).toBeUndefined();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('with prompts and timeline too', { timeout: 60_000 }, () => {
    const { clock, source, network } = callOf(0);
    const play = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        source.emit(joined(index));
        clock.advance(3000);
        source.emit(left(index));
      }
      clock.advance(120_000);
    };
    play(0, 1000);
    const before = heapInUse();
    play(1000, 3000);
    expect(heapInUse() - before).toBeLessThan(1_000_000);
    expect(network.users.get('user2999')).toBeUndefined();
    expect(clock.pendingTimers()).toBe(0);
  });
});
