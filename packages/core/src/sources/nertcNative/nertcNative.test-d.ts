import type NERtcSDK from 'nertc-electron-sdk';
import { expectTypeOf, it } from 'vitest';
import type { NetworkSource } from '../source.ts';
import { type NertcNativeEngine, nertcNative } from './nertcNative.ts';

type Engine = InstanceType<(typeof NERtcSDK)['NERtcEngine']>;

it("takes Electron's own engine", () => {
  expectTypeOf<Engine>().toExtend<NertcNativeEngine>();
  expectTypeOf(nertcNative).toBeCallableWith({} as Engine, { userId: 'me' });
  expectTypeOf(nertcNative).returns.toEqualTypeOf<NetworkSource>();
});

// Keys and media rights are said by channels, whose class the package does not export.
it('listens to callbacks the SDK declares, with the arguments it declares', () => {
  const listen = (engine: Engine) => {
    const uid = (one: string) => one;
    const state = (one: number) => one;
    engine.on('onConnectionStateChange', (now, reason) => [state(now), state(reason)]);
    engine.on('onReconnectingStart', (channel, me) => [uid(channel), uid(me)]);
    engine.on('onJoinChannel', (channel, me, result) => [uid(channel), uid(me), state(result)]);
    engine.on('onRejoinChannel', (channel, me, result) => [uid(channel), uid(me), state(result)]);
    engine.on('onLeaveChannel', (result) => state(result));
    engine.on('onDisconnect', (result) => state(result));
    engine.on('onError', (code, message) => [state(code), uid(message)]);
    engine.on('onWarning', (code, message) => [state(code), uid(message)]);
    engine.on('onUserJoined', (who, name) => [uid(who), uid(name)]);
    engine.on('onUserLeft', (who, reason) => [uid(who), state(reason)]);
    engine.on('onUserAudioStart', uid);
    engine.on('onUserAudioStop', uid);
    engine.on('onUserVideoStart', uid);
    engine.on('onUserVideoStop', uid);
    engine.on('onUserSubStreamVideoStart', uid);
    engine.on('onUserSubStreamVideoStop', uid);
    engine.on('onUserSubStreamAudioStart', uid);
    engine.on('onUserSubStreamAudioStop', uid);
    engine.on('onUserVideoStreamStart', (type, who) => [state(type), uid(who)]);
    engine.on('onUserVideoStreamStop', (type, who) => [state(type), uid(who)]);
    engine.on('onUserAudioMute', (who, isMuted) => [uid(who), !isMuted]);
    engine.on('onUserVideoMute', (who, isMuted) => [uid(who), !isMuted]);
    engine.on('onUserSubStreamAudioMute', (who, isMuted) => [uid(who), !isMuted]);
    engine.on('onUserVideoMuteWithType', (type, who, isMuted) => [state(type), uid(who), !isMuted]);
    engine.on('onNetworkQuality', (count, one) => [
      state(count),
      uid(one.uid),
      state(one.tx_quality),
      state(one.rx_quality),
    ]);
    engine.on('onRtcStats', (stats) => [
      state(stats.up_rtt),
      state(stats.tx_audio_packet_loss_rate),
      state(stats.rx_video_packet_loss_rate),
      state(stats.rx_audio_jitter),
      state(stats.tx_video_kbitrate),
    ]);
    engine.on('onRemoteAudioStats', (count, one) => [
      state(count),
      uid(one.uid),
      state(one.audio_loss_rate),
      state(one.received_bitrate),
    ]);
    engine.on('onRemoteVideoStats', (count, one) => [
      state(count),
      uid(one.uid),
      state(one.packet_loss_rate),
      state(one.received_bitrate),
    ]);
    engine.on('onLocalPublishFallbackToAudioOnly', (isFallback) => !isFallback);
    engine.on('onRemoteSubscribeFallbackToAudioOnly', (who, isFallback) => [uid(who), !isFallback]);
    // @ts-expect-error Names are checked: a renamed callback fails here.
    engine.on('onSomethingElse', () => {});
  };
  expectTypeOf(listen).toBeFunction();
});
