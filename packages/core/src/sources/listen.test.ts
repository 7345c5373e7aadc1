import { expect, it, vi } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { attachSource, createFakeEmitter } from './attachSource.test.helper.ts';
import { agora } from './agora/agora.ts';
import { listen, startAll } from './listen.ts';
import { volcengineNative } from './volcengineNative/volcengineNative.ts';

const unprintable = {
  toString() {
    throw new Error('cannot be printed');
  },
};

/** Registers, and throws at the listener of that number. */
function createFailingEmitter(at: number, thrown: unknown = new Error('destroyed')) {
  const emitter = createFakeEmitter();
  let count = 0;
  return {
    ...emitter,
    on(event: string, listener: () => void) {
      emitter.on(event, listener);
      count += 1;
      if (count === at) throw thrown;
    },
  };
}

it('leaves no listener when the SDK throws half-way', () => {
  const emitter = createFailingEmitter(2);
  const table = { one: () => {}, two: () => {}, three: () => {} };
  const context = { emit: () => {}, clock: createFakeClock() };
  expect(() => listen(emitter, table, context)).toThrow('destroyed');
  expect(emitter.listenerCount()).toBe(0);
});

it('leaves no listener on the first object when the second throws', () => {
  const engine = createFakeEmitter();
  const room = createFailingEmitter(3);
  const network = createNetworkStatus({
    sources: [volcengineNative({ engine, room })],
    clock: createFakeClock(),
  });
  expect(engine.listenerCount() + room.listenerCount()).toBe(0);
  expect(network.store.getState().warnings).toBe(1);
});

it('leaves no timer when the SDK throws after the state was read', () => {
  const clock = createFakeClock();
  const client = { ...createFailingEmitter(4), connectionState: 'CONNECTED', remoteUsers: [] };
  createNetworkStatus({ sources: [agora(client)], clock });
  expect([client.listenerCount(), clock.pendingTimers()]).toEqual([0, 0]);
});

it('turns an error that cannot be printed into a warning, wherever it is thrown', () => {
  const failing = createFailingEmitter(1, unprintable);
  const network = createNetworkStatus({
    sources: [volcengineNative({ engine: failing, room: createFakeEmitter() })],
    clock: createFakeClock(),
  });
  expect(network.store.getState().warnings).toBe(1);

  const emitter = createFakeEmitter();
  const emit = vi.fn();
  const throwing = () => {
    throw unprintable;
  };
  listen(emitter, { one: throwing }, { emit, clock: createFakeClock() });
  expect(() => emitter.emit('one')).not.toThrow();
  expect(emit).toHaveBeenCalledWith(expect.objectContaining({ text: 'unreadable' }));
});

it('undoes all, also past an undo that throws', () => {
  const undone: string[] = [];
  const start = (name: string) => () => () => {
    undone.push(name);
    throw new Error(name);
  };
  startAll([start('one'), start('two')], () => undone.push('end'))();
  expect(undone).toEqual(['one', 'two', 'end']);
});

it('is attached again after a failure as if for the first time', () => {
  const emitter = createFailingEmitter(2);
  const source = volcengineNative({ engine: emitter, room: createFakeEmitter() });
  expect(() => attachSource(source)).toThrow('destroyed');
  const { events } = attachSource(source);
  emitter.emit('onConnectionStateChanged', 3);
  expect(events).toHaveLength(1);
});
