import type { Quality } from '../events/quality.ts';

/** What is wrong with this device's part in the call, and whose side it is on. */
export type CallDiagnosisCause =
  | 'none'
  | 'deviceOffline'
  | 'noInternet'
  | 'serverUnreachable'
  | 'signalingLost'
  | 'mediaBlocked'
  | 'notHeard'
  | 'weakUplink'
  | 'weakDownlink'
  | 'weakBoth'
  | 'deviceBusy'
  | 'endedByServer'
  | 'resumed'
  | 'unknownOutage';

/** What is wrong with one remote user. */
export type RemoteDiagnosisCause = 'none' | 'interrupted' | 'weak' | 'dropped';

/** What can be seen of this device's part in the call. */
export type CallSign =
  | 'call ended'
  | 'device offline'
  | 'device online again'
  | 'device resumed'
  | `${'server' | 'other'} probe ${'answered' | 'failed'}`
  | 'somebody answered a probe'
  | 'packets arrive'
  | 'media is back'
  | 'no packet on any connection'
  | 'no media has come in'
  | `media server's channel ${'alive' | 'late'}`
  | `channel ${'alive' | 'late'}`
  | `SDK says ${'connected' | 'reconnecting'}`
  | 'quality down both ways'
  | 'quality very bad both ways'
  | 'server receives us'
  | 'server receives nothing'
  | 'connectivity check answered'
  | 'connectivity check overdue'
  | 'reports show news from us'
  | 'reports show nothing new from us'
  | 'no more reports about us'
  | `reports of others ${'arrive' | 'stopped'}`
  | 'the others are said to be gone'
  | 'a remote hears us'
  | 'no remote hears us'
  | `${'uplink' | 'downlink'} loss`
  | `${'uplink' | 'downlink'} capacity halved`
  | `${'uplink' | 'downlink' | 'overall'} score`
  | 'round trip'
  | 'jitter'
  | 'bursts of loss'
  | 'the other end finds it weak'
  | 'encoder limited by processor';

/** One sign behind a diagnosis, as a fact with its own time. */
export interface Evidence {
  /** What was seen: of the call a `CallSign`, of a remote user likewise in plain English. */
  sign: string;
  /** Unix milliseconds. */
  at: number;
  value?: number | string;
}

export interface CallEvidence extends Evidence {
  sign: CallSign;
}

export interface CallDiagnosis {
  cause: CallDiagnosisCause;
  /** When the trouble began (not when it was named): delays count from here. */
  began: number;
  /** When this cause was named. */
  since: number;
  /** 0..1. Contradicting evidence lowers it instead of flipping the answer. */
  confidence: number;
  evidence: readonly CallEvidence[];
  /** For the weak causes: the worse steady level. */
  level?: Quality;
  /** It cannot be pinned on a side: one-to-one, where nobody in between counts, or where it is slow and nothing is lost. */
  betweenUs?: boolean;
  /** The outage that lasts, or the last one: what it left behind (loss counters, mute sockets) is no new trouble. */
  outage?: OutageMemory;
  /** What was named before was not so: it was the other side's, or nobody's. */
  withdrawn?: true;
}

/** What has to be remembered of an outage. */
export interface OutageMemory {
  began: number;
  /** When it was first named. */
  namedAt: number;
  /** From when on life disproves it. */
  deadAt: number;
  /** Where on the path it was located, and the way on which something was dead. */
  place?:
    | 'device'
    | 'internet'
    | 'host'
    | 'process'
    | 'flows'
    | 'media'
    | 'mediaOut'
    | 'channel'
    | 'tcp'
    | 'remote';
  way: 'in' | 'out' | 'both';
  /** It was told from more than a guess. */
  told: boolean;
  /** When it was over. */
  endedAt?: number;
}

export interface RemoteDiagnosis {
  cause: RemoteDiagnosisCause;
  began: number;
  since: number;
  confidence: number;
  evidence: readonly Evidence[];
  /** What was said of them before was not so. */
  withdrawn?: true;
}
