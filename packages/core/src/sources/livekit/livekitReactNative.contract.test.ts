import Module, { createRequire } from 'node:module';
import { Room, RoomEvent, setLogLevel } from 'livekit-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createNetworkStatus } from '../../createNetworkStatus.ts';
import { createPromptEngine } from '../../prompts/createPromptEngine.ts';
import { createFakeClock } from '../../testing/createFakeClock.ts';
import type { NetworkSource } from '../source.ts';
import { standardSources } from '../standard/standardSources.ts';
import { livekit } from './livekit.ts';
import { livekitConnections } from './livekitConnections.ts';

setLogLevel('silent');

/** What react-native-webrtc brings: a constructor of its own, put in the page's place by `registerGlobals`. */
class NativePeerConnection {
  connectionState = 'new';
  iceConnectionState = 'new';
  signalingState = 'stable';
  addEventListener() {}
  removeEventListener() {}
  remoteDescription: unknown = null;
  async setRemoteDescription(description: unknown) {
    this.remoteDescription = description;
  }
  looks = 0;
  async getStats() {
    this.looks += 1;
    const packetsReceived = this.looks * 25;
    const timestamp = this.looks * 500;
    const sound = { id: 'in', type: 'inbound-rtp', kind: 'audio', timestamp, packetsReceived };
    return new Map([['in', sound]]);
  }
  close() {
    this.signalingState = 'closed';
  }
}

/** Anything that is asked of the native side: called, constructed or read, it is there and does nothing. */
const nothing: unknown = new Proxy(function nothingNative() {}, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : nothing),
  apply: () => nothing,
  construct: () => nothing as object,
});

const native: Readonly<Record<string, unknown>> = {
  'react-native': nothing,
  'react-native/Libraries/vendor/emitter/EventEmitter': nothing,
  'react-native-url-polyfill': { setupURLPolyfill() {} },
  '@livekit/react-native-webrtc': new Proxy(
    {
      registerGlobals() {
        Object.assign(globalThis, { RTCPeerConnection: NativePeerConnection });
      },
    },
    { get: (target, name) => Reflect.get(target, name) ?? nothing },
  ),
};

// Metro finds these in an app; here nothing else of it does.
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
const before = Object.getOwnPropertyDescriptors(globalThis);

beforeAll(() => {
  Object.assign(globalThis, { window: globalThis });
  loader._load = (request, ...rest) =>
    Object.hasOwn(native, request) ? native[request] : load(request, ...rest);
});
afterAll(() => {
  loader._load = load;
  for (const name of ['window', 'RTCPeerConnection', 'LiveKitReactNativeGlobal'])
    if (!before[name as keyof typeof before]) Reflect.deleteProperty(globalThis, name);
});

function registerGlobals() {
  const require = createRequire(import.meta.url);
  (require('@livekit/react-native') as { registerGlobals(): void }).registerGlobals();
}

function startCall(connections?: NetworkSource) {
  const clock = createFakeClock();
  const room = new Room();
  const sources = standardSources(livekit(room), connections && { connections });
  const network = createNetworkStatus({ clock, prompts: createPromptEngine, sources });
  onTestFinished(network.destroy);
  const state = (now: string) => {
    room.state = now as never;
    room.emit(RoomEvent.ConnectionStateChanged, now as never);
  };
  return { clock, room, network, state };
}

describe('LiveKit in React Native', () => {
  it('is the same Room, once its globals are registered', () => {
    registerGlobals();
    expect(globalThis.RTCPeerConnection).toBe(NativePeerConnection);
    const { clock, network, state } = startCall(livekitConnections(new Room()));
    state('connected');
    expect(network.store.getState().connection.phase).toBe('connected');
    state('reconnecting');
    clock.advance(3000);
    expect(network.prompts.getState().banner?.kind).toBe('local.reconnecting');
    state('connected');
    clock.advance(3000);
    expect(network.prompts.getState().banner).toBe(null);
  });

  it('opens connections that are found without its help', async () => {
    registerGlobals();
    const { clock, network, state } = startCall();
    state('connected');
    const connection = new RTCPeerConnection();
    await connection.setRemoteDescription({ type: 'answer', sdp: '' });
    for (let time = 0; time < 4; time += 1) {
      clock.advance(500);
      await new Promise((done) => setTimeout(done, 0));
    }
    expect(Object.keys(network.store.getState().media)).toHaveLength(1);
    connection.close();
  });
});
