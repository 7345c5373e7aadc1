import { cdp } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock/clock.ts';
import type { MediaSampled, SourceEvent } from '../../events/networkEvent.ts';
import { observationAt } from './observation.ts';
import { observeConnections } from './observeConnections.ts';
import { observedConnections } from './observedConnections.ts';

// The browser's own connections, without an SDK.
const undone: (() => void)[] = [];
let undo = () => {};
beforeEach(() => {
  undo = observeConnections();
});
afterEach(() => {
  undo();
  for (const one of undone.splice(0)) one();
});

const known = () => observationAt(window)?.open() ?? [];

async function collectGarbage(): Promise<void> {
  const session = cdp() as unknown as { send(method: string): Promise<unknown> };
  await session.send('HeapProfiler.collectGarbage');
}

/** A picture that moves, without a camera and without asking. */
function picture(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d');
  const timer = setInterval(() => paint?.fillRect(0, 0, Math.random() * 300, 150), 50);
  undone.push(() => clearInterval(timer));
  return canvas.captureStream(20).getVideoTracks()[0]!;
}

/** Two ends in one page. */
async function call(Constructor = RTCPeerConnection, track?: MediaStreamTrack) {
  const [from, to] = [new Constructor(), new Constructor()];
  const tell = (end: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) => {
    if (event.candidate && end.signalingState !== 'closed')
      void end.addIceCandidate(event.candidate);
  };
  from.onicecandidate = tell(to);
  to.onicecandidate = tell(from);
  from.addTransceiver(track ?? 'video');
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription!);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription!);
  const hangUp = () => {
    from.close();
    to.close();
  };
  undone.push(hangUp);
  return { from, to, hangUp };
}

describe("the browser's own connections", () => {
  it('are measured, with the id of the track that arrives', async () => {
    const events: SourceEvent[] = [];
    const tracks = new Set<unknown>();
    const userOf = ({ trackId }: { trackId?: string }) => {
      tracks.add(trackId);
      return undefined;
    };
    undone.push(
      observedConnections({ userOf }).subscribe({
        clock: systemClock,
        emit: (event) => events.push(event),
      }),
    );
    const { to } = await call(undefined, picture());
    const arriving = () =>
      events.filter(
        (event): event is MediaSampled =>
          event.type === 'mediaSampled' && event.downlink.packets > 0,
      );
    await expect.poll(() => arriving().length, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(tracks).toContain(to.getReceivers()[0]?.track.id);
  });

  it('are noticed from a captured constructor, a subclass and one that a library has put in its place', async () => {
    const Native = window.RTCPeerConnection;
    class Sub extends Native {}
    const captured = await call(Native);
    const sub = await call(Sub);
    window.RTCPeerConnection = Sub;
    undone.push(() => {
      window.RTCPeerConnection = Native;
    });
    const replaced = await call(window.RTCPeerConnection);
    expect(known()).toEqual(
      expect.arrayContaining([captured, sub, replaced].flatMap(({ from, to }) => [from, to])),
    );
  });

  it('are not noticed when only tried out', async () => {
    const before = known().length;
    const probe = new RTCPeerConnection();
    probe.addTransceiver('video');
    await probe.setLocalDescription(await probe.createOffer());
    expect(known()).toHaveLength(before);
    probe.close();
  });

  it('are freed once closed, as soon as without being observed', async () => {
    const afterCalls = async () => {
      const refs: WeakRef<RTCPeerConnection>[] = [];
      for (let count = 0; count < 10; count += 1) refs.push(await finishedCall());
      for (let count = 0; count < 6; count += 1) {
        await collectGarbage();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return refs.filter((ref) => ref.deref()).length;
    };
    const heldObserved = await afterCalls();
    undo();
    // The browser frees when it likes; one that is held would be held each time.
    expect(heldObserved).toBeLessThanOrEqual((await afterCalls()) + 3);
    expect(heldObserved).toBeLessThan(8);
  }, 40_000);
});

async function finishedCall(): Promise<WeakRef<RTCPeerConnection>> {
  const { from, hangUp } = await call();
  undone.length = 0;
  hangUp();
  return new WeakRef(from);
}

describe('the page', () => {
  const names = ['setRemoteDescription', 'addIceCandidate', 'getStats'] as const;
  const read = () => ({
    constructor: window.RTCPeerConnection,
    text: String(RTCPeerConnection),
    statics: Object.getOwnPropertyNames(RTCPeerConnection),
    members: Object.getOwnPropertyNames(RTCPeerConnection.prototype),
    methods: names.map((name) => {
      const method = RTCPeerConnection.prototype[name];
      return [String(method), method.name, method.length];
    }),
  });

  it('cannot tell: constructor, statics, names, lengths and texts are those of the browser', () => {
    const observed = read();
    undo();
    expect(observed).toEqual(read());
    expect(observed.methods[0]?.[0]).toContain('setRemoteDescription() { [native code] }');
  });

  it('gets the same errors', async () => {
    const connection = new RTCPeerConnection();
    const said = async () => {
      const wrong = { type: 'offer', sdp: 'nonsense' } as const;
      return connection
        .setRemoteDescription(wrong)
        .catch((error: Error) => [error.name, error.message]);
    };
    const observed = await said();
    undo();
    expect(observed).toEqual(await said());
    await expect(
      (RTCPeerConnection.prototype.getStats as () => Promise<unknown>).call({}),
    ).rejects.toThrow(TypeError);
    connection.close();
  });

  it('still reads as native to whoever asks behind its back, but without the name', () => {
    const text = Function.prototype.toString.call(RTCPeerConnection.prototype.getStats);
    expect(text).toBe('function () { [native code] }');
  });
});

describe('a frame', () => {
  it('of the same origin has connections of its own, and is observed when it is named', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    undone.push(() => frame.remove());
    const inner = frame.contentWindow as Window & typeof globalThis;
    const before = known().length;
    const { hangUp } = await call(inner.RTCPeerConnection);
    expect(known()).toHaveLength(before);
    hangUp();
    undone.push(observeConnections(inner));
    const { from, to } = await call(inner.RTCPeerConnection);
    expect(observationAt(inner)?.open()).toEqual([from, to]);
  });
});
