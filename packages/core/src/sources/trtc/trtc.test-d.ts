import type TRTC from 'trtc-sdk-v5';
import { expectTypeOf, it } from 'vitest';
import { type TrtcClient, trtc } from './trtc.ts';

it("takes the SDK's own instance", () => {
  expectTypeOf<TRTC>().toExtend<TrtcClient>();
  expectTypeOf(trtc).toBeCallableWith({} as TRTC, {
    initial: { phase: 'connected', users: ['a'] },
  });
});
