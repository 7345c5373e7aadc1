import TRTC from 'trtc-sdk-v5';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { attachSource } from '../attachSource.test.helper.ts';
import { trtc } from './trtc.ts';

beforeAll(() => TRTC.setLogLevel(5));

// At run time the instance can emit; the types leave it out.
const emit = (client: TRTC, event: string, payload?: unknown) =>
  (client as unknown as { emit(event: string, payload?: unknown): void }).emit(event, payload);

function attachClient() {
  const client = TRTC.create();
  const attached = attachSource(trtc(client));
  onTestFinished(() => {
    attached.detach();
    client.destroy();
  });
  return { client, ...attached };
}

const warnings = (facts: SourceEvent[]) => facts.filter(({ type }) => type === 'warningRaised');

describe('trtc on the real instance', () => {
  it('hears what the instance emits', () => {
    const { client, facts } = attachClient();
    emit(client, TRTC.EVENT.CONNECTION_STATE_CHANGED, {
      prevState: 'DISCONNECTED',
      state: 'CONNECTING',
      isReconnecting: true,
    });
    emit(client, TRTC.EVENT.NETWORK_QUALITY, {
      uplinkNetworkQuality: 6,
      downlinkNetworkQuality: 0,
    });
    emit(client, TRTC.EVENT.KICKED_OUT, { reason: 'kick' });
    expect(facts()).toMatchObject([
      { type: 'connectionChanged', phase: 'reconnecting' },
      { type: 'qualitySampled', uplink: 'down', downlink: 'unknown' },
      { type: 'connectionChanged', phase: 'failed', cause: 'duplicateLogin' },
      { type: 'callEnded', cause: 'duplicateLogin' },
    ]);
  });

  it('uses names that the SDK has', () => {
    const { client, facts } = attachClient();
    const user = { userId: 'alice', streamType: TRTC.TYPE.STREAM_TYPE_SUB };
    for (const event of [
      TRTC.EVENT.REMOTE_USER_ENTER,
      TRTC.EVENT.REMOTE_USER_EXIT,
      TRTC.EVENT.REMOTE_AUDIO_AVAILABLE,
      TRTC.EVENT.REMOTE_AUDIO_UNAVAILABLE,
      TRTC.EVENT.REMOTE_VIDEO_AVAILABLE,
      TRTC.EVENT.REMOTE_VIDEO_UNAVAILABLE,
    ])
      emit(client, event, user);
    emit(client, TRTC.EVENT.STATISTICS, { rtt: 10 });
    emit(client, TRTC.EVENT.AUTOPLAY_FAILED, { userId: 'alice', mediaType: 'audio' });
    emit(client, TRTC.EVENT.PUBLISH_STATE_CHANGED, { mediaType: 'audio', state: 'started' });
    emit(client, TRTC.EVENT.ERROR, { code: TRTC.ERROR_CODE.DEVICE_ERROR, message: 'busy' });
    expect(facts().map(({ type }) => type)).toEqual([
      'userJoined',
      'userLeft',
      'streamPublished',
      'streamUnpublished',
      'streamPublished',
      'streamUnpublished',
      'statsSampled',
      'autoplayBlocked',
      'localMediaChanged',
      'exceptionRaised',
    ]);
  });

  it('knows every error code', () => {
    const { client, facts } = attachClient();
    for (const code of Object.values(TRTC.ERROR_CODE))
      if (typeof code === 'number') emit(client, TRTC.EVENT.ERROR, { code, message: '' });
    expect(warnings(facts())).toEqual([]);
  });

  it('leaves no listener', ({ skip }) => {
    const client = TRTC.create();
    onTestFinished(() => client.destroy());
    const { listenerCount, _events } = client as unknown as {
      listenerCount?: (event: string) => number;
      _events?: Record<string, unknown>;
    };
    if (!listenerCount && !_events) skip('the TRTC emitter no longer shows its listeners');
    const count = () =>
      Object.values(TRTC.EVENT).reduce(
        (total, event) => total + (listenerCount?.call(client, event) ?? 0),
        0,
      );
    const before = count();
    const { detach } = attachSource(trtc(client));
    expect(count()).toBe(before + 13);
    detach();
    expect(count()).toBe(before);
  });

  it('says nothing about a join that fails before there is a connection', async () => {
    const { client, clock, facts } = attachClient();
    await expect(
      client.enterRoom({ sdkAppId: 1_400_000_000, userId: 'me', userSig: 'x', roomId: 1 }),
    ).rejects.toThrow();
    clock.advance(5000);
    expect(facts().filter(({ type }) => type === 'connectionChanged')).toEqual([]);
  });
});
