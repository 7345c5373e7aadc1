import type {
  IRtcEngine as ElectronEngine,
  IRtcEngineEventHandler as ElectronHandler,
} from 'agora-electron-sdk';
import { expectTypeOf, it } from 'vitest';
import type {
  IRtcEngine as ReactNativeEngine,
  IRtcEngineEventHandler as ReactNativeHandler,
} from 'react-native-agora';
import { type AgoraNativeEngine, type AgoraNativeEvent, agoraNative } from './agoraNative.ts';

it('takes the engine of either SDK', () => {
  expectTypeOf<ElectronEngine>().toExtend<AgoraNativeEngine>();
  expectTypeOf<ReactNativeEngine>().toExtend<AgoraNativeEngine>();
  expectTypeOf(agoraNative).toBeCallableWith({} as ElectronEngine, { channelId: 'room' });
  expectTypeOf(agoraNative).toBeCallableWith({} as ReactNativeEngine);
});

it('listens to callbacks that both SDKs have', () => {
  expectTypeOf<AgoraNativeEvent>().toExtend<keyof ElectronHandler>();
  expectTypeOf<AgoraNativeEvent>().toExtend<keyof ReactNativeHandler>();
});
