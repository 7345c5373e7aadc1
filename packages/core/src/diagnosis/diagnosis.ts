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
  | 'device resumed'
  | `${'server' | 'other'} probe ${'answered' | 'refused' | 'timed out' | 'pending'}`
  | 'no packet on any connection'
  | `media server's channel ${'late' | 'closed'}`
  | `channel ${'late' | 'closed'}`
  | `SDK says ${'connecting' | 'reconnecting' | 'lost'}`
  | 'server receives nothing'
  | 'reports show nothing new from us'
  | 'no remote hears us'
  | `${'uplink' | 'downlink'} loss`
  | `${'uplink' | 'downlink'} capacity halved`
  | `${'uplink' | 'downlink' | 'overall'} score`
  | 'round trip'
  | 'jitter'
  | 'bursts of loss'
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
  /** The outage that ended last: what it left behind (loss counters, mute sockets) is no new trouble. */
  lastOutage?: { began: number; ended: number };
  /** What looked like an outage of ours has just turned out to be the other side's. */
  wasTheirs?: true;
}

export interface RemoteDiagnosis {
  cause: RemoteDiagnosisCause;
  began: number;
  since: number;
  confidence: number;
  evidence: readonly Evidence[];
}
