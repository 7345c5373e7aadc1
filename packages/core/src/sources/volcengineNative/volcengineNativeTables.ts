import type { Cause, FallbackChanged, Phase, TokenChanged } from '../../events/networkEvent.ts';
import type { Capabilities, DetectionLag } from '../source.ts';

// Numbers: VolcEngine Electron SDK 3.60 type declarations, and the 3.60 native headers where a line says so.
// They look like the web SDK's and are not: no state 0, no reasons, other error codes.

/** What the native SDK can tell, in Electron and in React Native. */
export const volcengineNativeCapabilities: Capabilities = {
  localUplink: true,
  localDownlink: true,
  overallOnly: false,
  remoteQuality: 'push',
  quality: 'sampled',
  leaveReason: true,
  leaveReasonKick: true,
  lost: 'native',
  networkType: true,
  rtt: true,
  loss: true,
  snapshot: 'none',
  userConnection: false,
  token: true,
  autoplay: false,
  fallback: true,
  qualityCadenceMs: 2000,
};

/**
 * DISCONNECTED means that the server has not answered for 12 s, LOST that 10 s more went by; a silent remote is
 * declared gone after 15 s + 15 s (VolcEngine's guide).
 */
export const volcengineNativeDetectionLagMs: Required<Omit<DetectionLag, 'givesUp'>> = {
  reconnecting: 12_000,
  lost: 22_000,
  userDropped: 30_000,
};

/** ConnectionState: the phase, its cause, and how old an outage is when this is the first word of it. */
export const states: Readonly<
  Record<number, readonly [phase: Phase, cause?: Cause, lagMs?: number]>
> = {
  1: ['reconnecting', undefined, volcengineNativeDetectionLagMs.reconnecting],
  2: ['connecting', 'join'],
  3: ['connected', 'joined'],
  // Said after 10 s without a connection.
  4: ['reconnecting', undefined, 10_000],
  5: ['connected', 'rejoined'],
  6: ['lost', undefined, volcengineNativeDetectionLagMs.lost],
};

/** NetworkType. */
export { networkTypeNumbers as networkTypes } from '../networkTypeNumbers.ts';

/** NetworkQuality. Electron stops at 5; phones also say 6. */
export { qualityLevels as qualities } from '../qualityLevels.ts';

/** Numbered as on the web. Only SDKs below 3.60 hand over an unpublish reason. */
export {
  leaveReasons,
  mainMedia,
  screenMedia,
  unpublishReasons,
} from '../volcengine/volcengineEnums.ts';

/** ErrorCode and RoomStateChangeReason that end the call; -1014 and -1017..-1024 from the native headers. */
export const fatalCauses: Readonly<Record<number, Cause>> = {
  [-1000]: 'tokenInvalid',
  [-1001]: 'joinFailed',
  [-1004]: 'duplicateLogin',
  [-1006]: 'kicked',
  [-1007]: 'badParams',
  [-1009]: 'tokenExpired',
  [-1010]: 'tokenInvalid',
  [-1011]: 'roomClosed',
  [-1012]: 'licence',
  [-1013]: 'rejected',
  [-1014]: 'badParams',
  [-1017]: 'licence',
  [-1018]: 'capacity',
  [-1019]: 'licence',
  [-1020]: 'licence',
  [-1021]: 'licence',
  [-1022]: 'licence',
  [-1023]: 'licence',
  [-1024]: 'licence',
  [-1025]: 'bannedChannel',
  [-1026]: 'bannedUser',
  [-1027]: 'licence',
  [-1084]: 'serverError',
};

/** Error codes after which the call goes on: too many streams, A/V sync, unpublish, area, internal. */
export const harmlessCodes: Readonly<Record<number, true>> = {
  [-1070]: true,
  [-1080]: true,
  [-1081]: true,
  [-1082]: true,
  [-1083]: true,
  [-1085]: true,
  [-1086]: true,
  [-1111]: true,
};

