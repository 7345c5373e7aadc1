import type { IRtcEngine as ElectronEngine } from 'agora-electron-sdk';
import { expectTypeOf, it } from 'vitest';
import type { IRtcEngine as ReactNativeEngine } from 'react-native-agora';
import { type AgoraNativeEngine, agoraNative } from './agoraNative.ts';

it('takes the engine of either SDK', () => {
  expectTypeOf<ElectronEngine>().toExtend<AgoraNativeEngine>();
  expectTypeOf<ReactNativeEngine>().toExtend<AgoraNativeEngine>();
  expectTypeOf(agoraNative).toBeCallableWith({} as ElectronEngine, { channelId: 'room' });
});
