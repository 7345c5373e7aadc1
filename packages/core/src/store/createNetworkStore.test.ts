import { describe, expect, it } from 'vitest';
import { allWitnesses } from '../witnesses/allWitnesses.ts';
import type { MediaSampled, Phase, SourceEvent } from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';
import type { Attention } from '../sources/source.ts';
import type { Presence } from '../state/networkState.ts';
import { createFakeClock, type FakeClock } from '../testing/createFakeClock.ts';
import { createNetworkStore, type NetworkStore } from './createNetworkStore.ts';

const phase = (name: Phase): SourceEvent => ({
  type: 'connectionChanged',
  phase: name,
  cause: 'network',
  willRetry: name === 'reconnecting' || name === 'lost',
});
const joined = (userId = 'maya'): SourceEvent => ({ type: 'userJoined', userId });
const published = (userId = 'maya'): SourceEvent => ({
  type: 'streamPublished',
  userId,
  media: ['audio'],
});
const dropped = (userId = 'maya'): SourceEvent => ({ type: 'userLeft', userId, reason: 'dropped' });
const says = (name: 'connected' | 'reconnecting' | 'lost'): SourceEvent => ({
  type: 'userConnectionChanged',
  userId: 'maya',
  phase: name,
});
const goodbye: SourceEvent = { type: 'peerReported', userId: 'maya', leaving: true };
const offline: SourceEvent = { type: 'deviceNetworkChanged', online: false };
const online: SourceEvent = { type: 'deviceNetworkChanged', online: true };

interface TestStore extends NetworkStore {
  clock: FakeClock;
  attention: Attention[];
  presences: string[];
  tell(...facts: readonly SourceEvent[]): void;
  /** One poll every quarter of a second, in which these users' packets came. */
  poll(ms: number, packets: Readonly<Record<string, number>>, more?: Partial<MediaSampled>): void;
  presence(userId?: string): Presence | undefined;
}

function connectedStore(): TestStore {
  const clock = createFakeClock(1_000_000);
  const attention: Attention[] = [];
  const presences: string[] = [];
  const store = createNetworkStore(clock, {
    onEvent: () => {},
    onDiagnosis: () => {},
    onPresence: ({ userId, presence }) => presences.push(`${userId} ${presence}`),
    onSettled: () => {},
  });
  store.addWitnesses(allWitnesses);
  store.onAttention((next) => attention.push(next));
  const test: TestStore = {
    ...store,
    clock,
    attention,
    presences,
    tell: (...facts) => {
      for (const fact of facts) store.dispatch([{ ...fact, at: clock.now(), source: 'sdk' }]);
    },
    poll(ms, packets, more) {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        clock.advance(250);
        test.tell(sample(clock.now(), packets, more));
      }
    },
    presence: (userId = 'maya') => store.users.get(userId)?.presence,
  };
  test.tell(phase('connecting'), phase('connected'));
  return test;
}

function sample(
  at: number,
  packets: Readonly<Record<string, number>>,
  more: Partial<MediaSampled> = {},
): SourceEvent {
  const total = Object.values(packets).reduce((sum, count) => sum + count, 0);
  return {
    type: 'mediaSampled',
    connectionId: 'pc0',
    intervalMs: 250,
    state: 'connected',
    uplink: { packets: 12, kbps: 50, audio: true, video: false },
    downlink: { packets: total, lost: 0, kbps: total, bytes: total * 100 + 80, lastPacketAt: at },
    streams: Object.entries(packets).map(([userId, count]) => ({
      streamId: userId,
      userId,
      media: 'audio',
      packets: count,
      lost: 0,
    })),
    ...more,
  };
}

