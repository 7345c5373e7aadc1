import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeaveReason, SourceEvent } from '../../events/networkEvent.ts';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { connection, ended, failed, strange } from '../expectedFacts.test.helper.ts';
import { anyOf, hostileCalls, payload, playHostileCalls } from '../hostileCalls.test.helper.ts';
import {
  type LiveKitParticipant,
  type LiveKitPublication,
  type LiveKitRoom,
  livekit,
} from './livekit.ts';

const camera: LiveKitPublication = {
  source: 'camera',
  kind: 'video',
  trackSid: 'T1',
  isMuted: false,
};
const microphone: LiveKitPublication = {
  source: 'microphone',
  kind: 'audio',
  trackSid: 'T2',
  isMuted: false,
};

const participant = (
  identity: string,
  parts: Partial<LiveKitParticipant> = {},
  ...publications: LiveKitPublication[]
): LiveKitParticipant => ({
  identity,
  isLocal: false,
  connectionQuality: 'unknown',
  trackPublications: new Map(publications.map((one) => [one.trackSid, one])),
  ...parts,
});
const alice = participant('alice', { name: 'Alice' });
const me = participant('me', { isLocal: true });

function createFakeRoom(parts: Partial<LiveKitRoom> = {}, ...remotes: LiveKitParticipant[]) {
  return {
    ...createFakeEmitter(),
    state: 'disconnected',
    localParticipant: me,
    ...parts,
    remoteParticipants: new Map(remotes.map((one) => [one.identity, one])),
  };
}

const left = (reason: LeaveReason, userId = 'alice'): SourceEvent => ({
  type: 'userLeft',
  userId,
  reason,
});
const sample = (overall: string, userId?: string) =>
  ({ type: 'qualitySampled', overall, basis: 'sdk', held: true, userId }) as SourceEvent;
const published = (
  media: 'audio' | 'video' | 'screen' | 'screenAudio',
  streamId = 'T1',
): SourceEvent => ({
  type: 'streamPublished',
  userId: 'alice',
  media: [media],
  streamId,
});
const unpublished = (reason: 'muted' | 'unknown'): SourceEvent => ({
  type: 'streamUnpublished',
  userId: 'alice',
  media: ['video'],
  streamId: 'T1',
  reason,
});

const channel = (health: 'alive' | 'late'): SourceEvent => ({
  type: 'signalingChanged',
  channel: 'livekit',
  health,
});
const givesUpInMs = 216_500;
const reconnecting = connection('reconnecting', 'network', { givesUpInMs });

