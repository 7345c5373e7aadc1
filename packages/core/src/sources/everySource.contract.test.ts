// @vitest-environment happy-dom
import VERTC from '@volcengine/rtc';
import { driveAgora, driveVolcengine } from './sdkDrivers.test.helper.ts';
import { realEmitter } from './realEmitter.test.helper.ts';
import { describeBehaviour } from './sourceBehaviour.test.helper.ts';

// SDKs report home as soon as they are used; here nothing leaves.
XMLHttpRequest.prototype.send = () => {};
globalThis.fetch = () => new Promise(() => {});
navigator.sendBeacon = () => true;
const { default: AgoraRTC } = await import('agora-rtc-sdk-ng');
AgoraRTC.setLogLevel(4);

describeBehaviour('volcengine on its real engine', (inCall) =>
  driveVolcengine(realEmitter(VERTC.createEngine('a'.repeat(24))), inCall),
);
describeBehaviour('agora on its real client', (inCall) =>
  driveAgora(realEmitter(AgoraRTC.createClient({ mode: 'rtc', codec: 'vp8' })), inCall),
);
