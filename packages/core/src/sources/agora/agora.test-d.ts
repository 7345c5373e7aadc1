import type { IAgoraRTC, IAgoraRTCClient } from 'agora-rtc-sdk-ng';
import { expectTypeOf, it } from 'vitest';
import { type AgoraClient, type AgoraOptions, agora } from './agora.ts';

it("takes the SDK's own client and global object", () => {
  expectTypeOf<IAgoraRTCClient>().toExtend<AgoraClient>();
  expectTypeOf<IAgoraRTC>().toExtend<NonNullable<AgoraOptions['sdk']>>();
  expectTypeOf(agora).toBeCallableWith({} as IAgoraRTCClient, { sdk: {} as IAgoraRTC });
});
