import type { Cause, LeaveReason, Media } from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

// Names and numbers: trtc-electron-sdk 13.3.801 (liteav/trtc.d.ts, trtc_define.d.ts, trtc_code.d.ts) and trtc-react-native
// 2.3.1 (src/trtc_cloud_listener.tsx and its native modules), unless a line says otherwise.

/** What the native TRTC SDKs can tell. */
export const trtcNativeCapabilities: Partial<Capabilities> = {
  localUplink: true,
  localDownlink: true,
  remoteQuality: 'push',
  quality: 'sampled',
  qualityCadenceMs: 2000,
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'synthetic',
  rtt: true,
  loss: true,
  snapshot: 'none',
};

/** How late `onConnectionLost` is, is not documented. */
export const trtcNativeDetectionLagMs: DetectionLag = { lost: 10_000 };

/** TRTCQuality, of our way up and of what comes in from everybody. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** Reason of `onRemoteUserLeaveRoom`. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'dropped',
  2: 'kicked',
};

/** Reason of `onExitRoom`; 0 is our own doing. */
export const exitCauses: Readonly<Record<number, Cause | ''>> = {
  0: '',
  1: 'kicked',
  2: 'roomClosed',
};

/** A negative `result` of `onEnterRoom`: TXLiteAVCode. Others are known to be a failed join, and no more. */
export const enterErrors: Readonly<Record<number, Cause>> = {
  [-3301]: 'joinFailed',
  [-3308]: 'timeout',
  [-3316]: 'badParams',
  [-3317]: 'badParams',
  [-3318]: 'badParams',
  [-3319]: 'badParams',
  [-3320]: 'tokenInvalid',
  [-100013]: 'licence',
};

/** What becomes available or goes away, by callback. */
export const availableMedia: Readonly<Record<string, Media>> = {
  onUserAudioAvailable: 'audio',
  onUserVideoAvailable: 'video',
  onUserSubStreamAvailable: 'screen',
};

/** TRTCVideoStreamType of what we send: a small picture is the same camera once more. */
export const sentVideo: Readonly<Record<number, 'video' | 'screen'>> = {
  0: 'video',
  1: 'video',
  2: 'screen',
};
