import NERTC from 'nertc-web-sdk';
import TRTC from 'trtc-sdk-v5';
import { realEmitter } from './realEmitter.test.helper.ts';
import { driveNertc, driveTrtc } from './sdkDrivers.test.helper.ts';
import { describeBehaviour } from './sourceBehaviour.test.helper.ts';

// These two exist only in a browser; the others of the web stand in `everySource.contract.test.ts`, LiveKit's Room in
// `everySource.test.ts`.
TRTC.setLogLevel(5);

describeBehaviour('nertc on its real client', (inCall) =>
  driveNertc(realEmitter(NERTC.createClient({ appkey: 'a'.repeat(32), debug: false })), inCall),
);
describeBehaviour('trtc on its real instance', (inCall) =>
  driveTrtc(realEmitter(TRTC.create()), inCall),
);
