import type { Room } from 'livekit-client';
import { expectTypeOf, it } from 'vitest';
import { type LiveKitRoom, livekit } from './livekit.ts';

it("takes the SDK's own room", () => {
  expectTypeOf<Room>().toExtend<LiveKitRoom>();
  expectTypeOf(livekit).toBeCallableWith({} as Room);
});