describe('how closely to look', () => {
  it('is told at once, and at every change', () => {
    const { attention, tell } = connectedStore();
    expect(attention).toEqual(['calm']);
    tell(offline);
    tell(offline);
    expect(attention).toEqual(['calm', 'alert']);
  });

  it('stays close for three seconds after the last wrong sign', () => {
    const { attention, tell, clock } = connectedStore();
    tell(offline);
    clock.advance(10_000);
    tell(online);
    clock.advance(2500);
    expect(attention.at(-1)).toBe('alert');
    clock.advance(750);
    expect(attention.at(-1)).toBe('calm');
  });

  it('rests while the page is hidden, unless something is wrong', () => {
    const { attention, tell } = connectedStore();
    tell({ type: 'visibilityChanged', visible: false });
    expect(attention.at(-1)).toBe('asleep');
    tell(offline);
    expect(attention.at(-1)).toBe('alert');
  });

  it('is told to nobody who has had enough', () => {
    const store = connectedStore();
    const seen: Attention[] = [];
    store.onAttention((next) => seen.push(next))();
    store.tell(offline);
    expect(seen).toEqual(['calm']);
  });

  it('is told to the others when one of them throws', () => {
    const store = connectedStore();
    const seen: Attention[] = [];
    let calls = 0;
    store.onAttention(() => {
      calls += 1;
      if (calls > 1) throw new Error('bug in a source');
    });
    store.onAttention((next) => seen.push(next));
    store.tell(offline);
    expect(seen).toEqual(['calm', 'alert']);
  });

  it('is close when a remote who should be heard is silent for 0.4 s', () => {
    const store = connectedStore();
    store.tell(joined(), published(), joined('jon'), published('jon'));
    store.poll(1000, { maya: 12, jon: 12 });
    store.poll(250, { maya: 0, jon: 12 });
    expect(store.attention).toEqual(['calm']);
    store.poll(250, { maya: 0, jon: 12 });
    expect(store.attention).toEqual(['calm', 'alert']);
  });

  it.each<[string, SourceEvent[]]>([
    ['muted', [{ type: 'streamUnpublished', userId: 'maya', media: ['audio'], reason: 'muted' }]],
    [
      'unpublished',
      [{ type: 'streamUnpublished', userId: 'maya', media: ['audio'], reason: 'other' }],
    ],
    ['asleep', [{ type: 'peerReported', userId: 'maya', suspended: true }]],
  ])('is no closer for a remote who is silent because they are %s', (_what, facts) => {
    const store = connectedStore();
    store.tell(joined(), published(), joined('jon'), published('jon'));
    store.poll(1000, { maya: 12, jon: 12 });
    store.tell(...facts);
    store.poll(10_000, { maya: 0, jon: 12 });
    expect(store.attention).toEqual(['calm']);
    expect(store.presence('jon')).toBe('present');
  });
});

describe('no timer waits when nothing is wrong', () => {
  it.each<[string, (store: TestStore) => void]>([
    ['after connecting', () => {}],
    ['with people in the call', ({ tell }) => tell(joined(), published(), joined('jon'))],
    [
      'after a flap',
      ({ tell, clock }) => {
        tell(phase('reconnecting'));
        clock.advance(500);
        tell(phase('connected'));
        clock.advance(3250);
      },
    ],
    [
      'after an outage',
      ({ tell, clock }) => {
        tell(offline);
        clock.advance(60_000);
        tell(online);
        clock.advance(3250);
      },
    ],
    [
      'after a flow ended',
      (store) => {
        store.tell(joined(), published());
        store.poll(2000, { maya: 12 });
        store.tell({
          type: 'streamUnpublished',
          userId: 'maya',
          media: ['audio'],
          reason: 'unpublish',
        });
        store.poll(2000, { maya: 0 });
        store.tell({ type: 'mediaClosed', connectionId: 'pc0' });
        store.clock.advance(5000);
      },
    ],
    [
      'a minute after somebody left',
      ({ tell, clock }) => {
        tell(joined(), dropped());
        clock.advance(60_000);
      },
    ],
    [
      'a minute after somebody said goodbye',
      ({ tell, clock }) => {
        tell(joined(), goodbye);
        clock.advance(60_000);
      },
    ],
    [
      'after somebody came back',
      ({ tell, clock }) => {
        tell(joined(), dropped());
        clock.advance(2000);
        tell(joined());
        clock.advance(11_000);
      },
    ],
    ['after the call', ({ tell }) => tell(joined(), joined('jon'), dropped(), phase('left'))],
    [
      'after giving up',
      ({ tell, clock }) => {
        tell(phase('reconnecting'), offline);
        clock.advance(5000);
        tell(phase('failed'));
        clock.advance(3250);
      },
    ],
    ['after destroy', (store) => (store.tell(offline, dropped()), store.destroy())],
  ])('%s', (_what, script) => {
    const store = connectedStore();
    script(store);
    expect(store.clock.pendingTimers()).toBe(0);
  });

  it('one alone waits while something is', () => {
    const store = connectedStore();
    store.tell(offline, joined(), dropped(), joined('jon'), says('lost'));
    store.poll(2000, { jon: 0 });
    expect(store.clock.pendingTimers()).toBe(1);
  });

  it('for a minute after a leave one waits, and it does not tick', () => {
    const store = connectedStore();
    store.tell(joined(), dropped());
    expect(store.clock.pendingTimers()).toBe(1);
    let looks = 0;
    store.store.subscribe(() => (looks += 1));
    store.clock.advance(59_000);
    expect(looks).toBe(0);
  });
});

