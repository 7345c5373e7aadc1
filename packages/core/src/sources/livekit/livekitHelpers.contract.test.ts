import { RemoteParticipant, Room, RoomEvent, setLogLevel } from 'livekit-client';
import { expect, it, onTestFinished } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { livekitConnections } from './livekitConnections.ts';
import { livekitPeerReports } from './livekitPeerReports.ts';

setLogLevel('silent');

it('measures nothing, and complains of nothing, on a fresh Room', async () => {
  const { facts, clock, detach } = attachSource(livekitConnections(new Room()));
  onTestFinished(detach);
  for (let count = 0; count < 4; count += 1) {
    clock.advance(500);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }
  expect(facts()).toEqual([]);
});

it('hears the reports of a real participant through the real Room', () => {
  const room = new Room();
  const { facts, detach } = attachSource(livekitPeerReports(room));
  onTestFinished(detach);
  const maya = new RemoteParticipant({} as never, 'PA_1', 'maya');
  const payload = new TextEncoder().encode('{"nc":1,"u":4}');
  room.emit(RoomEvent.DataReceived, payload, maya, undefined, 'netcue');
  expect(facts()).toMatchObject([{ type: 'peerReported', userId: 'maya', uplink: 'vbad' }]);
});
