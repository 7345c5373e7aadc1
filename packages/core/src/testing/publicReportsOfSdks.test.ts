import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeEmitter, type FakeEmitter } from '../sources/attachSource.test.helper.ts';
import { livekit, type LiveKitParticipant } from '../sources/livekit/livekit.ts';
import { levelAt } from '../state/levelAt.ts';
import * as facts from './facts.ts';
import { reportedCall } from './reportedCall.test.helper.ts';

const minute = 60_000;

const person = (identity: string, isLocal = false): LiveKitParticipant => ({
  identity,
  isLocal,
  connectionQuality: 'unknown',
  trackPublications: new Map(),
});

function roomOf(...identities: readonly string[]) {
  const me = person('me', true);
  const remotes = identities.map((identity) => person(identity));
  const room: FakeEmitter & Parameters<typeof livekit>[0] = Object.assign(createFakeEmitter(), {
    state: 'connected',
    localParticipant: me,
    remoteParticipants: new Map(remotes.map((one) => [one.identity, one])),
  });
  return { room, me, remotes };
}

describe('a LiveKit room', () => {
  const bare = { measured: false, probed: false, joined: false, remotes: [] };

  it.each<[said: readonly string[], gapMs: number, told: string]>([
    [['excellent', 'poor'], 30_000, 'bad'],
    [['poor', 'lost', 'poor', 'lost', 'good', 'excellent'], 5000, 'excellent'],
    [['good', 'poor', 'good', 'poor', 'good'], 5000, 'good'],
  ])(
    'that says %j once each is believed until its next word (livekit/livekit#767, client-sdk-js#1311)',
    async (said, gapMs, told) => {
      const { network, pass } = await reportedCall(bare);
      const { room, me, remotes } = roomOf('maya');
      network.attach(livekit(room));
      for (const level of said) {
        room.emit('connectionQualityChanged', level, me);
        room.emit('connectionQualityChanged', level, remotes[0]);
        await pass(gapMs);
      }
      await pass(5 * minute);
      const own = network.store.getState().quality.overall;
      const theirs = network.users.get('maya')?.quality.overall;
      const now = network.store.getState().at + 10 * minute;
      expect(levelAt(own, now).steady).toBe(told);
      expect(theirs && levelAt(theirs, now).steady).toBe(told);
    },
  );

  it('that calls itself poor is a weak call on screen within seconds, and until it says otherwise', async () => {
    const { network, pass, kinds } = await reportedCall(bare);
    const { room, me } = roomOf('maya');
    network.attach(livekit(room));
    room.emit('connectionQualityChanged', 'poor', me);
    await pass(11_000);
    expect(kinds()).toContain('weak.both');
    await pass(minute);
    expect(network.store.getState().diagnosis.cause).toBe('weakBoth');
    room.emit('connectionQualityChanged', 'excellent', me);
    await pass(100);
    expect(network.store.getState().diagnosis.cause).toBe('none');
  });

  it('that is attached, detached and attached again, or twice, is one room (livekit-react#87, whereby/browser-sdk#59)', async () => {
    const { network, pass, kinds, clock } = await reportedCall(bare);
    const idle = clock.pendingTimers();
    const { room, remotes } = roomOf('maya');
    network.attach(livekit(room))();
    const detach = [network.attach(livekit(room)), network.attach(livekit(room))];
    expect(network.users.ids()).toEqual(['maya']);
    room.emit('participantDisconnected', remotes[0], 14);
    await pass(30_000);
    expect(kinds().filter((kind) => kind === 'remote.dropped')).toHaveLength(1);
    for (const undo of detach) undo();
    await pass(minute);
    expect(room.listenerCount()).toBe(0);
    expect(clock.pendingTimers()).toBe(idle);
  });
});

describe('samples that stop (twilio-video.js#640, #2031)', () => {
  const sampled = (level: 'vbad' | 'unknown', userId?: string): SourceEvent => ({
    type: 'qualitySampled',
    basis: 'sdk',
    ...(userId ? { userId, uplink: level } : { uplink: level, downlink: level }),
  });

  it.each<[then: string, last: 'vbad' | 'unknown' | undefined]>([
    ['nothing more is said', undefined],
    ['only "unknown" is said', 'unknown'],
  ])('leave nothing on screen after a minute in which %s', async (_then, last) => {
    const { sdk, pass, network } = await reportedCall({ measured: false, probed: false });
    const sample = async (level: 'vbad' | 'unknown') => {
      sdk.emit(sampled(level), sampled(level, 'maya'));
      await pass(2000);
    };
    for (let turn = 0; turn < 8; turn += 1) await sample('vbad');
    const badges = () => [...network.prompts.getState().badges.values()].map(({ kind }) => kind);
    expect(badges()).toContain('remote.weak');
    for (let turn = 0; turn < 30; turn += 1) await (last ? sample(last) : pass(2000));
    const { quality } = network.store.getState();
    expect(badges()).toEqual([]);
    expect(levelAt(quality.uplink, Number.POSITIVE_INFINITY).steady).toBe('unknown');
  });
});

describe('eight hours of comings and goings', () => {
  it('leave no more behind than one', async () => {
    const { sdk, network, clock, pass } = await reportedCall({ measured: false, probed: false });
    const timers: number[] = [];
    for (let hour = 0; hour < 8; hour += 1) {
      for (let turn = 0; turn < 100; turn += 1) {
        const userId = `guest ${hour} ${turn}`;
        sdk.emit(...facts.joins(userId));
        clock.advance(30_000);
        sdk.emit(facts.quits(userId));
      }
      await pass(minute);
      expect(network.timeline.entries().length).toBeLessThanOrEqual(1200);
      expect(network.users.ids()).toEqual(['maya']);
      timers.push(clock.pendingTimers());
    }
    expect(Math.max(...timers)).toBeLessThanOrEqual(2);
  });
});