const rows: [event: string, args: unknown[], facts: SourceEvent[]][] = [
  ['connectionStateChanged', ['connecting'], [connection('connecting', 'join')]],
  [
    'connectionStateChanged',
    ['connected'],
    [connection('connected', 'joined', { link: { signaling: 'up' } }), channel('alive')],
  ],
  ['connectionStateChanged', ['reconnecting'], [reconnecting]],
  [
    'connectionStateChanged',
    ['signalReconnecting'],
    [connection('connected', 'signal', { link: { signaling: 'down' } }), channel('late')],
  ],
  [
    'participantNameChanged',
    ['Robert', alice],
    [{ type: 'userJoined', userId: 'alice', name: 'Robert', existing: true }],
  ],
  ['participantNameChanged', ['Myself', me], []],
  ['connectionStateChanged', ['disconnected'], []],
  ['connectionStateChanged', ['teleporting'], [strange('connectionStateChanged', 'teleporting')]],
  ['connectionStateChanged', [], [strange('connectionStateChanged', 'undefined')]],
  ['disconnected', [0], [failed('unknown', 0)]],
  ['disconnected', [1], [connection('left', 'localLeave')]],
  ['disconnected', [2], ended('duplicateLogin', 2)],
  ['disconnected', [3], ended('serverShutdown', 3)],
  ['disconnected', [4], ended('kicked', 4)],
  ['disconnected', [5], ended('roomClosed', 5)],
  ['disconnected', [6], ended('stateMismatch', 6)],
  ['disconnected', [7], [failed('joinFailed', 7)]],
  ['disconnected', [8], ended('migration', 8)],
  ['disconnected', [9], [failed('signal', 9)]],
  ['disconnected', [10], ended('roomClosed', 10)],
  ['disconnected', [11], ended('rejected', 11)],
  ['disconnected', [12], ended('rejected', 12)],
  ['disconnected', [13], ended('rejected', 13)],
  ['disconnected', [14], [failed('timeout', 14)]],
  ['disconnected', [15], [failed('media', 15)]],
  ['disconnected', [16], ended('serverError', 16)],
  ['disconnected', [99], [failed('unknown', 99), strange('disconnected', '99')]],
  ['disconnected', [], [failed('unknown', 'disconnected'), strange('disconnected', 'undefined')]],
  ['moved', ['other room'], [connection('connected', 'migration')]],
  ['connectionQualityChanged', ['excellent', me], [sample('excellent')]],
  ['connectionQualityChanged', ['good', me], [sample('good')]],
  ['connectionQualityChanged', ['poor', me], [sample('bad')]],
  ['connectionQualityChanged', ['lost', me], [sample('down')]],
  ['connectionQualityChanged', ['unknown', me], [sample('unknown')]],
  ['connectionQualityChanged', ['excellent', alice], [sample('excellent', 'alice')]],
  ['connectionQualityChanged', ['poor', alice], [sample('bad', 'alice')]],
  [
    'connectionQualityChanged',
    ['lost', alice],
    [sample('down', 'alice'), { type: 'userConnectionChanged', userId: 'alice', phase: 'lost' }],
  ],
  ['connectionQualityChanged', ['unknown', alice], [sample('unknown', 'alice')]],
  ['connectionQualityChanged', ['superb', alice], [strange('connectionQualityChanged', 'superb')]],
  ['participantConnected', [alice], [{ type: 'userJoined', userId: 'alice', name: 'Alice' }]],
  ['participantDisconnected', [alice, 1], [left('quit')]],
  ['participantDisconnected', [alice, 2], [left('duplicate')]],
  ['participantDisconnected', [alice, 3], [left('serverShutdown')]],
  ['participantDisconnected', [alice, 4], [left('kicked')]],
  ['participantDisconnected', [alice, 5], [left('roomClosed')]],
  ['participantDisconnected', [alice, 6], [left('dropped')]],
  ['participantDisconnected', [alice, 7], [left('unknown')]],
  ['participantDisconnected', [alice, 8], [left('migration')]],
  ['participantDisconnected', [alice, 9], [left('dropped')]],
  ['participantDisconnected', [alice, 10], [left('roomClosed')]],
  ['participantDisconnected', [alice, 11], [left('rejected')]],
  ['participantDisconnected', [alice, 12], [left('rejected')]],
  ['participantDisconnected', [alice, 13], [left('unknown')]],
  ['participantDisconnected', [alice, 14], [left('dropped')]],
  ['participantDisconnected', [alice, 15], [left('dropped')]],
  ['participantDisconnected', [alice, 16], [left('unknown')]],
  [
    'participantDisconnected',
    [alice, 99],
    [left('unknown'), strange('participantDisconnected', '99')],
  ],
  ['trackPublished', [camera, alice], [published('video')]],
  ['trackPublished', [microphone, alice], [published('audio', 'T2')]],
  ['trackPublished', [{ ...camera, source: 'screen_share' }, alice], [published('screen')]],
  [
    'trackPublished',
    [{ ...camera, source: 'screen_share_audio' }, alice],
    [published('screenAudio')],
  ],
  ['trackPublished', [{ ...camera, source: 'unknown' }, alice], [published('video')]],
  ['trackPublished', [{ ...microphone, source: 'unknown' }, alice], [published('audio', 'T2')]],
  [
    'trackPublished',
    [{ ...camera, source: 'hologram' }, alice],
    [strange('trackPublished', 'hologram')],
  ],
  ['trackUnpublished', [camera, alice], [unpublished('unknown')]],
  ['trackMuted', [camera, alice], [unpublished('muted')]],
  ['trackUnmuted', [camera, alice], [published('video')]],
  ['trackMuted', [microphone, me], [{ type: 'localMediaChanged', audio: false }]],
  ['trackUnmuted', [microphone, me], [{ type: 'localMediaChanged', audio: true }]],
  ['localTrackPublished', [camera, me], [{ type: 'localMediaChanged', video: true }]],
  ['localTrackUnpublished', [camera, me], [{ type: 'localMediaChanged', video: false }]],
  [
    'localTrackPublished',
    [{ ...camera, source: 'screen_share' }, me],
    [{ type: 'localMediaChanged', screen: true }],
  ],
  ['localTrackPublished', [{ ...microphone, source: 'screen_share_audio' }, me], []],
  [
    'trackStreamStateChanged',
    [camera, 'paused', alice],
    [
      {
        type: 'streamHealthChanged',
        userId: 'alice',
        media: 'video',
        health: 'paused',
        cause: 'bandwidth',
      },
    ],
  ],
  [
    'trackStreamStateChanged',
    [camera, 'active', alice],
    [
      {
        type: 'streamHealthChanged',
        userId: 'alice',
        media: 'video',
        health: 'flowing',
        cause: 'bandwidth',
      },
    ],
  ],
  ['trackStreamStateChanged', [camera, 'unknown', alice], []],
  [
    'audioPlaybackChanged',
    [false],
    [{ type: 'autoplayBlocked', media: 'audio', resume: expect.any(Function) }],
  ],
  ['audioPlaybackChanged', [true], []],
  [
    'videoPlaybackChanged',
    [false],
    [{ type: 'autoplayBlocked', media: 'video', resume: expect.any(Function) }],
  ],
  [
    'mediaDevicesError',
    [new Error('busy')],
    [{ type: 'exceptionRaised', code: 'mediaDevicesError', text: 'busy', recovered: false }],
  ],
  [
    'trackSubscriptionFailed',
    ['TR_1', alice, 3],
    [
      {
        type: 'exceptionRaised',
        code: 'trackSubscriptionFailed',
        text: '3',
        recovered: false,
        userId: 'alice',
      },
    ],
  ],
  [
    'encryptionError',
    [new Error('key')],
    [{ type: 'exceptionRaised', code: 'encryptionError', text: 'key', recovered: false }],
  ],
];

