import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isCall } from './isCall.ts';
import { observationAt } from './observation.ts';
import { observeConnections } from './observeConnections.ts';

// No server answers here. Joining reaches a constructor in every SDK, but only in LiveKit is it that of the call: the others
// open what they try the browser out with, and the call's own only once their server has let them in.
const Native = window.RTCPeerConnection;
const opened: RTCPeerConnection[] = [];
let undo = () => {};

beforeAll(() => {
  // A wrapper of somebody else, put there before the SDKs are loaded.
  window.RTCPeerConnection = new Proxy(Native, {
    construct(target, args, newTarget) {
      const connection = Reflect.construct(target, args, newTarget) as RTCPeerConnection;
      opened.push(connection);
      return connection;
    },
  });
  undo = observeConnections();
});
afterEach(() => void opened.splice(0));
afterAll(() => {
  undo();
  window.RTCPeerConnection = Native;
});

const calls = () => (observationAt(window)?.open() ?? []).filter(isCall);
const quietly = (joining: Promise<unknown>) => void joining.catch(() => {});

/** Each tries the browser out and joins. */
const sdks: [name: string, join: () => Promise<void>][] = [
  [
    'VolcEngine',
    async () => {
      const { default: VERTC } = await import('@volcengine/rtc');
      await VERTC.isSupported();
      quietly(VERTC.createEngine('a'.repeat(24)).joinRoom('t', 'r', { userId: 'me' }));
    },
  ],
  [
    'Agora',
    async () => {
      const { default: AgoraRTC } = await import('agora-rtc-sdk-ng');
      AgoraRTC.setLogLevel(4);
      await AgoraRTC.getSupportedCodec();
      const client = AgoraRTC.createClient({ mode: 'rtc', codec: 'vp8' });
      quietly(client.join('a'.repeat(32), 'channel', null, 1));
    },
  ],
  [
    'NERTC',
    async () => {
      const { default: NERTC } = await import('nertc-web-sdk');
      const client = NERTC.createClient({ appkey: 'a'.repeat(32), debug: false });
      quietly(client.join({ channelName: 'channel', uid: 1, token: '' }));
    },
  ],
  [
    'TRTC',
    async () => {
      const { default: TRTC } = await import('trtc-sdk-v5');
      TRTC.setLogLevel(5);
      await TRTC.isSupported();
      const room = { sdkAppId: 1_400_000_000, userId: 'me', userSig: 'x', roomId: 1 };
      quietly(TRTC.create().enterRoom(room));
    },
  ],
];

describe('what an SDK tries the browser out with is none of the call', () => {
  it.each(sdks)(
    'of %s',
    async (_sdk, join) => {
      const seen: number[] = [];
      const timer = setInterval(() => seen.push(calls().length), 20);
      await join();
      await expect.poll(() => opened.length, { timeout: 10_000 }).toBeGreaterThan(0);
      await expect
        .poll(() => opened.every(({ signalingState }) => signalingState === 'closed'), {
          timeout: 10_000,
        })
        .toBe(true);
      clearInterval(timer);
      expect(seen.every((count) => count === 0)).toBe(true);
    },
    30_000,
  );
});

/** Not API: what the room connects with. */
interface Engine {
  pcManager?: {
    publisher: { pendingInitialOffer?: RTCSessionDescriptionInit; latestOfferId: number };
    setPublisherAnswer(answer: RTCSessionDescriptionInit, offerId: number): Promise<boolean>;
  };
}

describe("LiveKit's own connection", () => {
  it('is noticed when the answer to its offer arrives', async ({ skip }) => {
    const { Room, setLogLevel } = await import('livekit-client');
    setLogLevel('silent');
    // Neither opens nor fails: joining stays underway.
    vi.stubGlobal(
      'WebSocket',
      class extends EventTarget {
        close() {}
      },
    );
    const room = new Room();
    quietly(room.connect('ws://127.0.0.1:9', 'token'));
    const { pcManager } = (await expect
      .poll(() => room.engine as unknown as Engine, { timeout: 10_000 })
      .toHaveProperty('pcManager.publisher.pendingInitialOffer')
      .then(
        () => room.engine,
        () => skip('LiveKit connects differently now'),
      )) as unknown as Engine;
    const [own] = opened;
    expect(calls()).toEqual([]);
    const server = new Native();
    await server.setRemoteDescription(pcManager!.publisher.pendingInitialOffer!);
    await server.setLocalDescription();
    await pcManager!.setPublisherAnswer(
      server.localDescription!,
      pcManager!.publisher.latestOfferId,
    );
    expect(calls()).toContain(own);
    server.close();
    own?.close();
    expect(calls()).toEqual([]);
    vi.unstubAllGlobals();
  }, 30_000);
});
