import type { SourceEvent } from '@netcue/core';
import { createStore } from 'zustand/vanilla';
import { expect, it } from 'vitest';
import type { CallFact } from './callFact.ts';
import { callSource } from './callSource.ts';
import type { CallState, RemotePerson } from './callState.ts';
import type { Call } from './createCall.ts';

const media = { audio: true, video: true, wantsVideo: true };
const bo = {
  id: 'bo',
  name: 'Bo',
  media,
  presence: 'present',
  connection: 'connected',
} as RemotePerson;

/** A call that is told what happens, and what its source makes of it. */
function listen(state: Partial<CallState> = {}) {
  const listeners = new Set<(fact: CallFact) => void>();
  const store = createStore(
    () => ({ id: 'ana', media, people: [bo], joinedAt: 1, ...state }) as CallState,
  );
  const call = {
    store,
    onFact(listener: (fact: CallFact) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as Call;
  const events: SourceEvent[] = [];
  const clock = { now: () => 0, after: () => () => {} };
  const detach = callSource(call).subscribe({ emit: (event) => events.push(event), clock });
  const before = events.splice(0);
  return {
    before,
    detach,
    listeners,
    hears(fact: CallFact) {
      for (const listener of listeners) listener(fact);
      return events.splice(0);
    },
  };
}

it('says what there was before it was attached', () => {
  expect(listen().before).toMatchObject([
    { type: 'connectionChanged', phase: 'connected' },
    { type: 'localMediaChanged', audio: true, video: true },
    { type: 'userJoined', userId: 'bo', existing: true },
    { type: 'streamPublished', userId: 'bo', media: ['audio', 'video'] },
  ]);
  expect(listen({ joinedAt: null, people: [] }).before[0]).toMatchObject({ phase: 'connecting' });
});

it('tells a goodbye from a drop', () => {
  const call = listen();
  expect(call.hears({ type: 'personLeft', id: 'bo', reason: 'hungUp' })).toMatchObject([
    { reason: 'quit' },
  ]);
  expect(call.hears({ type: 'personLeft', id: 'bo', reason: 'dropped' })).toMatchObject([
    { reason: 'dropped' },
  ]);
});

it('says only what changed when somebody mutes', () => {
  const call = listen();
  expect(call.hears({ type: 'mediaChanged', id: 'bo', media: { ...media, audio: false } })).toEqual(
    [{ type: 'streamUnpublished', userId: 'bo', media: ['audio'], reason: 'muted' }],
  );
  expect(call.hears({ type: 'mediaChanged', id: 'bo', media })).toEqual([
    { type: 'streamPublished', userId: 'bo', media: ['audio'] },
  ]);
});

it('back-dates how long somebody has been silent', () => {
  expect(listen().hears({ type: 'personSilent', id: 'bo', forMs: 700 })).toEqual([
    { type: 'userConnectionChanged', userId: 'bo', phase: 'reconnecting', lagMs: 700 },
  ]);
});

it('takes the relay at its word about both uplinks', () => {
  const call = listen();
  const heard = call.hears({
    type: 'heard',
    people: {
      ana: { packets: 100, loss: 0.2, silent: false },
      bo: { packets: 100, loss: 0.2, silent: false },
      cy: { packets: 100, loss: 0.2, silent: false },
    },
  });
  expect(heard).toEqual([
    { type: 'streamHealthChanged', media: 'audio', health: 'flowing', lost: 0 },
    { type: 'qualitySampled', userId: 'bo', uplink: 'bad', basis: 'sdk' },
  ]);
});

it('takes one gap for a blip, and loss that lasts for loss', () => {
  const call = listen();
  const lostOf = (loss: number) =>
    call
      .hears({ type: 'heard', people: { ana: { packets: 50, loss, silent: false } } })
      .map((event) => ('lost' in event ? event.lost : null));
  expect([0, 0.6, 0, 0.2, 0.25, 0.18, 0].map(lostOf)).toEqual([
    [0],
    [0],
    [0],
    [0],
    [0.2],
    [0.18],
    [0],
  ]);
});

it('is not heard only while somebody is there to hear', () => {
  const silent: CallFact = {
    type: 'heard',
    people: { ana: { packets: 0, loss: 0, silent: true } },
  };
  expect(listen().hears(silent)).toMatchObject([{ health: 'stalled' }]);
  expect(listen({ people: [{ ...bo, connection: 'disconnected' }] }).hears(silent)).toEqual([]);
  expect(listen({ people: [] }).hears(silent)).toEqual([]);
});

it('judges nobody by a handful of packets', () => {
  const few: CallFact = { type: 'heard', people: { bo: { packets: 5, loss: 0.6, silent: false } } };
  expect(listen().hears(few)).toEqual([]);
});

it('listens no more once detached', () => {
  const call = listen();
  call.detach();
  expect(call.listeners.size).toBe(0);
});
