import type {
  Cause,
  ConnectionChanged,
  LeaveReason,
  Media,
  Phase,
} from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

// Numbers: NERTC Electron SDK 5.9 type declarations, unless a line says otherwise. Several differ from the web's.

/** What the native NERTC SDK can tell. */
export const nertcNativeCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  // Members whose quality did not change are left out: a level holds.
  remoteQuality: 'partial',
  quality: 'held',
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'synthetic',
  networkType: false,
  rtt: true,
  loss: true,
  snapshot: 'phase',
  userConnection: false,
  token: true,
  autoplay: false,
  fallback: true,
};

/** The SDK gives up after 30 s to 50 s of retrying (NetEase's guide). */
export const nertcNativeDetectionLagMs: DetectionLag = { lost: 10_000, givesUp: [30_000, 50_000] };
export const givesUpAfterMs = 50_000;

/** NERtcConnectionStateType. 1 is `idle` before the first call. */
export const phases: Readonly<Record<number, Phase>> = {
  1: 'left',
  2: 'connecting',
  3: 'connected',
  4: 'reconnecting',
  5: 'failed',
};

interface Reason {
  cause: Cause;
  /** What DISCONNECTED makes of it. */
  end?: 'left' | 'failed';
  link?: ConnectionChanged['link'];
}

/** NERtcReasonConnectionChangedType; 12, 13 and 14 from the native headers. */
export const reasons: Readonly<Record<number, Reason>> = {
  1: { cause: 'localLeave', end: 'left' },
  2: { cause: 'roomClosed', end: 'failed' },
  3: { cause: 'kicked', end: 'failed' },
  4: { cause: 'timeout', end: 'failed' },
  5: { cause: 'join' },
  6: { cause: 'joined' },
  7: { cause: 'rejoined' },
  8: { cause: 'media', end: 'failed', link: { media: 'down' } },
  9: { cause: 'signal', end: 'failed', link: { signaling: 'down' } },
  10: { cause: 'serverError', end: 'failed' },
  11: { cause: 'joinFailed', end: 'failed' },
  12: { cause: 'nodeChange' },
  13: { cause: 'proxy' },
  14: { cause: 'duplicateLogin', end: 'failed' },
};

/** DISCONNECTED for no reason that ends a call, by the phase it ends. After `failed` it is an echo. */
export const ends: Readonly<Partial<Record<Phase, readonly [Phase, Cause]>>> = {
  idle: ['idle', 'none'],
  connecting: ['failed', 'joinFailed'],
  connected: ['left', 'unknown'],
  reconnecting: ['failed', 'network'],
  lost: ['failed', 'network'],
  leaving: ['left', 'localLeave'],
  left: ['left', 'localLeave'],
};

/** NERtcNetworkQualityType. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** NERtcSessionLeaveReason. On the web a kick is 2 and a timeout 3. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'failover',
  2: 'update',
  3: 'kicked',
  4: 'dropped',
};

/** Callbacks that begin with the uid, and what is then sent or not. */
export const streamStarts: Readonly<Record<string, Media>> = {
  onUserAudioStart: 'audio',
  onUserVideoStart: 'video',
  onUserSubStreamVideoStart: 'screen',
  onUserSubStreamAudioStart: 'screenAudio',
};
export const streamStops: Readonly<Record<string, Media>> = {
  onUserAudioStop: 'audio',
  onUserVideoStop: 'video',
  onUserSubStreamVideoStop: 'screen',
  onUserSubStreamAudioStop: 'screenAudio',
};
export const streamMutes: Readonly<Record<string, Media>> = {
  onUserAudioMute: 'audio',
  onUserVideoMute: 'video',
  onUserSubStreamAudioMute: 'screenAudio',
};

/** NERtcVideoStreamType. A third and fourth video have no place in our vocabulary. */
export const videoStreams: Readonly<Record<number, Media | ''>> = {
  0: 'video',
  1: 'screen',
  2: '',
  3: '',
};

/** NERtcErrorCode, where it means that the call is over whatever else is said. */
export const fatalCauses: Readonly<Record<number, Cause>> = {
  11004: 'roomClosed',
  11005: 'kicked',
  30001: 'unknown',
  30206: 'kicked',
  30207: 'roomClosed',
};

/** NERtcErrorCode as the result of joining, or as what cut the connection off. */
export const resultCauses: Readonly<Record<number, Cause>> = {
  ...fatalCauses,
  403: 'rejected',
  408: 'timeout',
  414: 'badParams',
  500: 'serverError',
  600: 'capacity',
  11001: 'network',
  20101: 'timeout',
  30015: 'network',
  30103: 'serverError',
  30204: 'media',
  30205: 'signal',
};
