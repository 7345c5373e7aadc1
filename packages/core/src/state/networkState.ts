import type {
  Cause,
  CallEnded,
  LeaveReason,
  LinkState,
  Media,
  MediaSampled,
  NetworkType,
  Phase,
  ProbeOutcome,
  RawCallback,
} from '../events/networkEvent.ts';
import type { Quality } from '../events/quality.ts';

/** The local connection. All times are Unix milliseconds. */
export interface ConnectionState {
  phase: Phase;
  since: number;
  cause: Cause;
  willRetry: boolean;
  recovered: boolean;
  attempt?: number;
  /** The first `connected` has happened. */
  everConnected: boolean;
  /** When the current outage began, back-dated by the source's detection lag. A short reconnect does not restart it. */
  outageSince?: number;
  /** When the connection last came back. */
  connectedAt?: number;
  /** When the SDK is expected to give up. */
  givesUpAt?: number;
  link?: { signaling?: LinkState; media?: LinkState; sfu?: LinkState; p2p?: LinkState };
  /** Set when the server, or the SDK for good, ended this device's part in the call. */
  ended?: Pick<CallEnded, 'cause' | 'code' | 'rejoinAllowed' | 'forbiddenUntil'> & { at: number };
  raw?: RawCallback;
}

export interface DeviceState {
  /** `null` until something says so. */
  online: boolean | null;
  networkType: NetworkType;
  previousType?: NetworkType;
  changedAt: number;
  /** When the network type last changed without going offline. */
  typeChangedAt?: number;
  visible: boolean;
  /** When the device last came back from sleep or a frozen page, and how long it had stood still. */
  resumedAt?: number;
  sleptMs?: number;
  /** When it last said that it is offline. */
  offlineAt?: number;
}

export interface ProbeState {
  outcome: ProbeOutcome | 'unknown';
  /** When the newest answered or overdue probe was sent and finished. */
  sentAt: number;
  at: number;
  tookMs: number;
  /** Since when it has been answering like this. */
  since: number;
  /** When the newest one that was not answered finished, and when it was sent. */
  failedAt?: number;
  failedSentAt?: number;
  /** When the host is proved to have answered last: half-way between question and answer. */
  answeredAt?: number;
  /** It has answered before: only then is silence or a refusal news. */
  calibrated?: true;
  /** The quickest answer so far. */
  usualMs?: number;
  /** When it answered again after having failed. */
  backAt?: number;
  /** When somebody answered last, who need not have been the host. */
  somebodyAt?: number;
}

export interface ChannelState {
  health: 'alive' | 'late' | 'closed';
  since: number;
  /** When it was last said to be alive: an app may say so at every answer. */
  aliveAt?: number;
}

/** Quality of one direction: the newest raw sample and the steady level that UI should show. */
export interface QualityTrack {
  raw: Quality;
  steady: Quality;
  at: number;
  since: number;
  basis: 'sdk' | 'derived';
  /** It is true until the next word, however old. */
  held?: true;
  /** Since when the raw level stands. */
  rawSince: number;
  /** Newest last, at most five, without `unknown`. */
  recent: readonly Quality[];
}

export interface QualityState {
  uplink: QualityTrack;
  downlink: QualityTrack;
  overall: QualityTrack;
}

/** The newest samples of one peer connection, oldest first, a few seconds' worth. */
export interface ConnectionMedia {
  samples: readonly (MediaSampled & { at: number })[];
  /** When RTP last came in and when anything at all did. */
  lastRtpAt?: number;
  lastPacketAt?: number;
  /** How long no RTP has come in, not counting time that our own device overslept. */
  silentMs: number;
  /** When RTP came back after a silence. */
  rtpBackAt?: number;
  /** The longest pause between packets of any kind, lately. */
  pauseMs: number;
  /** The newest moment as of which what we send is proved to have arrived, and a connectivity check was answered. */
  arrivedAt?: number;
  checkedAt?: number;
  /** Until when estimates and counters of a new or returned flow are still settling. */
  settlesAt: number;
  /** The most that fitted, and the most frames sent, so far: what a shortage is measured against. */
  best: {
    availableKbps: number;
    framesPerSecond: number;
    targetKbps: number;
    downKbps: number;
    rttMs: number;
  };
}

export interface StatsState {
  at: number;
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

export interface SendingState {
  /** Some source says what is being sent: only then does "nothing" mean nothing. */
  known?: boolean;
  audio: boolean;
  video: boolean;
  screen: boolean;
  effects: boolean;
  /** When something was first sent. */
  since?: number;
}

/** Everything known about the call except its users. */
export interface CallFacts {
  /** When something last changed. */
  at: number;
  connection: ConnectionState;
  device: DeviceState;
  server: ProbeState;
  other: ProbeState;
  /** By channel name; `app` unless the source says otherwise. */
  signaling: Readonly<Record<string, ChannelState>>;
  media: Readonly<Record<string, ConnectionMedia>>;
  /** Media has been measured in this call. */
  mediaSeen: boolean;
  quality: QualityState;
  stats?: StatsState;
  sending: SendingState;
  /** Whether the server says that it receives what we send; one medium that arrives is enough. */
  heard: {
    state: 'unknown' | 'heard' | 'notAtAll';
    since: number;
    /** When we were last heard again after not at all. */
    backAt?: number;
    /** When it last said so, and the largest share of our packets that it lately missed, 0..1. */
    at: number;
    loss?: number;
    /** The shares of the last two seconds. */
    losses?: readonly { at: number; loss: number }[];
    by?: string;
    streams?: Readonly<Partial<Record<Media, 'heard' | 'notAtAll'>>>;
  };
  token?: {
    scope: 'session' | 'publish' | 'subscribe';
    state: 'expiring' | 'expired' | 'invalid';
    at: number;
    expiresAt?: number;
  };
  /** Our own stream fell back to audio or a lower layer. */
  fallback: boolean;
  autoplayBlocked: boolean;
  warnings: number;
}

export type Presence =
  | 'present'
  | 'unstable'
  | 'interrupted'
  | 'dropped'
  | 'left'
  | 'kicked'
  | 'returned';

/** Everything known about one remote user. */
export interface UserFacts {
  userId: string;
  name?: string;
  joinedAt: number;
  /** In the call as far as anybody said. */
  here: boolean;
  leftAt?: number;
  leaveReason?: LeaveReason;
  /** What the SDK added to the reason; a drop without it may be an expired token as well. */
  leaveTag?: string;
  /** Left and came back: when. */
  returnedAt?: number;
  /** A leave that arrived while our own side was down: held back until we are connected again. */
  heldLeave?: { reason: LeaveReason; at: number; tag?: string };
  published: readonly Media[];
  publishedAt?: number;
  /** Muted, paused or unpublished by their own choice: silence means nothing. */
  quiet: boolean;
  quality: QualityState;
  /** What the SDK or a server says about their connection. */
  said?: { phase: 'connected' | 'reconnecting' | 'lost'; since: number; by: string };
  /** Inbound flow of their media as we measure it. */
  flow?: { lastPacketAt: number; silentMs: number; lossRecent: number; connectionId: string };
  streamHealth?: {
    health: 'flowing' | 'stalled' | 'paused' | 'recovering';
    media: Media;
    since: number;
  };
  fallback: boolean;
  report?: {
    at: number;
    /** Since when they say the same of how they hear us. */
    since: number;
    /** When reports came back after a gap. */
    backAt?: number;
    uplink?: Quality;
    downlink?: Quality;
    hearsUs?: 'well' | 'badly' | 'notAtAll';
    leaving?: boolean;
    suspended?: boolean;
  };
  stats?: StatsState;
}