/**
 * What the engine says beside a call that goes on, though as a reason of the room's state it would end one: an id that
 * another room was refused for, a token that only the last update was refused for, a name that an echo test found taken.
 */
export const besideCodes: Readonly<Record<number, 'warning' | 'tokenInvalid'>> = {
  [-1007]: 'warning',
  [-1010]: 'tokenInvalid',
  [-1013]: 'warning',
};

/** PerformanceAlarmReason: the direction, and whether it was the bandwidth. */
export const alarms: Readonly<
  Record<number, readonly [FallbackChanged['direction'], FallbackChanged['cause']]>
> = {
  0: ['fallback', 'bandwidth'],
  1: ['recover', 'bandwidth'],
  2: ['fallback', 'unknown'],
  3: ['recover', 'unknown'],
};

/** NetworkDetectionLinkType of the check before a call. */
export const detectedWays: Readonly<Record<number, 'uplink' | 'downlink'>> = {
  0: 'uplink',
  1: 'downlink',
};

/** Why that check stopped; a word where it found something: nobody answered, or it broke. */
export const detectionStops: Readonly<Record<number, string>> = {
  0: '',
  1: '',
  2: 'nobody answered',
  3: '',
  4: 'it failed',
};

/** Error codes about a right the token does not give. */
export const deniedScopes: Readonly<Record<number, TokenChanged['scope']>> = {
  [-1002]: 'publish',
  [-1003]: 'subscribe',
};

/** RoomEvent (native headers): -2012 room or user banned; the others are warnings. */
export const roomEvents: Readonly<Record<number, 'banned' | 'warning'>> = {
  [-2012]: 'banned',
  [-2013]: 'warning',
  [-2014]: 'warning',
};

type Outcome = 'denied' | 'warning' | 'fine';

/** PublishStateChangeReason. */
export const publishOutcomes: Readonly<Record<number, Outcome>> = {
  0: 'fine',
  1: 'fine',
  2: 'denied',
  3: 'warning',
  4: 'warning',
  5: 'warning',
  6: 'warning',
  7: 'warning',
};

/** SubscribeStateChangeReason. */
export const subscribeOutcomes: Readonly<Record<number, Outcome>> = {
  0: 'fine',
  1: 'fine',
  2: 'fine',
  3: 'fine',
  4: 'warning',
  5: 'warning',
  6: 'warning',
  7: 'denied',
};

/** PublishState. */
export const publishStates: Readonly<Record<number, boolean>> = { 0: true, 1: false };

/** RemoteAudioStateChangeReason and its video twin, which has the same numbers. 7, offline, is `onUserLeave`'s. */
export const remoteReasons: Readonly<
  Record<number, 'stalled' | 'flowing' | 'muted' | 'unmuted' | 'nothing'>
> = {
  0: 'nothing',
  1: 'stalled',
  2: 'flowing',
  3: 'nothing',
  4: 'nothing',
  5: 'muted',
  6: 'unmuted',
  7: 'nothing',
};

type Fallback = readonly [
  direction: FallbackChanged['direction'] | undefined,
  cause: FallbackChanged['cause'],
  whose: 'theirs' | 'ours',
];

/** FallbackOrRecoverReason. Where the device was too slow, it was not the bandwidth. */
export const fallbacks: Readonly<Record<number, Fallback>> = {
  [-1]: [undefined, 'unknown', 'theirs'],
  0: ['fallback', 'bandwidth', 'theirs'],
  1: ['fallback', 'unknown', 'theirs'],
  2: ['recover', 'bandwidth', 'theirs'],
  3: ['recover', 'unknown', 'theirs'],
  4: ['fallback', 'bandwidth', 'ours'],
  5: ['fallback', 'unknown', 'ours'],
  6: ['recover', 'bandwidth', 'ours'],
  7: ['recover', 'unknown', 'ours'],
};
