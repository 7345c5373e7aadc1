import type { JoinErrors } from '../joinErrors.ts';
import type { Cause, LeaveReason, LinkState, Media, Phase } from '../../events/networkEvent.ts';
import type { Quality } from '../../events/quality.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

/** What livekit-client 2.x can tell. */
export const livekitCapabilities: Capabilities = {
  localUplink: false,
  localDownlink: false,
  overallOnly: true,
  remoteQuality: 'push',
  quality: 'held',
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'synthetic',
  networkType: false,
  rtt: false,
  loss: false,
  snapshot: 'full',
  userConnection: true,
  token: false,
  autoplay: true,
  fallback: false,
};

/**
 * Ten retries, from the SDK's default reconnect policy: 22 s when every attempt fails at once and the random
 * delays are shortest, 216 s when the delays are longest and every attempt takes its full 15 s.
 */
export const livekitDetectionLagMs: Required<DetectionLag> = {
  // A path that is cut without a word: the browser gives the peer connection up after 15 s (measured).
  reconnecting: 15_000,
  lost: 10_000,
  givesUp: [22_000, 216_500],
  // The server, measured with 1.9.
  userDropped: 20_000,
};

/**
 * `ConnectionState`, except `disconnected`, which comes with its reason in an event of its own. Signalling that is being
 * resumed is no outage: media goes on, and the SDK itself says that nobody notices.
 */
export const phases: Readonly<Record<string, readonly [Phase, Cause, LinkState?]>> = {
  connecting: ['connecting', 'join'],
  connected: ['connected', 'joined', 'up'],
  reconnecting: ['reconnecting', 'network'],
  signalReconnecting: ['connected', 'signal', 'down'],
};

/** `DisconnectReason` of this device. */
export const disconnectReasons: Readonly<Record<number, Cause>> = {
  0: 'unknown',
  1: 'localLeave',
  2: 'duplicateLogin',
  3: 'serverShutdown',
  4: 'kicked',
  5: 'roomClosed',
  6: 'stateMismatch',
  7: 'joinFailed',
  8: 'migration',
  9: 'signal',
  10: 'roomClosed',
  11: 'rejected',
  12: 'rejected',
  13: 'rejected',
  14: 'timeout',
  15: 'media',
  16: 'serverError',
};

/** `DisconnectReason` of somebody else. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'unknown',
  1: 'quit',
  2: 'duplicate',
  3: 'serverShutdown',
  4: 'kicked',
  5: 'roomClosed',
  6: 'dropped',
  7: 'unknown',
  8: 'migration',
  9: 'dropped',
  10: 'roomClosed',
  11: 'rejected',
  12: 'rejected',
  13: 'unknown',
  14: 'dropped',
  15: 'dropped',
  16: 'unknown',
};

/** `poor` is the worst level of a live connection here, so it is `bad`, not `poor`. */
export const qualities: Readonly<Record<string, Quality>> = {
  excellent: 'excellent',
  good: 'good',
  poor: 'bad',
  lost: 'down',
  unknown: 'unknown',
};

/** `Track.Source`; for `unknown` the kind of the track decides. */
export const trackMedia: Readonly<Record<string, Media>> = {
  camera: 'video',
  microphone: 'audio',
  screen_share: 'screen',
  screen_share_audio: 'screenAudio',
};

/** `Track.Kind`. */
export const kindMedia: Readonly<Record<string, Media>> = { audio: 'audio', video: 'video' };

/** `Track.StreamState`: the server pauses what does not fit through. `null` says nothing. */
export const streamStates: Readonly<Record<string, 'flowing' | 'paused' | null>> = {
  active: 'flowing',
  paused: 'paused',
  unknown: null,
};

/** `ConnectionErrorReason` that `connect` rejects with; a status, where the server gave one, says more. */
export const joinErrors: JoinErrors = {
  fields: ['status', 'reason'],
  causes: {
    401: 'tokenInvalid',
    403: 'rejected',
    404: 'roomClosed',
    0: 'rejected',
    1: 'network',
    2: 'serverError',
    3: 'localLeave',
    5: 'timeout',
    6: 'signal',
    7: 'notAvailable',
  },
};