describe('livekit', () => {
  it.each(rows)('%s %j', (event, args, facts) => {
    const room = createFakeRoom();
    const attached = attachSource(livekit(room));
    attached.facts();
    room.emit(event, ...args);
    expect(attached.facts()).toEqual(facts);
  });

  it.each([
    ['disconnected', 'idle'],
    ['connecting', 'connecting'],
    ['connected', 'connected'],
    ['reconnecting', 'reconnecting'],
    // Media goes on: no outage.
    ['signalReconnecting', 'connected'],
  ])('attached while %s it is %s', (state, phase) => {
    expect(attachSource(livekit(createFakeRoom({ state }))).facts()).toEqual([
      { type: 'snapshotTaken', phase, users: [] },
    ]);
  });

  it('reads everything but history when attached late', () => {
    const here = participant('alice', { name: 'Alice', connectionQuality: 'lost' }, camera, {
      ...microphone,
      isMuted: true,
    });
    const room = createFakeRoom(
      {
        state: 'connected',
        canPlaybackAudio: false,
        localParticipant: participant(
          'me',
          { isLocal: true, connectionQuality: 'good' },
          microphone,
        ),
      },
      here,
    );
    expect(attachSource(livekit(room)).facts()).toEqual([
      { type: 'snapshotTaken', phase: 'connected', users: ['alice'] },
      { type: 'userJoined', userId: 'alice', name: 'Alice', existing: true },
      published('video'),
      sample('down', 'alice'),
      { type: 'userConnectionChanged', userId: 'alice', phase: 'lost' },
      { type: 'localMediaChanged', audio: true },
      sample('good'),
      { type: 'autoplayBlocked', media: 'audio', resume: expect.any(Function) },
    ]);
  });

  it('takes no snapshot of a state it does not know', () => {
    expect(attachSource(livekit(createFakeRoom({ state: 'dreaming' }))).facts()).toEqual([
      strange('snapshot', 'dreaming'),
    ]);
  });

  it.each(['reconnecting', 'signalReconnecting'])('is back after %s', (state) => {
    const room = createFakeRoom({ state });
    const attached = attachSource(livekit(room));
    attached.facts();
    room.emit('connectionStateChanged', 'connected');
    room.emit('connectionStateChanged', 'connected');
    const link = { link: { signaling: 'up' } };
    expect(attached.facts()).toEqual([
      state === 'reconnecting'
        ? connection('connected', 'rejoined', { recovered: true, ...link })
        : connection('connected', 'joined', link),
      channel('alive'),
      connection('connected', 'joined', link),
      channel('alive'),
    ]);
  });

  it('resumes its signalling in time: no outage', () => {
    const room = createFakeRoom({ state: 'connected' });
    const attached = attachSource(livekit(room));
    room.emit('connectionStateChanged', 'signalReconnecting');
    attached.clock.advance(3900);
    room.emit('connectionStateChanged', 'connected');
    attached.facts();
    attached.clock.advance(60_000);
    expect(attached.facts()).toEqual([]);
    expect(attached.clock.pendingTimers()).toBe(0);
  });

  it('does not get its signalling back: reconnecting, lost ten seconds later, and then back', () => {
    const room = createFakeRoom({ state: 'connected' });
    const attached = attachSource(livekit(room));
    room.emit('connectionStateChanged', 'signalReconnecting');
    attached.facts();
    const down = { link: { signaling: 'down' }, synthetic: true, lagMs: 4000, givesUpInMs };
    attached.clock.advance(4000);
    expect(attached.facts()).toEqual([connection('reconnecting', 'signal', down)]);
    attached.clock.advance(10_000);
    expect(attached.facts()).toMatchObject([{ phase: 'lost', cause: 'signal' }]);
    room.emit('connectionStateChanged', 'reconnecting');
    expect(attached.facts()).toMatchObject([{ phase: 'lost', cause: 'network' }]);
    room.emit('connectionStateChanged', 'connected');
    expect(attached.facts()).toMatchObject([{ phase: 'connected', recovered: true }, {}]);
  });

  it('tells who joins second of those already there: the SDK announces nobody while it connects', () => {
    const room = createFakeRoom();
    const attached = attachSource(livekit(room));
    room.remoteParticipants.set('alice', participant('alice', { name: 'Alice' }, microphone));
    room.emit('connectionStateChanged', 'connecting');
    attached.facts();
    room.emit('connectionStateChanged', 'connected');
    expect(attached.facts().slice(2)).toEqual([
      { type: 'userJoined', userId: 'alice', name: 'Alice', existing: true },
      { ...published('audio', 'T2') },
    ]);
  });

  it('is lost of itself: the server hears nothing of what it sends, until it says otherwise', () => {
    const room = createFakeRoom({ state: 'connected' });
    const attached = attachSource(livekit(room));
    room.emit('localTrackPublished', microphone, me);
    attached.facts();
    const heard = (health: 'stalled' | 'flowing'): SourceEvent => ({
      type: 'streamHealthChanged',
      media: 'audio',
      health,
    });
    room.emit('connectionQualityChanged', 'lost', me);
    room.emit('connectionQualityChanged', 'good', me);
    expect(attached.facts()).toEqual([
      sample('down'),
      heard('stalled'),
      sample('good'),
      heard('flowing'),
    ]);
    room.emit('connectionQualityChanged', 'lost', me);
    room.emit('connectionStateChanged', 'reconnecting');
    attached.facts();
    room.emit('connectionStateChanged', 'connected');
    expect(attached.facts()).toContainEqual(heard('flowing'));
  });

  it('reads a disconnect without a reason after retrying as giving up', () => {
    const room = createFakeRoom();
    const attached = attachSource(livekit(room));
    room.emit('connectionStateChanged', 'reconnecting');
    attached.facts();
    room.emit('connectionStateChanged', 'disconnected');
    room.emit('disconnected', undefined);
    expect(attached.facts()).toEqual([failed('network', 'disconnected')]);
  });

  it('does not believe that everybody left just before a full reconnect', () => {
    const bob = participant('bob');
    const room = createFakeRoom({ state: 'connected' }, alice, bob);
    const attached = attachSource(livekit(room));
    attached.facts();
    room.remoteParticipants.clear();
    room.emit('participantDisconnected', alice, undefined);
    room.emit('participantDisconnected', bob, undefined);
    room.emit('connectionStateChanged', 'reconnecting');
    expect(attached.facts()).toEqual([
      left('localReconnect'),
      left('localReconnect', 'bob'),
      reconnecting,
    ]);

    room.remoteParticipants.set('alice', alice);
    room.emit('participantConnected', alice);
    room.emit('connectionStateChanged', 'connected');
    expect(attached.facts()).toEqual([
      { type: 'userJoined', userId: 'alice', name: 'Alice' },
      connection('connected', 'rejoined', { recovered: true, link: { signaling: 'up' } }),
      channel('alive'),
      { ...left('unknown', 'bob'), synthetic: true },
    ]);
  });

  it('believes a leave without a reason once the tick is over', () => {
    const room = createFakeRoom({ state: 'connected' }, alice);
    const attached = attachSource(livekit(room));
    attached.facts();
    room.emit('participantDisconnected', alice, undefined);
    expect(attached.facts()).toEqual([]);
    attached.clock.advance(0);
    expect(attached.facts()).toEqual([left('unknown')]);
  });

  it('reads leaves that end in another room as a move', () => {
    const room = createFakeRoom({ state: 'connected' }, alice);
    const attached = attachSource(livekit(room));
    attached.facts();
    room.emit('participantDisconnected', alice, undefined);
    room.emit('moved', 'other room');
    expect(attached.facts()).toEqual([left('migration'), connection('connected', 'migration')]);
  });

  it('says that a remote is heard again only when it was lost', () => {
    const room = createFakeRoom();
    const attached = attachSource(livekit(room));
    attached.facts();
    for (const quality of ['good', 'lost', 'unknown', 'poor', 'good'])
      room.emit('connectionQualityChanged', quality, alice);
    expect(attached.facts().filter(({ type }) => type === 'userConnectionChanged')).toEqual([
      { type: 'userConnectionChanged', userId: 'alice', phase: 'lost' },
      { type: 'userConnectionChanged', userId: 'alice', phase: 'connected' },
    ]);
  });

  it('resumes blocked playback through the room', async () => {
    const started: string[] = [];
    const room = createFakeRoom({ startAudio: async () => void started.push('audio') });
    const attached = attachSource(livekit(room));
    attached.facts();
    room.emit('audioPlaybackChanged', false);
    const [blocked] = attached.facts();
    if (blocked?.type === 'autoplayBlocked') await blocked.resume?.();
    expect(started).toEqual(['audio']);
  });

  it('leaves nothing behind when detached', () => {
    const room = createFakeRoom({ state: 'connected' }, alice);
    const attached = attachSource(livekit(room));
    room.emit('connectionStateChanged', 'reconnecting');
    room.emit('participantDisconnected', alice, undefined);
    attached.detach();
    expect(room.listenerCount()).toBe(0);
    expect(attached.clock.pendingTimers()).toBe(0);
  });

  it('speaks only our words, whatever the SDK says', () => {
    const user = payload({
      identity: anyOf('alice', 'bob'),
      isLocal: fc.boolean(),
      name: anyOf('Alice'),
    });
    const track = payload({
      source: anyOf('camera', 'unknown', 'screen_share'),
      kind: anyOf('audio', 'video'),
      trackSid: anyOf('T1'),
    });
    const calls = hostileCalls({
      connectionStateChanged: [
        anyOf('connecting', 'connected', 'reconnecting', 'signalReconnecting', 'disconnected'),
      ],
      disconnected: [anyOf(undefined, 0, 1, 2, 7)],
      moved: [anyOf('room')],
      connectionQualityChanged: [anyOf('excellent', 'poor', 'lost', 'unknown'), user],
      participantConnected: [user],
      participantDisconnected: [user, anyOf(undefined, 1, 14)],
      trackPublished: [track, user],
      trackUnpublished: [track, user],
      trackMuted: [track, user],
      trackUnmuted: [track, user],
      localTrackPublished: [track, user],
      trackStreamStateChanged: [track, anyOf('active', 'paused'), user],
      audioPlaybackChanged: [fc.boolean()],
      mediaDevicesError: [anyOf(new Error('busy'))],
    });
    fc.assert(
      fc.property(calls, anyOf('connected', 'disconnected'), (sequence, state) => {
        const room = createFakeRoom({ state: state as string }, alice);
        expect(playHostileCalls(sequence, attachSource(livekit(room)), room.emit)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
