import type { Quality } from './quality.ts';

/** Where the local connection is. `reconnecting` and `lost` retry by themselves; `failed` and `left` never do. */
export type Phase =
  | 'idle'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'lost'
  | 'failed'
  | 'leaving'
  | 'left';

/** Why a connection or call changed, in one vocabulary for all SDKs. */
export type Cause =
  | 'none'
  | 'join'
  | 'joined'
  | 'rejoined'
  | 'localLeave'
  | 'network'
  | 'timeout'
  | 'signal'
  | 'media'
  | 'ice'
  | 'nodeChange'
  | 'serverRequest'
  | 'serverError'
  | 'serverShutdown'
  | 'roomClosed'
  | 'kicked'
  | 'bannedUser'
  | 'bannedIp'
  | 'bannedChannel'
  | 'duplicateLogin'
  | 'tokenExpired'
  | 'tokenInvalid'
  | 'rejected'
  | 'proxy'
  | 'tokenRenewed'
  | 'ipChanged'
  | 'licence'
  | 'capacity'
  | 'badParams'
  | 'migration'
  | 'fallback'
  | 'stateMismatch'
  | 'echoTest'
  | 'role'
  | 'joinFailed'
  | 'notAvailable'
  | 'unknown';

/** Why a remote user left. `localReconnect` means *we* reconnected: nobody left. */
export type LeaveReason =
  | 'quit'
  | 'dropped'
  | 'kicked'
  | 'invisible'
  | 'role'
  | 'duplicate'
  | 'tokenExpired'
  | 'failover'
  | 'update'
  | 'hidden'
  | 'roomClosed'
  | 'serverShutdown'
  | 'localReconnect'
  | 'migration'
  | 'rejected'
  | 'unknown';

export type UnpublishReason =
  | 'unpublish'
  | 'publishFailed'
  | 'keepaliveFailed'
  | 'peerDisconnected'
  | 'republish'
  | 'tokenExpired'
  | 'muted'
  | 'other'
  | 'unknown';

export type Media = 'audio' | 'video' | 'screen' | 'screenAudio' | 'data';
export type NetworkType =
  | 'unknown'
  | 'none'
  | 'lan'
  | 'wifi'
  | '2g'
  | '3g'
  | '4g'
  | '5g'
  | 'cellular';
export type LinkState = 'up' | 'down' | 'unknown';

/** `refused`: failed within milliseconds, so by this device. `timedOut`: no answer, so beyond it. */
export type ProbeOutcome = 'reachable' | 'refused' | 'timedOut';
export type ProbeTarget = 'server' | 'other';

/** What the SDK handed over: a structured copy, never the live object. */
export interface RawCallback {
  event: string;
  args: readonly unknown[];
}

/** The connection of this device to the call. */
export interface ConnectionChanged {
  type: 'connectionChanged';
  phase: Phase;
  cause: Cause;
  willRetry: boolean;
  /** Connected again after reconnecting or lost. */
  recovered?: boolean;
  /** Which leg the SDK says is down or up. */
  link?: { signaling?: LinkState; media?: LinkState; sfu?: LinkState; p2p?: LinkState };
  code?: string | number;
  attempt?: number;
  /** How old the fact already was when the SDK reported it. */
  lagMs?: number;
  /** Milliseconds from now until the SDK is expected to give up, where it is documented. */
  givesUpInMs?: number;
}

/** One quality sample. Without `userId` it is about this device. Absent directions were not measured. */
export interface QualitySampled {
  type: 'qualitySampled';
  userId?: string;
  uplink?: Quality;
  downlink?: Quality;
  overall?: Quality;
  score?: number;
  reasons?: readonly string[];
  basis: 'sdk' | 'derived';
  /** The SDK says this without having measured it (VolcEngine web: uplink 1 while nothing is sent). */
  partial?: boolean;
  /** Said only when it changes, so it is true until the next word; otherwise a sample, which grows old. */
  held?: true;
}

/** The device's own network. `online` is absent where only the type is known. */
export interface DeviceNetworkChanged {
  type: 'deviceNetworkChanged';
  online?: boolean;
  networkType?: NetworkType;
}

/** The page or app became visible or hidden. */
export interface VisibilityChanged {
  type: 'visibilityChanged';
  visible: boolean;
}

