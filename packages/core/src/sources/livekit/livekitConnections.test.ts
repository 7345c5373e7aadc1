import { describe, expect, it } from 'vitest';
import { looking, measured } from '../observed/fakePage.test.helper.ts';
import { livekitConnections } from './livekitConnections.ts';

/** One half of LiveKit's connection to its server. */
function transport(trackIdentifier: string) {
  let packetsReceived = 0;
  const made = {
    state: 'connected',
    asked: 0,
    getConnectionState: () => made.state,
    getStats: async (): Promise<Map<string, object>> => {
      made.asked += 1;
      packetsReceived += 10;
      const timestamp = made.asked * 500;
      const stream = { type: 'inbound-rtp', kind: 'audio', trackIdentifier, packetsReceived };
      return new Map([['in', { id: 'in', timestamp, ...stream }]]);
    },
  };
  return made;
}

const participant = (...ids: (string | undefined)[]) => ({
  trackPublications: new Map(
    ids.map((id, index) => [`${index}`, id ? { track: { mediaStreamTrack: { id } } } : {}]),
  ),
});

const roomWith = (pcManager: object | undefined, state = 'connected') => ({
  state,
  engine: { pcManager },
  remoteParticipants: new Map([
    ['maya', participant('t1', undefined)],
    ['ben', participant('t2')],
  ]),
});

const owners = (events: Awaited<ReturnType<ReturnType<typeof looking>['look']>>) =>
  events.flatMap((event) =>
    event.type === 'mediaSampled' ? event.streams.map(({ userId }) => userId) : [],
  );

describe('the connections of a LiveKit room', () => {
  it('are one or two, and their streams belong to whose track they carry', async () => {
    const publisher = transport('nobody');
    const subscriber = transport('t2');
    const { look } = looking(livekitConnections(roomWith({ publisher, subscriber })));
    const events = await look(2);
    expect(measured(events)).toEqual(['livekit0', 'livekit1']);
    expect(new Set(owners(events))).toEqual(new Set([undefined, 'ben']));
    const single = looking(livekitConnections(roomWith({ publisher: transport('t1') })));
    expect(new Set(owners(await single.look(2)))).toEqual(new Set(['maya']));
  });

  it('begin with the call, end with it, and have new ids after a full reconnect', async () => {
    const room = roomWith(undefined, 'disconnected');
    const { look } = looking(livekitConnections(room));
    expect(await look()).toEqual([]);
    room.state = 'connected';
    room.engine.pcManager = { publisher: transport('t1') };
    expect(measured(await look())).toEqual(['livekit0']);
    room.engine.pcManager = { publisher: transport('t1') };
    const events = await look();
    expect(events).toContainEqual({ type: 'mediaClosed', connectionId: 'livekit0' });
    expect(measured(events)).toEqual(['livekit1']);
  });

  it('are not asked once they are closed: the SDK would open another', async () => {
    const publisher = transport('t1');
    publisher.state = 'closed';
    await looking(livekitConnections(roomWith({ publisher }))).look();
    expect(publisher.asked).toBe(0);
  });

  it('that a version of the SDK hides are told, once', async () => {
    const text = 'Error: this livekit-client hides its peer connections: use observedConnections()';
    for (const hidden of [undefined, {}, { publisher: {} }]) {
      const events = await looking(livekitConnections(roomWith(hidden))).look();
      expect(events).toEqual([{ type: 'warningRaised', code: 'webrtc', text }]);
    }
  });
});
