import type TRTCCloud from 'trtc-electron-sdk';
import type { TRTCQualityInfo, TRTCStatistics } from 'trtc-electron-sdk/liteav/trtc_define';
import type ReactNativeCloud from 'trtc-react-native';
import type { TRTCCloudListener } from 'trtc-react-native/lib/typescript/trtc_cloud_listener';
import { expectTypeOf, it } from 'vitest';
import { trtcNative } from './trtcNative.ts';
import { type TrtcReactNative, trtcReactNative } from './trtcReactNative.ts';

it("takes the SDKs' own engines", () => {
  expectTypeOf(trtcNative).toBeCallableWith({} as TRTCCloud);
  expectTypeOf<ReactNativeCloud>().toExtend<TrtcReactNative>();
  expectTypeOf(trtcReactNative).toBeCallableWith({} as ReactNativeCloud, {
    initial: { phase: 'connected' },
  });
});

it('reads fields and hears callbacks that the SDKs declare', () => {
  expectTypeOf<TRTCQualityInfo>().toHaveProperty('quality');
  expectTypeOf<TRTCQualityInfo>().toHaveProperty('userId');
  for (const name of ['upLoss', 'downLoss', 'rtt'] as const)
    expectTypeOf<TRTCStatistics[typeof name]>().toBeNumber();
  expectTypeOf<TRTCStatistics>().toHaveProperty('localStatisticsArray');
  expectTypeOf<TRTCStatistics>().toHaveProperty('remoteStatisticsArray');
  expectTypeOf<`${TRTCCloudListener}`>().extract<'onNetworkQuality'>().not.toBeNever();
  expectTypeOf<`${TRTCCloudListener}`>().extract<'onConnectionLost'>().not.toBeNever();
});
