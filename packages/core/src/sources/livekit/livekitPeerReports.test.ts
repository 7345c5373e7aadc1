import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock } from '../../testing/createFakeClock.ts';
import { createFakeEmitter } from '../attachSource.test.helper.ts';
import type { OwnReport } from '../source.ts';
import { type LiveKitDataRoom, livekitPeerReports } from './livekitPeerReports.ts';

interface Sent {
  text: string;
  reliable: boolean;
  topic: string;
}

function inRoom(publish: () => Promise<unknown> = async () => {}) {
  const emitter = createFakeEmitter();
  const sent: Sent[] = [];
  const room = {
    ...emitter,
    state: 'connected',
    localParticipant: {
      identity: '',
      publishData(data: Uint8Array, how: Omit<Sent, 'text'>) {
        sent.push({ text: new TextDecoder().decode(data), ...how });
        return publish();
      },
    },
  };
  const clock = createFakeClock();
  const events: SourceEvent[] = [];
  const reports = livekitPeerReports(room as LiveKitDataRoom);
  const own: OwnReport = { uplink: 'good', downlink: 'good', hears: {} };
  const emit = (event: SourceEvent) => void events.push(event);
  const detach = reports.subscribe({ clock, emit, ownReport: () => own });
  const hear = (text: string, identity?: string, topic = 'netcue') =>
    emitter.emit(
      'dataReceived',
      new TextEncoder().encode(text),
      identity === undefined ? undefined : { identity },
      1,
      topic,
    );
  return { room, sent, clock, events, reports, detach, hear, emitter };
}

describe('peer reports in a LiveKit room', () => {
  it('are sent unreliably, a goodbye reliably', () => {
    const { sent, clock, reports } = inRoom();
    clock.advance(400);
    reports.announce('leaving');
    expect(sent).toEqual([
      { text: '{"nc":1,"u":1,"d":1}', reliable: false, topic: 'netcue' },
      { text: '{"nc":1,"l":1}', reliable: true, topic: 'netcue' },
    ]);
  });

  it('wait until the room is connected', () => {
    const { room, sent, clock } = inRoom();
    room.state = 'reconnecting';
    clock.advance(5000);
    expect(sent).toEqual([]);
    room.state = 'connected';
    clock.advance(2000);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('that cannot be sent are a warning, thrown or rejected', async () => {
    const rejecting = inRoom(() => Promise.reject(new Error('closed')));
    const throwing = inRoom(() => {
      throw new Error('closed');
    });
    for (const { clock, events } of [rejecting, throwing]) {
      clock.advance(400);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      expect(events).toMatchObject([{ type: 'warningRaised', text: 'Error: closed' }]);
    }
  });

  it('are heard from whom the room names, and say how they hear us, known late', () => {
    const { room, events, hear } = inRoom();
    room.localParticipant.identity = 'me';
    hear('{"nc":1,"h":{"me":1}}', 'maya');
    expect(events).toEqual([{ type: 'peerReported', userId: 'maya', hearsUs: 'badly' }]);
  });

  it('are told from other data by their topic, and from the server’s by having a sender', () => {
    const { events, hear } = inRoom();
    hear('hello', 'maya', 'chat');
    hear('{"nc":1}');
    expect(events).toEqual([]);
  });

  it('leave no listener', () => {
    const { detach, emitter } = inRoom();
    expect(emitter.listenerCount()).toBe(1);
    detach();
    expect(emitter.listenerCount()).toBe(0);
  });
});
