import type {
  Cause,
  FallbackChanged,
  LeaveReason,
  Phase,
  StreamHealthChanged,
  StreamPublished,
  StreamUnpublished,
} from '../../events/networkEvent.ts';
import type { Quality } from '../../events/quality.ts';
import { qualityLevels } from '../qualityLevels.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

/** What agora-electron-sdk and react-native-agora 4.x can tell. */
export const agoraNativeCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  remoteQuality: 'push',
  quality: 'sampled',
  leaveReason: true,
  leaveReasonKick: false,
  lost: 'native',
  networkType: true,
  rtt: true,
  loss: true,
  snapshot: 'phase',
  userConnection: false,
  token: true,
  autoplay: false,
  fallback: true,
  qualityCadenceMs: 2000,
};

/** The SDK's documentation: interrupted after 4 s, lost after 10 s, no more retries after 20 min; a silent remote is gone after 20 s. */
export const agoraNativeDetectionLagMs: Required<DetectionLag> = {
  reconnecting: 4000,
  lost: 10_000,
  givesUp: [1_200_000, 1_200_000],
  userDropped: 20_000,
};

/** `ConnectionStateType`. Disconnected (1) and Failed (5) are named by their reason. */
export const phases: Readonly<Record<number, Phase>> = {
  1: 'left',
  2: 'connecting',
  3: 'connected',
  4: 'reconnecting',
  5: 'failed',
};

/** `ConnectionChangedReasonType`, and how it ends the call where it does. */
export const reasons: Readonly<Record<number, readonly [Cause, ('failed' | 'left')?]>> = {
  0: ['join'],
  1: ['joined'],
  2: ['network'],
  3: ['bannedUser', 'failed'],
  4: ['joinFailed', 'failed'],
  5: ['localLeave', 'left'],
  6: ['badParams', 'failed'],
  7: ['badParams', 'failed'],
  8: ['tokenInvalid', 'failed'],
  9: ['tokenExpired', 'failed'],
  10: ['rejected', 'failed'],
  11: ['proxy'],
  12: ['tokenRenewed'],
  13: ['ipChanged'],
  14: ['timeout'],
  15: ['rejoined'],
  16: ['network'],
  17: ['echoTest'],
  18: ['ipChanged'],
  19: ['duplicateLogin', 'failed'],
  20: ['capacity', 'failed'],
  21: ['licence', 'failed'],
  22: ['licence', 'failed'],
  23: ['notAvailable', 'failed'],
  24: ['badParams', 'failed'],
};

/** `QualityType`: 7 is not supported and 8 still detecting. */
export const qualities: Readonly<Record<number, Quality>> = {
  ...qualityLevels,
  7: 'unknown',
  8: 'unknown',
};

/** `NetworkType`. */
export { networkTypeNumbers as networkTypes } from '../networkTypeNumbers.ts';

/** `UserOfflineReasonType`. */
export const leaveReasons: Readonly<Record<number, LeaveReason>> = {
  0: 'quit',
  1: 'dropped',
  2: 'role',
};

/** What became of a remote stream: a fact that lacks only the user and the media. */
export type StreamChange =
  | Omit<StreamPublished, 'userId' | 'media'>
  | Omit<StreamUnpublished, 'userId' | 'media'>
  | Omit<StreamHealthChanged, 'userId' | 'media'>
  | Omit<FallbackChanged, 'userId' | 'media'>;

const published: StreamChange = { type: 'streamPublished' };
const flowing: StreamChange = { type: 'streamHealthChanged', health: 'flowing' };

/** `RemoteVideoState` and `RemoteAudioState`, where the reason (0) says nothing more. */
export const streamStates: Readonly<Record<number, StreamChange>> = {
  0: { type: 'streamUnpublished', reason: 'unknown' },
  1: published,
  2: published,
  3: { type: 'streamHealthChanged', health: 'stalled' },
  4: { type: 'streamHealthChanged', health: 'stalled' },
};

const streamReasons: Readonly<Record<number, StreamChange>> = {
  1: { type: 'streamHealthChanged', health: 'stalled', cause: 'congestion' },
  2: flowing,
  // 3 and 4 are this device muting them: nothing happened to the stream.
  3: { type: 'streamHealthChanged', health: 'paused', cause: 'localMute' },
  4: flowing,
  5: { type: 'streamUnpublished', reason: 'muted' },
  6: published,
  7: { type: 'streamUnpublished', reason: 'peerDisconnected' },
};

/** `RemoteVideoStateReason` except 0. 10 and 11 are stream layers, which the app may have asked for. */
export const videoReasons: Readonly<Record<number, StreamChange>> = {
  ...streamReasons,
  8: { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' },
  9: { type: 'fallbackChanged', direction: 'recover', cause: 'bandwidth' },
  10: { type: 'fallbackChanged', direction: 'fallback', cause: 'unknown' },
  11: { type: 'fallbackChanged', direction: 'recover', cause: 'unknown' },
  12: { type: 'streamHealthChanged', health: 'paused', cause: 'background' },
  13: { type: 'streamHealthChanged', health: 'stalled', cause: 'codec' },
};

/** `RemoteAudioStateReason` except 0. */
export const audioReasons: Readonly<Record<number, StreamChange>> = {
  ...streamReasons,
  8: { type: 'streamHealthChanged', health: 'stalled', cause: 'noPackets' },
  9: { type: 'streamHealthChanged', health: 'stalled', cause: 'playFailed' },
};

/** Whether a subscribed stream fell back to audio. */
export const audioOnly: Readonly<Record<string, StreamChange>> = {
  true: { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' },
  false: { type: 'fallbackChanged', direction: 'recover', cause: 'bandwidth' },
};

/** `VideoSourceType` of what this device publishes; other sources are neither camera nor screen. */
export const videoSources: Readonly<Record<number, 'video' | 'screen'>> = {
  0: 'video',
  1: 'video',
  2: 'screen',
  3: 'screen',
  11: 'video',
  12: 'video',
  13: 'screen',
  14: 'screen',
};

/** `RenewTokenErrorCode`: what is wrong with the new token. '' where it was taken, or another took its place. */
export const renewals: Readonly<Record<number, 'expired' | 'invalid' | ''>> = {
  0: '',
  1: 'invalid',
  2: 'expired',
  3: 'invalid',
  4: 'invalid',
  5: 'invalid',
  6: '',
};

/** `StreamPublishState`; `null` while publishing is under way. */
export const publishStates: Readonly<Record<number, boolean | null>> = {
  0: false,
  1: false,
  2: null,
  3: true,
};

/** `ErrorCodeType` values about the token. */
export const tokenErrors: Readonly<Record<number, 'expired' | 'invalid'>> = {
  109: 'expired',
  110: 'invalid',
};

/** `ErrorCodeType`: banned by the server. */
export const bannedError = 123;
