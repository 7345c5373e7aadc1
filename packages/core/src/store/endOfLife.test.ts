import { describe, expect, it, vi } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createFakeSource } from '../testing/createFakeSource.ts';

const connected: SourceEvent = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
};
const broken: SourceEvent = {
  type: 'connectionChanged',
  phase: 'reconnecting',
  cause: 'network',
  willRetry: true,
};
const left: SourceEvent = {
  type: 'connectionChanged',
  phase: 'left',
  cause: 'localLeave',
  willRetry: false,
};
const maya = { userId: 'maya' } as const;

function callOf() {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ clock, prompts: createPromptEngine, sources: [source] });
  source.emit(connected, { type: 'userJoined', ...maya });
  return { clock, source, network };
}

type Call = ReturnType<typeof callOf>;

describe('a network that is destroyed', () => {
  it.each<[string, (call: Call, destroy: () => void) => void]>([
    ['by a subscriber of the store', ({ network }, destroy) => network.store.subscribe(destroy)],
    [
      'by a subscriber of a user',
      ({ network }, destroy) => network.users.subscribe('maya', destroy),
    ],
    ['by a subscriber of prompts', ({ network }, destroy) => network.prompts.subscribe(destroy)],
    ['by hand, in trouble', (_call, destroy) => destroy()],
  ])('%s: keeps no timer, no listener and nothing drawn', (_how, arm) => {
    const call = callOf();
    const { clock, source, network } = call;
    source.emit(broken);
    clock.advance(5_000);
    expect(network.prompts.getState().banner).not.toBeNull();
    arm(call, () => network.destroy());
    source.emit(
      { type: 'userConnectionChanged', ...maya, phase: 'reconnecting' },
      { type: 'qualitySampled', ...maya, uplink: 'bad', basis: 'sdk' },
      { type: 'deviceNetworkChanged', online: false },
    );
    clock.advance(10_000);
    network.destroy();
    expect(clock.pendingTimers()).toBe(0);
    expect(network.prompts.getState().banner).toBeNull();
    const seen = network.store.getState();
    source.emit(connected, { type: 'userJoined', userId: 'jon' });
    clock.advance(60_000);
    expect(network.store.getState()).toBe(seen);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('attaches nothing more, and says so once', () => {
    const { clock, network } = callOf();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    network.destroy();
    const late = { name: 'late', capabilities: {}, subscribe: vi.fn(() => () => {}) };
    network.attach(late as never)();
    network.attach(late as never)();
    network.dismiss('local.offline');
    expect(late.subscribe).not.toHaveBeenCalled();
    expect(clock.pendingTimers()).toBe(0);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(String(warn.mock.calls[0])).toMatch(/destroyed.*createNetworkStatus/s);
    warn.mockRestore();
  });
});

describe('who has left', () => {
  it.each<[string, SourceEvent]>([
    ['a score', { type: 'qualitySampled', ...maya, uplink: 'bad', basis: 'sdk' }],
    ['statistics', { type: 'statsSampled', ...maya, lossUp: 0.3 }],
    [
      'a stalled stream',
      { type: 'streamHealthChanged', ...maya, media: 'audio', health: 'stalled' },
    ],
    ['a fallback', { type: 'fallbackChanged', ...maya, direction: 'fallback', cause: 'unknown' }],
    ['their last words', { type: 'peerReported', ...maya, uplink: 'good' }],
    [
      'a stream that ends',
      { type: 'streamUnpublished', ...maya, media: ['audio'], reason: 'quit' as never },
    ],
  ])('does not come back with %s that comes late', (_what, late) => {
    const { clock, source, network } = callOf();
    source.emit({ type: 'userLeft', ...maya, reason: 'quit' });
    source.emit(late);
    expect(network.users.ids()).toEqual([]);
    clock.advance(61_000);
    expect(network.users.get('maya')).toBeUndefined();
    source.emit(late);
    clock.advance(61_000);
    expect(network.users.ids()).toEqual([]);
  });

  it('while our side was out is let go though they had said goodbye', () => {
    const { clock, source, network } = callOf();
    source.emit(broken);
    source.emit({ type: 'peerReported', ...maya, leaving: true });
    source.emit({ type: 'userLeft', ...maya, reason: 'quit' });
    source.emit(connected);
    clock.advance(4_000);
    expect(network.users.get('maya')?.here ?? false).toBe(false);
  });

  it('with the room is not in the next one', () => {
    const { source, network } = callOf();
    source.emit(left);
    source.emit({ ...connected, phase: 'connecting' }, connected, {
      type: 'userJoined',
      userId: 'jon',
    });
    expect(network.users.ids()).toEqual(['jon']);
  });
});

it('20,000 invented senders of reports cost a bounded amount, and go again', () => {
  const { clock, source, network } = callOf();
  for (let index = 0; index < 20_000; index += 1)
    source.emit({ type: 'peerReported', userId: `stranger${index}`, uplink: 'good' });
  expect(network.users.ids().length).toBeLessThan(300);
  expect(network.timeline.export()).toContain('peer');
  clock.advance(61_000);
  expect(network.users.ids()).toEqual(['maya']);
});

describe('the source that told of the call is detached', () => {
  const roomOf = (...people: string[]) => ({
    source: createFakeSource(),
    facts: [connected, ...people.map((userId): SourceEvent => ({ type: 'userJoined', userId }))],
  });
  const callIn = (...people: string[]) => {
    const clock = createFakeClock();
    const room = roomOf(...people);
    const network = createNetworkStatus({ clock, prompts: createPromptEngine });
    const detach = network.attach(room.source);
    room.source.emit(...room.facts);
    return { clock, network, detach, room };
  };

  it('and another room attached: only the people of that one are here', () => {
    const { network, detach } = callIn('maya', 'kim');
    const next = roomOf('bob');
    detach();
    network.attach(next.source);
    next.source.emit(...next.facts);
    expect(network.users.ids()).toEqual(['bob']);
  });

  it('while it reconnects: nothing is drawn any more, and nobody is here', () => {
    const { clock, network, detach, room } = callIn('maya');
    room.source.emit(broken);
    clock.advance(6_000);
    expect(network.prompts.getState().banner?.kind).toBe('local.reconnecting');
    detach();
    clock.advance(3_000);
    expect(network.store.getState().connection.phase).toBe('idle');
    expect(network.prompts.getState().banner).toBeNull();
    expect(network.users.ids()).toEqual([]);
    clock.advance(10_000);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('and attached again at once: nothing has happened', () => {
    const { clock, network, detach, room } = callIn('maya');
    detach();
    network.attach(room.source);
    room.source.emit({ type: 'snapshotTaken', phase: 'connected', users: ['maya'] });
    const { connection } = network.store.getState();
    clock.advance(60_000);
    expect(network.users.ids()).toEqual(['maya']);
    expect(network.store.getState().connection).toBe(connection);
  });
});