/** Timers stood still for `gapMs`: sleep, a frozen tab, a stopped process. */
export interface DeviceResumed {
  type: 'deviceResumed';
  gapMs: number;
}

/** One reachability probe came back or ran out of time. */
export interface ProbeFinished {
  type: 'probeFinished';
  target: ProbeTarget;
  outcome: ProbeOutcome;
  sentAt: number;
  tookMs: number;
  /** An answer that anybody in between (a captive portal) may have given: it proves only that something answered. */
  unverified?: true;
}

/**
 * How an app or SDK channel that should answer is doing. `alive` may be said at every answer: while something looks
 * wrong (`onAttention`), each is a proof that the way to the call server is open.
 * `channel` tells several apart (`app`, `sfu` …).
 */
export interface SignalingChanged {
  type: 'signalingChanged';
  channel?: string;
  /** `late`: an expected answer is overdue. `closed`: the other end or the kernel closed it. */
  health: 'alive' | 'late' | 'closed';
  /** How long the answer has been overdue. */
  lateMs?: number;
}

export interface UserJoined {
  type: 'userJoined';
  userId: string;
  /** For display only; always treated as text. */
  name?: string;
  /** Was there before this device joined. */
  existing?: boolean;
  rejoin?: boolean;
}

export interface UserLeft {
  type: 'userLeft';
  userId: string;
  reason: LeaveReason;
  tag?: string;
  code?: string | number;
  lagMs?: number;
}

/** Somebody (SDK or server) says how a remote user's own connection is. */
export interface UserConnectionChanged {
  type: 'userConnectionChanged';
  userId: string;
  phase: 'connected' | 'reconnecting' | 'lost';
  lagMs?: number;
}

export interface StreamPublished {
  type: 'streamPublished';
  userId: string;
  media: readonly Media[];
  streamId?: string;
}

export interface StreamUnpublished {
  type: 'streamUnpublished';
  userId: string;
  media: readonly Media[];
  streamId?: string;
  reason: UnpublishReason;
}

/** A stream's flow. Without `userId` it is our own stream, as the server hears it. */
export interface StreamHealthChanged {
  type: 'streamHealthChanged';
  userId?: string;
  media: Media;
  health: 'flowing' | 'stalled' | 'paused' | 'recovering';
  cause?: string;
  lost?: number;
}

/** What this device is sending now. */
export interface LocalMediaChanged {
  type: 'localMediaChanged';
  audio?: boolean;
  video?: boolean;
  screen?: boolean;
  effects?: boolean;
}

export interface FallbackChanged {
  type: 'fallbackChanged';
  userId?: string;
  media?: Media;
  direction: 'fallback' | 'recover';
  cause: 'bandwidth' | 'unknown';
}

export interface ExceptionRaised {
  type: 'exceptionRaised';
  code: string | number;
  text: string;
  recovered: boolean;
  userId?: string;
}

export interface TokenChanged {
  type: 'tokenChanged';
  scope: 'session' | 'publish' | 'subscribe';
  state: 'expiring' | 'expired' | 'invalid';
  secondsLeft?: number;
}

/** The server, or the SDK for good, ended this device's part in the call. */
export interface CallEnded {
  type: 'callEnded';
  cause: Cause;
  code: string | number;
  rejoinAllowed?: boolean;
  /** Unix milliseconds. */
  forbiddenUntil?: number;
}

/** Something misbehaved (an SDK value outside its own types, a hostile peer message) and nothing was lost. */
export interface WarningRaised {
  type: 'warningRaised';
  code: string | number;
  text?: string;
}

export interface AutoplayBlocked {
  type: 'autoplayBlocked';
  userId?: string;
  media: Media;
  resume?: () => Promise<void>;
}

/** Numbers the SDK measured itself. Loss is always 0..1. */
export interface StatsSampled {
  type: 'statsSampled';
  userId?: string;
  rttMs?: number;
  lossUp?: number;
  lossDown?: number;
  jitterMs?: number;
  jitterBufferMs?: number;
  kbpsUp?: number;
  kbpsDown?: number;
  availableKbpsUp?: number;
  stalls?: number;
}

