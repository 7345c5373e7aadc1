import type { JoinErrors } from '../joinErrors.ts';
import type { Cause, LeaveReason, Media } from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

/** What trtc-sdk-v5 can tell. */
export const trtcCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  remoteQuality: 'none',
  quality: 'sampled',
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'synthetic',
  networkType: false,
  rtt: true,
  loss: true,
  snapshot: 'none',
  userConnection: false,
  token: false,
  autoplay: true,
  fallback: false,
  qualityCadenceMs: 2000,
};

/** The SDK retries without end; it documents no other delay. */
export const trtcDetectionLagMs: DetectionLag = { lost: 10_000 };

/** Quality 0..6; 0 before there is anything to measure, downlink 6 when every downlink is down. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** `PEER_LEAVE_REASON`. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'dropped',
  2: 'kicked',
  3: 'role',
};

/** Reason of `kicked-out`. */
export const kickReasons: Readonly<Record<string, Cause>> = {
  kick: 'duplicateLogin',
  banned: 'kicked',
  room_disband: 'roomClosed',
};

/** `TRTCStreamType` of a remote video. */
export const streamMedia: Readonly<Record<string, Media>> = { main: 'video', sub: 'screen' };

/** `mediaType` of autoplay and publish events. */
export const mediaTypes: Readonly<Record<string, 'audio' | 'video' | 'screen'>> = {
  audio: 'audio',
  video: 'video',
  screen: 'screen',
};

/** `publish-state-changed`; `null` while it is starting. */
export const publishStates: Readonly<Record<string, boolean | null>> = {
  starting: null,
  started: true,
  stopped: false,
};

/** `RtcError.code`, and the cause where such an error ended the call; `null` where none of them can. */
export const errorCauses: Readonly<Record<number, Cause | null>> = {
  5000: null,
  5100: null,
  5200: null,
  5300: null,
  5400: 'serverError',
  5500: 'network',
  5998: 'unknown',
  5999: 'unknown',
};

/** `RtcError.extraCode` of errors that come while the call goes on: firewall, codecs, decoding. */
export const harmlessErrors: readonly unknown[] = [5501, 5505, 5506, 5507, 5508];

/** `RtcError.code` that `enterRoom` rejects with. */
export const joinErrors: JoinErrors = {
  fields: ['code'],
  causes: { 5000: 'badParams', 5400: 'serverError', 5500: 'network', 5998: 'localLeave' },
};
