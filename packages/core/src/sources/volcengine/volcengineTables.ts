import type { JoinErrors } from '../joinErrors.ts';
import type { Cause, FallbackChanged, LeaveReason, Phase } from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

// Numbers and words: VolcEngine web SDK 4.68 type declarations, unless a line says otherwise.

/** What @volcengine/rtc can tell; what is not here it cannot. Other people's quality never reaches the web SDK. */
export const volcengineCapabilities: Partial<Capabilities> = {
  localUplink: true,
  localDownlink: true,
  leaveReason: true,
  leaveReasonKick: true,
  rtt: true,
  loss: true,
  token: true,
  autoplay: true,
  fallback: true,
  quality: 'sampled',
  qualityCadenceMs: 2000,
};

/**
 * `reconnecting`: the web SDK acts when the browser calls the peer connection disconnected (5.3–7.5 s after
 * the break in Chromium, measured); while the browser is offline it waits for `failed`, 15 s and more.
 * `lost` comes 10 s later. A silent remote is declared gone after 15 s + 15 s (VolcEngine's guide).
 */
export const volcengineDetectionLagMs: Required<Omit<DetectionLag, 'givesUp'>> = {
  reconnecting: 6000,
  lost: 16_000,
  userDropped: 30_000,
};

/** ConnectionState. 1 without a reason is the end: see `connectionFacts`. */
export const phases: Readonly<Record<number, Phase>> = {
  0: 'connecting',
  1: 'reconnecting',
  2: 'connecting',
  3: 'connected',
  4: 'reconnecting',
  5: 'connected',
  6: 'lost',
};

/** Why a state that is no outage. */
export const causes: Readonly<Record<number, Cause>> = {
  0: 'join',
  2: 'join',
  3: 'joined',
  5: 'rejoined',
};

/** ReconnectReason. */
export const reconnectCauses: Readonly<Record<string, Cause>> = {
  iceFailed: 'ice',
  nodeChange: 'nodeChange',
  joinTimeout: 'timeout',
  notifyReconnect: 'serverRequest',
};

/** NetworkQuality. 6 from 4.55: the peer connection is down or `navigator.onLine` is false. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** Numbered as in the native SDK. Leave reason 1 is neutral unless the tag says which. */
export { leaveReasons, mainMedia, screenMedia, unpublishReasons } from './volcengineEnums.ts';

/** UserDisconnectionTag, where it says more than reason 1. */
export const droppedTags: Readonly<Record<string, LeaveReason>> = {
  userDuplicateLogin: 'duplicate',
  onUserTokenDidExpire: 'tokenExpired',
};

/** How old a leave is. A duplicate login is held back for 5 s, so that a quick rejoin goes unseen. */
export const leaveLagMs: Readonly<Partial<Record<LeaveReason, number>>> = {
  dropped: 30_000,
  duplicate: 5000,
};

/** DISCONNECTED without a reason, by the phase it ends. After `failed` and `left` it is an echo. */
export const ends: Readonly<Partial<Record<Phase, readonly [Phase, Cause]>>> = {
  idle: ['left', 'localLeave'],
  connected: ['left', 'localLeave'],
  connecting: ['failed', 'joinFailed'],
  reconnecting: ['failed', 'network'],
  lost: ['failed', 'network'],
};

/** `onError` codes. The last one is sent but not declared. */
export const errorCauses: Readonly<Record<string, Cause>> = {
  DUPLICATE_LOGIN: 'duplicateLogin',
  RTM_DUPLICATE_LOGIN: 'duplicateLogin',
  RTM_TOKEN_ERROR: 'tokenInvalid',
  TOKEN_EXPIRED: 'tokenExpired',
  RECONNECT_FAILED: 'network',
  KICKED_OUT: 'kicked',
  ROOM_DISMISS: 'roomClosed',
  UPDATE_TOKEN_WITH_INVALID_TOKEN: 'tokenInvalid',
};

/** FallbackOrRecoverReason; '' where something else than bandwidth decided. */
export const fallbackDirections: Readonly<Record<number, FallbackChanged['direction'] | ''>> = {
  [-1]: '',
  0: 'fallback',
  2: 'recover',
};

/** What `joinRoom` rejects with, beside the errors above. */
export const joinErrors: JoinErrors = {
  fields: ['code', 'errorCode', 'message'],
  causes: {
    ...errorCauses,
    INVALID_TOKEN: 'tokenInvalid',
    ROOM_FORBIDDEN: 'bannedChannel',
    USER_FORBIDDEN: 'bannedUser',
    JOIN_ROOM_FAILED: 'joinFailed',
  },
};
