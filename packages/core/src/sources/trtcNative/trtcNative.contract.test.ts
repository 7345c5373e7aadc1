import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { attachSource, createFakeEmitter } from '../attachSource.test.helper.ts';
import { trtcNative } from './trtcNative.ts';

// The engine itself is native and does not run here, and Electron's declares no names: they are in what it ships.
it('listens to callbacks that Electron and React Native have', () => {
  const cloud = createFakeEmitter();
  attachSource(trtcNative(cloud));
  const { resolve } = createRequire(import.meta.url);
  const electron = readFileSync(resolve('trtc-electron-sdk/liteav/trtc.js'), 'utf8');
  const reactNative = readFileSync(
    resolve('trtc-react-native/lib/commonjs/trtc_cloud_listener.js'),
    'utf8',
  );
  expect(cloud.events()).toHaveLength(14);
  for (const event of cloud.events()) {
    expect(electron).toContain(`this.fire('${event}'`);
    expect(reactNative).toContain(`"${event}"`);
  }
});
