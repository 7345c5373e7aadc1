import type { JoinErrors } from '../joinErrors.ts';
import type {
  Cause,
  LeaveReason,
  Media,
  NetworkType,
  Phase,
  TokenChanged,
} from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

// Words and numbers: NERTC web SDK 5.8.34 type declarations, unless a line says otherwise.

/** What nertc-web-sdk can tell. Statistics come from Chromium-based browsers only. */
export const nertcCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  remoteQuality: 'push',
  quality: 'held',
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'synthetic',
  networkType: true,
  rtt: true,
  loss: true,
  snapshot: 'phase',
  userConnection: false,
  token: true,
  autoplay: true,
  fallback: false,
};

/** `lost` is said ten seconds into reconnecting. NetEase documents no other delay of the web SDK. */
export const nertcDetectionLagMs: DetectionLag = { lost: 10_000 };

/** ConnectionState. There is no RECONNECTING: CONNECTING with `reconnect` stands for it. */
export const phases: Readonly<Record<string, Phase>> = {
  DISCONNECTED: 'left',
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  DISCONNECTING: 'leaving',
};

/** What DISCONNECTED means, by the phase it ends. */
export const ends: Readonly<Record<Phase, readonly [Phase, Cause]>> = {
  idle: ['idle', 'none'],
  connecting: ['failed', 'joinFailed'],
  connected: ['left', 'localLeave'],
  reconnecting: ['failed', 'network'],
  lost: ['failed', 'network'],
  leaving: ['left', 'localLeave'],
  left: ['left', 'localLeave'],
  failed: ['failed', 'unknown'],
};

/** NetworkStatus, of every member and of ourselves. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** PEER_LEAVE_REASON_CODE. 4 comes for everybody while we reconnect: nobody left. Native numbers differ. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'failover',
  2: 'kicked',
  3: 'dropped',
  4: 'localReconnect',
};

/** MediaType. A third and fourth video have no place in our vocabulary. */
export const streamMedia: Readonly<Record<string, Media | ''>> = {
  audio: 'audio',
  audioSlave: 'screenAudio',
  video: 'video',
  screen: 'screen',
  videoThird: '',
  videoFourth: '',
};

/** The end of the names `mute-…` and `unmute-…`. */
export const mutedMedia: Readonly<Record<string, Media>> = {
  audio: 'audio',
  'audio-slave': 'screenAudio',
  video: 'video',
  screen: 'screen',
};

type ErrorRow =
  | readonly [kind: 'failed', cause: Cause]
  | readonly [kind: 'denied', scope: TokenChanged['scope']]
  | readonly [kind: 'warning'];

/** `error` words: three end the call, eight say what the token does not permit. */
export const errors: Readonly<Record<string, ErrorRow>> = {
  SOCKET_ERROR: ['failed', 'network'],
  RELOGIN_ERROR: ['failed', 'signal'],
  MEDIA_TRANSPORT_DISCONNECT: ['failed', 'media'],
  AUDIOLEVEL_NOT_SUPPORTED: ['warning'],
  'no-publish-audio-permission': ['denied', 'publish'],
  'no-publish-audio-slave-permission': ['denied', 'publish'],
  'no-publish-video-permission': ['denied', 'publish'],
  'no-publish-screen-permission': ['denied', 'publish'],
  'no-subscribe-audio-permission': ['denied', 'subscribe'],
  'no-subscribe-audio-slave-permission': ['denied', 'subscribe'],
  'no-subscribe-video-permission': ['denied', 'subscribe'],
  'no-subscribe-screen-permission': ['denied', 'subscribe'],
};

/** `networkType` of WebRTC statistics, as `getTransportStats` hands it on. */
export const networkTypes: Readonly<Record<string, NetworkType>> = {
  ethernet: 'lan',
  wifi: 'wifi',
  cellular: 'cellular',
};

/** What `join` rejects with: a token that is missing or refused, a checksum that does not fit, no way to the server. */
export const joinErrors: JoinErrors = {
  fields: ['code', 'errorCode'],
  causes: { 403: 'tokenInvalid', 414: 'badParams', 10461: 'network' },
};
