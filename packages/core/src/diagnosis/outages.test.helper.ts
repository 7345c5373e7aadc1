import { initialCall } from '../state/initialCall.ts';
import type { CallFacts } from '../state/networkState.ts';
import type { CallDiagnosis, CallDiagnosisCause, OutageMemory } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import type { Observation } from './observation.ts';
import { continueOutage } from './outage.ts';
import { ago, flowing, type Moment, silentFor, viewOf } from './signView.test.helper.ts';

/** What has been said for the last eight seconds, of an outage that began ten seconds ago. */
export interface Before {
  cause: CallDiagnosisCause;
  since?: number;
  outage?: Partial<OutageMemory>;
}
export const evidence: CallDiagnosis['evidence'] = [
  { sign: 'no packet on any connection', at: ago(10_000) },
];
export const previousOf = ({ cause, since = ago(8000), outage }: Before): CallDiagnosis => ({
  cause,
  began: ago(10_000),
  since,
  confidence: 0.9,
  evidence,
  outage: {
    began: ago(10_000),
    namedAt: ago(8000),
    deadAt: ago(10_000),
    way: 'both',
    told: true,
    ...outage,
  },
});
export const finding = (cause: CallDiagnosisCause, more: Partial<Finding> = {}): Finding => ({
  cause,
  confidence: 0.8,
  evidence: [{ sign: 'server probe failed', at: ago(500) }],
  ...more,
});
export const theirs: Finding = { ...finding('none'), theirs: true };

/** The cause that is said next. */
export function next(
  before: Before,
  found: Finding | undefined,
  moment: Moment,
  ...all: readonly Observation[]
) {
  const previous = previousOf(before);
  return continueOutage(found, viewOf({ outage: previous.outage, ...moment }), all, previous);
}

export const silent: Moment = { media: silentFor(10_000) };
export const flows: Moment = { media: flowing };
const connection: CallFacts['connection'] = {
  ...initialCall.connection,
  phase: 'connected',
  everConnected: true,
  connectedAt: ago(60_000),
};
export const connected = (
  change: Partial<CallFacts['connection']> = {},
  more: Partial<CallFacts> = {},
): Moment => ({
  call: { connection: { ...connection, ...change }, ...more },
});
export const device = (online: boolean, changedAt: number): Moment => ({
  ...silent,
  call: { device: { ...initialCall.device, online, changedAt, offlineAt: ago(10_000) } },
});
export const stopped = (ms: number): Moment => ({
  media: { ...silentFor(ms), rtpSilentMs: ms },
  call: { connection },
});
export const blocked: Before = { cause: 'mediaBlocked', outage: { place: 'media' } };
export const internet: Before = { cause: 'noInternet', outage: { place: 'internet' } };
export const serverOut: Before = { cause: 'serverUnreachable', outage: { place: 'host' } };
export const vague: Before = { cause: 'unknownOutage' };
export const unheard: Before = { cause: 'notHeard', outage: { place: 'mediaOut', way: 'out' } };
