import { ConnectionState, Room, RoomEvent, setLogLevel } from 'livekit-client';
import { expect, it } from 'vitest';
import { sdkDrivers } from '../sdkDrivers.test.helper.ts';
import { startCall } from '../sourceBehaviour.test.helper.ts';
import { livekit } from './livekit.ts';

setLogLevel('silent');

/** The real Room in a call, and nothing else attached. */
function inCall() {
  const room = new Room();
  const call = startCall(() => ({ ...sdkDrivers['livekit']!(), source: livekit(room) }));
  const goes = (state: ConnectionState) => {
    room.state = state;
    room.emit(RoomEvent.ConnectionStateChanged, state);
  };
  goes(ConnectionState.Connected);
  return { ...call, room, goes };
}

it('resumes its signalling within four seconds: nothing is shown', () => {
  const { goes, clock, seen } = inCall();
  goes(ConnectionState.SignalReconnecting);
  clock.advance(3900);
  goes(ConnectionState.Connected);
  clock.advance(20_000);
  expect(seen()).toEqual([]);
});

it('gets its signalling back later: reconnecting meanwhile, and a closer look at once', () => {
  const { goes, clock, shown, attention } = inCall();
  goes(ConnectionState.SignalReconnecting);
  expect(attention()).toBe('alert');
  clock.advance(4200);
  expect(shown()).toEqual(['local.reconnecting']);
});

it('loses its signalling while media is measured and flows: no outage', () => {
  const { goes, mediaFlows, seen } = inCall();
  mediaFlows(3000);
  goes(ConnectionState.SignalReconnecting);
  mediaFlows(9000);
  expect(seen().filter((kind) => kind !== 'local.signalingOnly')).toEqual([]);
});

it('is not heard by the server: others cannot hear us', () => {
  const { room, clock, shown } = inCall();
  const publication = { trackSid: 'T', source: 'microphone', kind: 'audio', isMuted: false };
  room.emit(RoomEvent.LocalTrackPublished, publication as never, room.localParticipant);
  clock.advance(5000);
  room.emit(RoomEvent.ConnectionQualityChanged, 'lost' as never, room.localParticipant);
  clock.advance(3000);
  expect(shown()).toEqual(['local.notHeard']);
  room.emit(RoomEvent.ConnectionQualityChanged, 'good' as never, room.localParticipant);
  clock.advance(20_000);
  expect(shown()).toEqual([]);
});