describe('who left', () => {
  it('is remembered for a minute, for coming back, and then forgotten', () => {
    const store = connectedStore();
    store.tell(joined(), dropped());
    store.clock.advance(59_999);
    expect(store.presence()).toBe('dropped');
    expect(store.troubled().map(({ userId }) => userId)).toEqual(['maya']);
    const told: unknown[] = [];
    store.users.subscribe('maya', () => told.push(store.users.get('maya')));
    store.clock.advance(1);
    expect(told).toEqual([undefined]);
    expect(store.troubled()).toEqual([]);
  });

  it('is forgotten one after the other', () => {
    const store = connectedStore();
    for (const userId of ['maya', 'jon', 'zoe']) {
      store.tell(joined(userId), dropped(userId));
      store.clock.advance(10_000);
    }
    store.clock.advance(30_000);
    expect(['maya', 'jon', 'zoe'].map((userId) => store.presence(userId))).toEqual([
      undefined,
      'dropped',
      'dropped',
    ]);
    store.clock.advance(10_000);
    expect(store.presence('jon')).toBeUndefined();
    expect(store.presence('zoe')).toBe('dropped');
  });

  it('and came back is not forgotten', () => {
    const store = connectedStore();
    store.tell(joined(), dropped());
    store.clock.advance(30_000);
    store.tell(joined());
    expect(store.presence()).toBe('returned');
    store.clock.advance(120_000);
    expect(store.presence()).toBe('present');
    expect(store.users.ids()).toEqual(['maya']);
  });

  it('and comes back after that minute has simply joined', () => {
    const store = connectedStore();
    store.tell(joined(), dropped());
    store.clock.advance(60_000);
    store.tell(joined());
    expect(store.presence()).toBe('present');
  });

  it('is in trouble again like anybody else, long after', () => {
    const store = connectedStore();
    store.tell(joined(), dropped(), joined());
    store.clock.advance(120_000);
    store.tell(says('lost'));
    expect(store.presence()).toBe('interrupted');
    expect(store.troubled()).toHaveLength(1);
    store.clock.advance(120_000);
    expect(store.troubled()).toHaveLength(1);
  });

  it('with a goodbye is as good as gone: their silence is no outage', () => {
    const store = connectedStore();
    store.tell(joined(), published());
    store.poll(8000, { maya: 12 });
    store.tell(goodbye);
    const silent = { downlink: { packets: 0, lost: 0, kbps: 0, bytes: 0 } };
    store.poll(5000, { maya: 0 }, silent);
    expect(store.store.getState().diagnosis.cause).toBe('none');
    expect(store.presence()).toBe('left');
    expect(store.remoteCount()).toBe(0);
    store.clock.advance(60_000);
    expect(store.users.get('maya')).toBeUndefined();
    expect(store.users.ids()).toEqual([]);
  });
});

describe('a level of somebody that is said once', () => {
  const scored = (level: Quality): SourceEvent => ({
    type: 'qualitySampled',
    userId: 'maya',
    uplink: level,
    basis: 'sdk',
    held: true,
  });

  it.each(['bad', 'vbad'] as const)('%s counts once it has stood for four seconds', (level) => {
    const store = connectedStore();
    store.tell(joined(), scored(level));
    store.clock.advance(3999);
    expect(store.presence()).toBe('present');
    store.clock.advance(1);
    expect(store.presence()).toBe('unstable');
  });

  it('does not count when it was better again before', () => {
    const store = connectedStore();
    store.tell(joined(), scored('bad'));
    store.clock.advance(3000);
    store.tell(scored('good'));
    store.clock.advance(10_000);
    expect(store.presences).toEqual(['maya present']);
  });

  it.each(['good', 'down'] as const)('%s is not looked at again', (level) => {
    const store = connectedStore();
    store.tell(joined(), scored(level));
    expect(store.clock.pendingTimers()).toBe(0);
  });
});

describe('leaves that arrive while our own side is down', () => {
  it('are held back until two seconds after we are back', () => {
    const store = connectedStore();
    store.clock.advance(20_000);
    store.tell(joined(), joined('jon'), phase('reconnecting'), dropped(), dropped('jon'));
    store.clock.advance(5000);
    expect([store.presence(), store.presence('jon')]).toEqual(['present', 'present']);
    store.tell(phase('connected'), joined('jon'));
    store.clock.advance(1999);
    expect(store.presence()).toBe('present');
    // Remotes are judged again 2.5 s after an outage; nothing else has to happen.
    store.clock.advance(1001);
    expect([store.presence(), store.presence('jon')]).toEqual(['dropped', 'present']);
    expect(store.presences).toEqual(['maya present', 'jon present', 'maya dropped']);
  });

  it('count at once when our side is up', () => {
    const store = connectedStore();
    store.tell(joined(), dropped());
    expect(store.presence()).toBe('dropped');
  });

  it('are held back over a flap', () => {
    const store = connectedStore();
    store.tell(joined(), phase('reconnecting'), dropped(), phase('connected'));
    store.clock.advance(300);
    store.tell(phase('reconnecting'));
    store.clock.advance(5000);
    expect(store.presence()).toBe('present');
  });

  it('change the list of who is here when they count', () => {
    const store = connectedStore();
    store.tell(joined(), phase('reconnecting'), dropped(), phase('connected'));
    const { usersRevision } = store.store.getState();
    store.clock.advance(5000);
    expect(store.users.ids()).toEqual([]);
    expect(store.store.getState().usersRevision).toBe(usersRevision + 1);
  });
});

