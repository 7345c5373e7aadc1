import {
  ConnectionQuality,
  ConnectionState,
  DisconnectReason,
  ParticipantEvent,
  RemoteParticipant,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from 'livekit-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { attachSource } from '../attachSource.test.helper.ts';
import { eventAt } from '../../state/eventAt.test.helper.ts';
import { initialCall } from '../../state/initialCall.ts';
import { levelAt } from '../../state/levelAt.ts';
import type { UserFacts } from '../../state/networkState.ts';
import { reduceCall } from '../../state/reduceCall.ts';
import { reduceUser } from '../../state/reduceUser.ts';
import { livekit } from './livekit.ts';

setLogLevel('silent');

function attachRoom(room = new Room()) {
  const attached = attachSource(livekit(room));
  onTestFinished(attached.detach);
  return { room, ...attached };
}

// The server's own numbers: ConnectionQuality in livekit_models.proto.
const poor = 0;
const excellent = 2;

const warnings = (facts: SourceEvent[]) => facts.filter(({ type }) => type === 'warningRaised');
const listeners = (room: Room) =>
  Object.values(RoomEvent).reduce((total, event) => total + room.listenerCount(event), 0);
// The numeric half of a TypeScript enum.
const numbers = (values: object) =>
  Object.values(values).filter((value): value is number => typeof value === 'number');

describe('livekit on the real Room', () => {
  it('reads a fresh room', () => {
    const { facts } = attachRoom();
    expect(facts()).toEqual([{ type: 'snapshotTaken', phase: 'idle', users: [] }]);
  });

  it('leaves no listener', () => {
    const room = new Room();
    const before = listeners(room);
    const { detach } = attachSource(livekit(room));
    expect(listeners(room)).toBeGreaterThan(before + 10);
    detach();
    expect(listeners(room)).toBe(before);
  });

  it('hears what the room emits', () => {
    const { room, facts } = attachRoom();
    facts();
    room.emit(RoomEvent.ConnectionStateChanged, ConnectionState.Reconnecting);
    room.emit(RoomEvent.ConnectionQualityChanged, ConnectionQuality.Lost, room.localParticipant);
    room.emit(RoomEvent.Disconnected, DisconnectReason.DUPLICATE_IDENTITY);
    expect(facts()).toMatchObject([
      { type: 'connectionChanged', phase: 'reconnecting' },
      { type: 'qualitySampled', overall: 'down' },
      { type: 'connectionChanged', phase: 'failed', cause: 'duplicateLogin' },
      { type: 'callEnded', cause: 'duplicateLogin' },
    ]);
  });

  it('knows every connection state', () => {
    const { room, facts } = attachRoom();
    for (const state of Object.values(ConnectionState))
      room.emit(RoomEvent.ConnectionStateChanged, state);
    expect(warnings(facts())).toEqual([]);
  });

  it('knows every quality', () => {
    const { room, facts } = attachRoom();
    for (const quality of Object.values(ConnectionQuality))
      room.emit(RoomEvent.ConnectionQualityChanged, quality, room.localParticipant);
    expect(warnings(facts())).toEqual([]);
  });

  it('is believed when it says a level once: it repeats nothing', () => {
    const { room, facts } = attachRoom();
    const alice = new RemoteParticipant(room.engine.client, 'sid', 'alice');
    // As the Room passes on what the server says of somebody.
    for (const one of [room.localParticipant, alice])
      one.on(ParticipantEvent.ConnectionQualityChanged, (quality) =>
        room.emit(RoomEvent.ConnectionQualityChanged, quality, one),
      );
    const say = (level: number) => {
      for (const one of [room.localParticipant, alice]) one.setConnectionQuality(level);
      return facts();
    };
    say(excellent);
    const said = say(poor);
    expect(said).toHaveLength(2);
    for (let times = 0; times < 30; times += 1) expect(say(poor)).toEqual([]);
    const told = said.map((fact) => eventAt(1000, fact));
    const call = told.reduce((before, event) => reduceCall(before, event), initialCall);
    const user = told.reduce<UserFacts | undefined>(
      (before, event) => reduceUser(before, event, { localDown: false }),
      undefined,
    );
    for (const quality of [call.quality, user?.quality])
      for (const now of [1000, 61_000])
        expect(quality && levelAt(quality.overall, now)).toEqual({ raw: 'bad', steady: 'bad' });
  });

  it('knows every disconnect reason, ours and of others', () => {
    const { room, facts } = attachRoom();
    const alice = new RemoteParticipant(room.engine.client, 'sid', 'alice');
    for (const reason of numbers(DisconnectReason)) {
      room.emit(RoomEvent.Disconnected, reason);
      room.emit(RoomEvent.ParticipantDisconnected, alice, reason);
    }
    expect(warnings(facts())).toEqual([]);
  });

  it('knows every track source, kind and stream state', () => {
    const { room, facts } = attachRoom();
    const alice = new RemoteParticipant(room.engine.client, 'sid', 'alice');
    const publication = (source: Track.Source, kind: Track.Kind) =>
      ({ trackSid: 'T1', source, kind, isMuted: false }) as never;
    for (const source of Object.values(Track.Source))
      for (const kind of [Track.Kind.Audio, Track.Kind.Video])
        room.emit(RoomEvent.TrackPublished, publication(source, kind), alice);
    for (const state of Object.values(Track.StreamState))
      room.emit(
        RoomEvent.TrackStreamStateChanged,
        publication(Track.Source.Camera, Track.Kind.Video),
        state,
        alice,
      );
    expect(warnings(facts())).toEqual([]);
  });

  it('does not believe that everybody left when the SDK starts over', ({ skip }) => {
    const room = new Room();
    const { handleRestarting } = room as unknown as { handleRestarting?: () => void };
    if (!handleRestarting)
      skip('Room.handleRestarting is gone: see how a full reconnect begins now');
    const alice = new RemoteParticipant(room.engine.client, 'sid', 'alice');
    room.remoteParticipants.set('alice', alice);
    room.state = ConnectionState.Connected;
    const { facts } = attachRoom(room);
    facts();
    handleRestarting?.();
    expect(facts()).toEqual([
      { type: 'userLeft', userId: 'alice', reason: 'localReconnect' },
      {
        type: 'connectionChanged',
        phase: 'reconnecting',
        cause: 'network',
        willRetry: true,
        givesUpInMs: 216_500,
      },
    ]);
  });
});
