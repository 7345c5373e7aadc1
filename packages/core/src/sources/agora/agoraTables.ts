import type { JoinErrors } from '../joinErrors.ts';
import type {
  Cause,
  FallbackChanged,
  LeaveReason,
  Media,
  Phase,
} from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

/** What agora-rtc-sdk-ng can tell. */
export const agoraCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  remoteQuality: 'pull',
  quality: 'sampled',
  leaveReason: true,
  leaveReasonKick: false,
  lost: 'synthetic',
  networkType: false,
  rtt: true,
  loss: true,
  snapshot: 'full',
  // `media-reconnect-start` with a remote uid is about our subscription, not about their connection.
  userConnection: false,
  token: true,
  autoplay: true,
  fallback: true,
  qualityCadenceMs: 2000,
};

/** A remote is declared gone after 20 s of silence (the SDK's own documentation; live mode takes slightly longer). */
export const agoraDetectionLagMs: DetectionLag = { lost: 10_000, userDropped: 20_000 };

/** `connection-state-change`, except `DISCONNECTED`, which depends on the reason. */
export const phases: Readonly<Record<string, readonly [Phase, Cause]>> = {
  CONNECTING: ['connecting', 'join'],
  CONNECTED: ['connected', 'joined'],
  RECONNECTING: ['reconnecting', 'network'],
  DISCONNECTING: ['leaving', 'localLeave'],
};

/** `connectionState` read at attach. */
export const snapshotPhases: Readonly<Record<string, Phase>> = {
  DISCONNECTED: 'idle',
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  RECONNECTING: 'reconnecting',
  DISCONNECTING: 'leaving',
};

/** Why `DISCONNECTED`. The two fallbacks come back by themselves over another path. */
export const disconnectReasons: Readonly<Record<string, readonly [Phase, Cause]>> = {
  LEAVE: ['left', 'localLeave'],
  NETWORK_ERROR: ['failed', 'network'],
  SERVER_ERROR: ['failed', 'serverError'],
  UID_BANNED: ['failed', 'bannedUser'],
  IP_BANNED: ['failed', 'bannedIp'],
  CHANNEL_BANNED: ['failed', 'bannedChannel'],
  TOKEN_EXPIRE: ['failed', 'tokenExpired'],
  UID_CONFLICT: ['failed', 'duplicateLogin'],
  LICENSE_MISSING: ['failed', 'licence'],
  LICENSE_EXPIRED: ['failed', 'licence'],
  LICENSE_MINUTES_EXCEEDED: ['failed', 'licence'],
  LICENSE_PERIOD_INVALID: ['failed', 'licence'],
  LICENSE_MULTIPLE_SDK_SERVICE: ['failed', 'licence'],
  LICENSE_ILLEGAL: ['failed', 'licence'],
  FALLBACK: ['reconnecting', 'fallback'],
  FALLBACK_TO_HLS: ['reconnecting', 'fallback'],
};

/** `DISCONNECTED` without a reason, by the state before it. */
export const disconnectedAfter: Readonly<Record<string, readonly [Phase, Cause]>> = {
  DISCONNECTING: ['left', 'localLeave'],
  CONNECTING: ['failed', 'joinFailed'],
};

/** The local peer connection, in `RTCPeerConnectionState` words. */
export const mediaLinks: Readonly<Record<string, 'up' | 'down' | 'unknown'>> = {
  new: 'unknown',
  connecting: 'unknown',
  connected: 'up',
  disconnected: 'down',
  failed: 'down',
  closed: 'unknown',
};

/**
 * Quality 0..6, local and remote. Without a network the SDK says 6 for both directions; when only its
 * signalling request timed out it says 5 for both; while not connected it says 0.
 */
export { qualityLevels as qualities } from '../qualityLevels.ts';

export const leaveReasons: Readonly<Record<string, LeaveReason>> = {
  Quit: 'quit',
  ServerTimeOut: 'dropped',
  BecomeAudience: 'role',
};

export const mediaTypes: Readonly<Record<string, Media>> = {
  audio: 'audio',
  video: 'video',
  datachannel: 'data',
};

/** `user-info-updated`: what a native peer muted; `null` where `user-published` says it better. */
export const mutedMedia: Readonly<Record<string, Media | null>> = {
  'mute-audio': 'audio',
  'mute-video': 'video',
  'disable-local-video': 'video',
  'unmute-audio': null,
  'unmute-video': null,
  'enable-local-video': null,
};

export const fallbackDirections: Readonly<Record<string, FallbackChanged['direction']>> = {
  fallback: 'fallback',
  recover: 'recover',
};

/** `stream-type-changed`: 1 is the low layer. The app may have asked for it, so the cause is unknown. */
export const layerDirections: Readonly<Record<number, FallbackChanged['direction']>> = {
  0: 'recover',
  1: 'fallback',
};

const exceptions = [1001, 1002, 1003, 1005, 2001, 2002, 2003, 2005];

/** `exception` codes; the recovery of each is 2000 higher. */
export const exceptionCodes: Readonly<Record<number, { code: number; recovered: boolean }>> =
  Object.fromEntries(
    exceptions.flatMap((code) => [
      [code, { code, recovered: false }],
      [code + 2000, { code, recovered: true }],
    ]),
  );

/** `AgoraRTCErrorCode` that `join` rejects with. */
export const joinErrors: JoinErrors = {
  fields: ['code'],
  causes: {
    INVALID_PARAMS: 'badParams',
    OPERATION_ABORTED: 'localLeave',
    CAN_NOT_GET_GATEWAY_SERVER: 'joinFailed',
    UID_CONFLICT: 'duplicateLogin',
    TOKEN_EXPIRE: 'tokenExpired',
    NETWORK_ERROR: 'network',
    NETWORK_TIMEOUT: 'timeout',
    NETWORK_RESPONSE_ERROR: 'serverError',
  },
};
