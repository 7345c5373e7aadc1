import type { IEngineEvents, IRTCEngine } from '@volcengine/rtc';
import { expectTypeOf, it } from 'vitest';
import type { CallSource } from '../source.ts';
import { type VolcengineEngine, volcengine } from './volcengine.ts';

it("takes the SDK's own engine", () => {
  expectTypeOf<IRTCEngine>().toExtend<VolcengineEngine>();
  expectTypeOf(volcengine).toBeCallableWith({} as IRTCEngine);
  expectTypeOf(volcengine).toBeCallableWith({} as IRTCEngine, {
    version: '4.68.4',
    initial: { phase: 'connected', users: ['ann'] },
  });
  expectTypeOf(volcengine).returns.toEqualTypeOf<CallSource>();
});

it('reads payloads the SDK declares', () => {
  type Payloads = { [E in keyof IEngineEvents as `${E}`]: Parameters<IEngineEvents[E]>[0] };
  type Payload<Event extends keyof Payloads> = Payloads[Event];
  expectTypeOf<Payload<'onConnectionStateChanged'>>().toHaveProperty('state');
  expectTypeOf<Payload<'onConnectionStateChanged'>>().toHaveProperty('reason');
  expectTypeOf<Payload<'onUserLeave'>>().toHaveProperty('userInfo');
  expectTypeOf<Payload<'onUserLeave'>>().toHaveProperty('tag');
  expectTypeOf<Payload<'onUserUnpublishStream'>>().toHaveProperty('mediaType');
  expectTypeOf<Payload<'onUserUnpublishStream'>>().toHaveProperty('reason');
  expectTypeOf<Payload<'onError'>>().toHaveProperty('errorCode');
  expectTypeOf<Payload<'onError'>>().toHaveProperty('forbiddenTime');
  expectTypeOf<Payload<'onAutoplayFailed'>>().toHaveProperty('streamIndex');
  expectTypeOf<Payload<'onSimulcastSubscribeFallback'>>().toHaveProperty('afterEnable');
  expectTypeOf<Payload<'onVideoStreamBanned'>>().toHaveProperty('banned');
  expectTypeOf<Payload<'onLocalStreamStats'>>().toHaveProperty('audioStats');
  expectTypeOf<Payload<'onLocalStreamStats'>['audioStats']>().toHaveProperty('sendKBitrate');
  expectTypeOf<Payload<'onLocalStreamStats'>['videoStats']>().toHaveProperty('sentKBitrate');
  expectTypeOf<Payload<'onRemoteStreamStats'>['audioStats']>().toHaveProperty('jitterBufferDelay');
  expectTypeOf<Payload<'onRemoteStatsException'>>().toHaveProperty('exception');
  expectTypeOf<Parameters<IEngineEvents['onNetworkQuality']>['length']>().toEqualTypeOf<2>();
});