/** What one peer connection did since the last look. Counters are differences over `intervalMs`. */
export interface MediaSampled {
  type: 'mediaSampled';
  connectionId: string;
  /** Set in a mesh, where the other end of this connection is one user. */
  userId?: string;
  intervalMs: number;
  /** How much of the interval we overslept: our own device was busy, so silence in it proves nothing. */
  lateMs?: number;
  state: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';
  uplink: UplinkSample;
  downlink: DownlinkSample;
  /** Inbound streams, one row each. */
  streams: readonly StreamSample[];
}

export interface UplinkSample {
  /** RTP packets sent. */
  packets: number;
  kbps: number;
  /** Loss the other end reported in RTCP since the last look, 0..1; absent without a new report. */
  loss?: number;
  /** Reports that loss is the mean of: one alone may be chance. */
  lossCovers?: number;
  /**
   * How long the other end's reports have shown nothing new from us, while we were sending. Only streams whose reports
   * used to change can tell.
   */
  unheardMs?: number;
  /** How many reports in a row showed that, on the stream where they are fewest. */
  unheardReports?: number;
  /**
   * How long reports about every stream we send have been overdue, by their own cadence, although packets of the same
   * connection come in: some servers say nothing of a stream of which nothing arrives.
   */
  reportOverdueMs?: number;
  /** The newest moment as of which the other end is proved to have received what we send. Unix milliseconds. */
  arrivedAt?: number;
  /** When a connectivity check was last answered, where the browser counts the answers. Unix milliseconds. */
  checkedAt?: number;
  /** How long an answer to a connectivity check has been overdue by the connection's own cadence. */
  checkOverdueMs?: number;
  /** Newest round trip, RTCP or STUN. */
  rttMs?: number;
  jitterMs?: number;
  availableKbps?: number;
  targetKbps?: number;
  framesPerSecond?: number;
  limitedBy?: 'none' | 'cpu' | 'bandwidth' | 'other';
  /** Audio is being sent right now. */
  audio: boolean;
  video: boolean;
}

export interface DownlinkSample {
  /** RTP packets received. */
  packets: number;
  /** Negative where packets that counted as lost came late. */
  lost: number;
  kbps: number;
  jitterMs?: number;
  /** Bytes of any kind that came in, STUN and RTCP too, where the browser counts them. */
  bytes: number;
  /** Unix milliseconds of the last packet of any kind, where the browser tells. */
  lastPacketAt?: number;
}

export interface StreamSample {
  streamId: string;
  userId?: string;
  media: Media;
  packets: number;
  lost: number;
  framesDecoded?: number;
  jitterMs?: number;
}

/** A peer connection went away: forget what it measured. */
export interface MediaClosed {
  type: 'mediaClosed';
  connectionId: string;
}

/** How another client says it is doing (see `peer-reports`). */
export interface PeerReported {
  type: 'peerReported';
  userId: string;
  uplink?: Quality;
  downlink?: Quality;
  /** How that user hears *us*. */
  hearsUs?: 'well' | 'badly' | 'notAtAll';
  leaving?: boolean;
  suspended?: boolean;
}

/** State read from the SDK at attach, for late attachment. */
export interface SnapshotTaken {
  type: 'snapshotTaken';
  phase: Phase;
  users: readonly string[];
}

/** What a source can say. Past-tense facts only; no advice, no SDK objects. */
export type NetworkFact =
  | ConnectionChanged
  | QualitySampled
  | DeviceNetworkChanged
  | VisibilityChanged
  | DeviceResumed
  | ProbeFinished
  | SignalingChanged
  | UserJoined
  | UserLeft
  | UserConnectionChanged
  | StreamPublished
  | StreamUnpublished
  | StreamHealthChanged
  | LocalMediaChanged
  | FallbackChanged
  | ExceptionRaised
  | TokenChanged
  | CallEnded
  | WarningRaised
  | AutoplayBlocked
  | StatsSampled
  | MediaSampled
  | MediaClosed
  | PeerReported
  | SnapshotTaken;

/** A fact as a source emits it. */
export type SourceEvent = NetworkFact & {
  /** Copied callback behind the fact. */
  raw?: RawCallback;
  /** Concluded by Netcue, not said by the SDK. */
  synthetic?: true;
};

/** A fact as the store keeps it: when it was learned and who said it. */
export type NetworkEvent = SourceEvent & {
  /** Unix milliseconds. */
  at: number;
  source: string;
  /** How many facts of one callback this is one of. */
  together?: number;
};