describe('a remote heard on two connections', () => {
  it('is not silent because one of them is', () => {
    const store = connectedStore();
    store.tell(joined(), published());
    const both = (one: number, other: number) => {
      store.clock.advance(500);
      store.tell(sample(store.clock.now(), { maya: one }, { intervalMs: 500 }));
      store.tell(
        sample(store.clock.now(), { maya: other }, { intervalMs: 500, connectionId: 'pc1' }),
      );
    };
    both(12, 3);
    for (let poll = 0; poll < 10; poll += 1) both(12, 0);
    expect(store.presence()).toBe('present');
    expect(store.attention).toEqual(['calm']);
    for (let poll = 0; poll < 3; poll += 1) both(0, 0);
    expect(store.users.get('maya')?.flow?.silentMs).toBe(1500);
  });

  it('is silent when the connection they moved to is new and silent', () => {
    const store = connectedStore();
    store.tell(joined(), published());
    store.poll(1000, { maya: 12 });
    store.tell({ type: 'mediaClosed', connectionId: 'pc0' });
    store.poll(1500, { maya: 0 }, { connectionId: 'pc1' });
    expect(store.presence()).toBe('interrupted');
  });
});

describe('after the call', () => {
  it.each(['failed', 'left', 'idle'] as const)('nobody is here any more: %s', (name) => {
    const store = connectedStore();
    store.tell(joined(), joined('jon'), dropped('jon'));
    const { usersRevision } = store.store.getState();
    store.tell(name === 'idle' ? { type: 'snapshotTaken', phase: 'idle', users: [] } : phase(name));
    expect(store.users.ids()).toEqual([]);
    expect(store.users.get('jon')).toBeUndefined();
    expect(store.remoteCount()).toBe(0);
    expect(store.store.getState().usersRevision).toBe(usersRevision + 1);
  });

  it('the next one knows nothing of who was in it: silence may be an outage again', () => {
    const store = connectedStore();
    store.tell(
      joined(),
      published(),
      dropped(),
      phase('left'),
      phase('connecting'),
      phase('connected'),
    );
    store.poll(8000, { '': 12 });
    store.poll(2000, { '': 0 }, { downlink: { packets: 0, lost: 0, kbps: 0, bytes: 0 } });
    expect(store.store.getState().diagnosis.cause).toBe('unknownOutage');
  });
});

describe('the store', () => {
  it('notifies once per fact, and not at all when nothing changed', () => {
    const store = connectedStore();
    let notified = 0;
    store.store.subscribe(() => (notified += 1));
    store.tell(phase('reconnecting'));
    expect(notified).toBe(1);
    store.tell(phase('reconnecting'));
    expect(notified).toBe(1);
    store.clock.advance(10_000);
    expect(notified).toBe(1);
  });

  it('counts who comes and goes, and not what happens to them', () => {
    const store = connectedStore();
    const revisions = [joined(), says('lost'), published(), dropped()].map((fact) => {
      store.tell(fact);
      return store.store.getState().usersRevision;
    });
    expect(revisions).toEqual([1, 1, 1, 2]);
  });

  it('settles facts of one callback one after the other, and tells so once', () => {
    const seen: string[] = [];
    const clock = createFakeClock();
    const store = createNetworkStore(clock, {
      onEvent: ({ type }) => seen.push(type),
      onDiagnosis: ({ cause }) => seen.push(cause),
      onPresence: () => {},
      onSettled: () => seen.push('settled'),
    });
    const stamped = [phase('connected'), phase('reconnecting')].map((fact) => ({
      ...fact,
      at: clock.now(),
      source: 'sdk',
    }));
    store.dispatch(stamped);
    expect(seen).toEqual(['connectionChanged', 'connectionChanged', 'unknownOutage', 'settled']);
  });

  it('knows how long an SDK takes to give a remote up', () => {
    const store = connectedStore();
    store.expectUserDropped(15_000);
    store.expectUserDropped(0);
    store.tell(joined(), says('reconnecting'));
    expect(store.users.get('maya')?.expectedEndAt).toBe(store.clock.now() + 15_000);
  });

  it('tells the others how we hear them', () => {
    const store = connectedStore();
    store.tell(joined(), published(), joined('jon'), published('jon'));
    store.poll(1000, { maya: 12, jon: 12 });
    store.poll(1000, { maya: 12, jon: 0 });
    expect(store.ownReport()?.hears).toEqual({ maya: 'well', jon: 'notAtAll' });
  });
});
