import type { MediaSampled } from '../events/networkEvent.ts';
import type { CallFacts, UserFacts } from '../state/networkState.ts';
import type { CallReducers } from '../state/reduceCall.ts';
import type { SeenFlow } from '../state/readFlows.ts';
import type { UserReducers } from '../state/reduceUser.ts';
import type { RemoteRule } from './diagnoseRemote.ts';
import type { CallDiagnosis } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import type { SignRow, SignView } from './observation.ts';
import type { OwnReport } from './ownReport.ts';
import type { MeasureWeakness } from './weakness/weakness.ts';

/** What reading one sort of facts takes. It comes with the sources that say them: who attaches none ships none of it. */
export interface Witness {
  /** As a timeline calls it. */
  readonly name: 'media' | 'probes' | 'peers';
  /** What its facts change of what is remembered of the call, and of a user. */
  readonly ofCall?: CallReducers;
  readonly ofUser?: UserReducers;
  /** What a look at a connection saw of single users. */
  readonly readFlows?: (event: MediaSampled & { at: number }) => readonly SeenFlow[];
  /** Where the path is alive or dead. */
  readonly signs: readonly SignRow[];
  /** Where it is weak, by its own measurements. */
  readonly measureWeakness?: MeasureWeakness;
  /** That this device is too busy. */
  findBusy?(view: SignView): Finding | undefined;
  /** That a remote's media stopped. */
  readonly findStalled?: RemoteRule;
  /** How we are doing, for telling the others. */
  ownReport?(
    call: CallFacts & { diagnosis: CallDiagnosis },
    remotes: readonly UserFacts[],
  ): OwnReport;
}
