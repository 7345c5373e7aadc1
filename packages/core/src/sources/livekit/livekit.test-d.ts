import type { Room } from 'livekit-client';
import { expectTypeOf, it } from 'vitest';
import {
  type LiveKitConnected,
  type LiveKitDataRoom,
  type LiveKitRoom,
  livekit,
  livekitConnections,
  livekitPeerReports,
} from './index.ts';

it("takes the SDK's own room", () => {
  expectTypeOf<Room>().toExtend<LiveKitRoom>();
  expectTypeOf<Room>().toExtend<LiveKitConnected>();
  expectTypeOf<Room>().toExtend<LiveKitDataRoom>();
  expectTypeOf(livekit).toBeCallableWith({} as Room);
  expectTypeOf(livekitConnections).toBeCallableWith({} as Room);
  expectTypeOf(livekitPeerReports).toBeCallableWith({} as Room);
});
