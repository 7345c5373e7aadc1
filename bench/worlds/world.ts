export type Way = 'up' | 'down';
export type Protocol = 'udp' | 'tcp';
export type Cut = `${Protocol} ${Way}`;

/** What a new request meets on a way that is cut: silence, or an answer of somebody on the way. */
export type Refusal = 'noRoute' | 'reset' | 'reject' | 'portalHttp' | 'portalHttps';

/** What is wrong with the link of one place. Two at a time add up. */
export interface Trouble {
  cut?: readonly Cut[];
  /** The cut concerns only what goes to or comes from these. */
  towards?: readonly string[];
  refusal?: Refusal;
  /** The browser notices that the device has no network. */
  offline?: true;
  /** Back with another address: connections and sockets of before are dead for good. */
  newAddress?: true;
  /** Share of packets, 0..1. */
  loss?: Partial<Record<Way, number>>;
  bursts?: { everyMs: number; lastMs: number };
  delayMs?: Partial<Record<Way, number>>;
  jitterMs?: Partial<Record<Way, number>>;
  kbps?: Partial<Record<Way, number>>;
  /** How much a slow link keeps waiting before it drops. */
  bufferMs?: number;
}

/** What somebody or something does from one moment to another. */
export type Deed =
  | 'leaves'
  | 'is killed'
  | 'hangs'
  | 'sleeps'
  | 'is hidden'
  | 'is muted'
  | 'is silent untold'
  | 'browser says offline'
  | 'stats stop'
  | 'stats stand still'
  | 'pair vanishes'
  | 'clock steps forward'
  | 'clock steps back';

/** Milliseconds since the call began. `who`: a person, `server`, `other` (the two hosts) or `sfu` (the process). */
export interface Happening {
  who: string;
  from: number;
  to: number;
  trouble?: Trouble;
  does?: Deed;
}

/** How media goes: between each two, or through a server. */
export type Shape = 'mesh2' | 'sfu2' | 'mesh3' | 'sfu3' | 'sfu1';

export interface StreamPlan {
  kind: 'audio' | 'video';
  media: 'audio' | 'video' | 'screen';
  packetsPerS: number;
  packetBytes: number;
}

export interface CallOptions {
  /** The SDK says `reconnecting` when ICE is disconnected, when its own heartbeat stopped for 12 s, at once, or never. */
  sdk: 'ice' | 'late' | 'prompt' | 'none';
  /** Also says `lost` so long after `reconnecting`. */
  sdkLostMs: number;
  /** Milliseconds between two RTCP reports on a stream. */
  reportMs: { audio: number; video: number };
  jitter: 'moving' | 'constant' | 'zero';
  /** Something small that each end sends anyway: RTCP without a report, or STUN where it is counted. */
  idleMs: number;
  /** Milliseconds between two transport feedbacks of whoever receives media. */
  feedbackMs: number;
  /** The server tells what it receives of us, and who is silent. */
  serverWord: boolean;
  /** The server scores people: on change, or every two seconds. */
  scores: 'onChange' | 'sampled' | 'none';
  peerReports: boolean;
  /** Sockets that never say they are late. */
  muteSockets: boolean;
  /** Every request of the page is refused by the page's own policy or a blocker. */
  probesBlocked: boolean;
  scheme: 'https' | 'http';
  /** A negative count of lost packets, read as an unsigned number. */
  unsignedLost: boolean;
  /** A second connection between the first two, for a screen. */
  secondConnection: boolean;
  streams: Readonly<Record<string, readonly StreamPlan[]>>;
}

/** Somebody who has to be told something by a certain time. */
export interface Due {
  reader: string;
  /** One of these kinds. */
  any: readonly string[];
  about?: string;
  from: number;
  byMs: number;
}

export interface World {
  name: string;
  shape: Shape;
  happenings: readonly Happening[];
  call?: Partial<CallOptions>;
  due?: readonly Due[];
  endMs: number;
  /** Milliseconds of one step; longer for long calls. */
  stepMs?: number;
  /** "You're back" is untrue before this moment, however well it goes for a second. */
  backOnlyAfter?: number;
}

export const speech: StreamPlan = {
  kind: 'audio',
  media: 'audio',
  packetsPerS: 50,
  packetBytes: 120,
};
export const camera: StreamPlan = {
  kind: 'video',
  media: 'video',
  packetsPerS: 40,
  packetBytes: 1000,
};
export const stillScreen: StreamPlan = {
  kind: 'video',
  media: 'screen',
  packetsPerS: 1,
  packetBytes: 900,
};

export const usualCall: Omit<CallOptions, 'streams'> = {
  sdk: 'ice',
  sdkLostMs: Number.POSITIVE_INFINITY,
  reportMs: { audio: 5000, video: 1000 },
  jitter: 'moving',
  idleMs: 2500,
  feedbackMs: 100,
  serverWord: true,
  scores: 'none',
  peerReports: true,
  muteSockets: false,
  probesBlocked: false,
  scheme: 'https',
  unsignedLost: false,
  secondConnection: false,
};

export const peopleOf: Readonly<Record<Shape, readonly string[]>> = {
  mesh2: ['A', 'B'],
  sfu2: ['A', 'B'],
  mesh3: ['A', 'B', 'C'],
  sfu3: ['A', 'B', 'C'],
  sfu1: ['A'],
};

export const isMesh = (shape: Shape): boolean => shape.startsWith('mesh');
/** The process runs on the call server's host. */
export const hostOf = (place: string): string => (place === 'sfu' ? 'server' : place);
