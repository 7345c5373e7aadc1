// @vitest-environment happy-dom
import type { IAgoraRTC, IAgoraRTCClient } from 'agora-rtc-sdk-ng';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { agora } from './agora.ts';
import { snapshotPhases } from './agoraTables.ts';

let sdk: IAgoraRTC;

beforeAll(async () => {
  // The SDK reports home as soon as it is used; here nothing leaves.
  XMLHttpRequest.prototype.send = () => {};
  globalThis.fetch = () => new Promise(() => {});
  navigator.sendBeacon = () => true;
  ({ default: sdk } = await import('agora-rtc-sdk-ng'));
  sdk.setLogLevel(4);
});

// At run time every Agora emitter can emit; the types leave it out.
const emit = (target: unknown, event: string, ...args: unknown[]) =>
  (target as { emit(event: string, ...args: unknown[]): void }).emit(event, ...args);

function attachClient() {
  const client = sdk.createClient({ mode: 'rtc', codec: 'vp8' });
  const attached = attachSource(agora(client, { sdk }));
  onTestFinished(attached.detach);
  return { client, ...attached };
}

const events = [
  'connection-state-change',
  'peerconnection-state-change',
  'media-reconnect-start',
  'media-reconnect-end',
  'is-using-cloud-proxy',
  'join-fallback-to-proxy',
  'user-joined',
  'user-left',
  'user-published',
  'user-unpublished',
  'user-info-updated',
  'network-quality',
  'stream-fallback',
  'stream-type-changed',
  'token-privilege-will-expire',
  'token-privilege-did-expire',
  'exception',
];
const listeners = (client: IAgoraRTCClient) =>
  [...events, 'published-user-list'].map((event) => client.getListeners(event).length);

describe('agora on the real client', () => {
  it('reads a fresh client', () => {
    expect(attachClient().facts()).toEqual([{ type: 'snapshotTaken', phase: 'idle', users: [] }]);
  });

  it('listens to each of its events once, not to published-user-list, and leaves no listener', () => {
    const client = sdk.createClient({ mode: 'rtc', codec: 'vp8' });
    const before = listeners(client);
    const sdkBefore = sdk.getListeners('autoplay-failed').length;
    const { detach } = attachSource(agora(client, { sdk }));
    expect(listeners(client)).toEqual(
      before.map((count, index) => count + (index < events.length ? 1 : 0)),
    );
    detach();
    expect(listeners(client)).toEqual(before);
    expect(sdk.getListeners('autoplay-failed')).toHaveLength(sdkBefore);
  });

  it('hears what the client emits', () => {
    const { client, facts } = attachClient();
    facts();
    emit(client, 'connection-state-change', 'RECONNECTING', 'CONNECTED', undefined);
    emit(client, 'network-quality', { uplinkNetworkQuality: 6, downlinkNetworkQuality: 5 });
    emit(client, 'user-left', { uid: 7 }, 'ServerTimeOut');
    emit(sdk, 'autoplay-failed');
    expect(facts()).toMatchObject([
      { type: 'connectionChanged', phase: 'reconnecting', willRetry: true },
      { type: 'qualitySampled', uplink: 'down', downlink: 'vbad' },
      { type: 'userLeft', userId: '7', reason: 'dropped' },
      { type: 'autoplayBlocked', media: 'audio' },
    ]);
  });

  it('polls the real getters without a call', () => {
    const { client, clock, facts } = attachClient();
    emit(client, 'connection-state-change', 'CONNECTED', 'CONNECTING');
    facts();
    clock.advance(2000);
    expect(facts()).toEqual([
      { type: 'statsSampled', kbpsUp: 0, kbpsDown: 0, lossUp: 0 },
      { type: 'localMediaChanged', audio: false, video: false },
    ]);
  });

  it('knows the state the real client is in', () => {
    expect(snapshotPhases).toHaveProperty(attachClient().client.connectionState);
  });
});
