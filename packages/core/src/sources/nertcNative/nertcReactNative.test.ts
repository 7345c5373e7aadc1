import { expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { connection, failed, held, remoteUser } from '../expectedFacts.test.helper.ts';
import { nertcReactNative } from './nertcReactNative.ts';

const { left } = remoteUser('7');

function attach() {
  const emitter = createFakeEmitter();
  const sdk = { addListener: emitter.on, removeListener: emitter.off };
  return {
    ...emitter,
    listened: emitter.events,
    ...attachSource(nertcReactNative(sdk, { userId: '1' })),
  };
}

const unreadable = new Proxy(
  {},
  {
    get() {
      throw new Error('unreadable');
    },
  },
);

const rows: [event: string, payload: unknown, facts: SourceEvent[]][] = [
  ['onConnectionStateChanged', { state: 2, reason: 5 }, [connection('connecting', 'join')]],
  ['onConnectionStateChanged', { state: 3, reason: 6 }, [connection('connected', 'joined')]],
  [
    'onNetworkQuality',
    {
      netWorkQualityInfos: [
        { userId: 1, upStatus: 4, downStatus: 1 },
        { userId: 7, upStatus: 6, downStatus: 6 },
      ],
    },
    [held('bad', 'excellent'), held('down', 'down', '7')],
  ],
  ['onUserJoin', { uid: 7, userName: 'Ann' }, [{ type: 'userJoined', userId: '7', name: 'Ann' }]],
  ['onUserLeave', { uid: 7, reason: 4 }, [left('dropped')]],
  [
    'onUserSubStreamVideoStart',
    { userID: 7 },
    [{ type: 'streamPublished', userId: '7', media: ['screen'] }],
  ],
  [
    'onUserSubStreamVideoStop',
    { userID: 7 },
    [{ type: 'streamUnpublished', userId: '7', media: ['screen'], reason: 'unknown' }],
  ],
  ['onDisconnect', { result: 30_205 }, [failed('signal', 30_205)]],
  ['onDisconnect', { reason: 30_204 }, [failed('media', 30_204)]],
  ['onLeaveChannel', {}, [connection('left', 'localLeave')]],
];

it.each(rows)('%s %j', (event, payload, facts) => {
  const attached = attach();
  attached.emit(event, payload);
  expect(attached.facts()).toEqual(facts);
});

it('rejoins: back in the call', () => {
  const { emit, facts } = attach();
  emit('onConnectionStateChanged', { state: 4, reason: 9 });
  facts();
  emit('onRejoinChannel', { result: 0 });
  expect(facts()).toEqual([connection('connected', 'rejoined', { recovered: true })]);
});

it('warns about anything else than the object it expects, and never throws', () => {
  const { emit, listened, facts } = attach();
  for (const event of listened())
    for (const payload of [undefined, null, 7, 'x', unreadable, { netWorkQualityInfos: [null, 3] }])
      expect(() => emit(event, payload)).not.toThrow();
  expect(facts().some(({ type }) => type === 'warningRaised')).toBe(true);
});

it('leaves no listener', () => {
  const { listenerCount, detach } = attach();
  expect(listenerCount()).toBeGreaterThan(5);
  detach();
  expect(listenerCount()).toBe(0);
});
