import type { RTCEngine } from '@volcengine/vertc-electron-sdk';
import { expectTypeOf, it } from 'vitest';
import type { NetworkSource } from '../source.ts';
import {
  type VolcengineNativeSdk,
  volcengineNative,
  volcengineNativeHandlers,
} from './volcengineNative.ts';

type Room = NonNullable<ReturnType<RTCEngine['createRTCRoom']>>;

it("takes Electron's own engine and room", () => {
  expectTypeOf<{ engine: RTCEngine; room: Room }>().toExtend<VolcengineNativeSdk>();
  expectTypeOf(volcengineNative).toBeCallableWith({
    engine: {} as RTCEngine,
    room: {} as Room,
  });
  expectTypeOf(volcengineNative).returns.toEqualTypeOf<NetworkSource>();
});

it('gives React Native handlers of the type it was given', () => {
  const { engineHandlers } = volcengineNativeHandlers();
  const handlers = engineHandlers({ onError: (code: number) => String(code) });
  expectTypeOf(handlers.onError).toEqualTypeOf<(code: number) => string>();
});
