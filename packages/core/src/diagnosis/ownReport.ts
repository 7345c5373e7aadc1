import { isAtLeast, type Quality, worseOf } from '../events/quality.ts';
import type { CallFacts, UserFacts } from '../state/networkState.ts';
import type { CallDiagnosis } from './diagnosis.ts';
import { isOutage } from './outage.ts';
import { weakBefore } from './weakness/weakBefore.ts';
import type { WeakBefore } from './weakness/weakness.ts';

/** How we are doing, for telling the others. */
export interface OwnReport {
  uplink: Quality;
  downlink: Quality;
  /** How we hear each remote whose media we measure. */
  hears: Readonly<Record<string, 'well' | 'badly' | 'notAtAll'>>;
}

const lossy = 0.06;
const stalledMs = 1000;
const heardFreshMs = 3000;

/** How we are doing, as the others need to know it: what we have concluded, not raw numbers. */
export function ownReport(
  call: CallFacts & { diagnosis: CallDiagnosis },
  remotes: readonly UserFacts[],
): OwnReport {
  const { quality, diagnosis, heard, at } = call;
  const { cause, level = 'bad' } = diagnosis;
  // Between two ends a loss is reported end to end; whoever stands in between knows our part of it.
  const arrivesWell =
    heard.loss !== undefined && at - heard.at < heardFreshMs && heard.loss < lossy;
  // A slow way has no direction, and what lies between two is nobody's.
  const weak = diagnosis.betweenUs ? measuredHere(diagnosis) : weakBefore(diagnosis);
  const steady = arrivesWell ? 'good' : unblamed(known(call));
  const cut = isOutage(cause) || cause === 'notHeard';
  return {
    uplink: cut ? 'down' : weak?.uplink ? worseOf(level, quality.uplink.steady) : steady,
    downlink: weak?.downlink ? worseOf(level, quality.downlink.steady) : quality.downlink.steady,
    hears: Object.fromEntries(
      remotes.flatMap((user) =>
        user.flow && isSending(user) ? [[user.userId, hearing(user.flow)]] : [],
      ),
    ),
  };
}

/** Between two the other end is told what this one has measured, never what it was told itself. */
function measuredHere({ evidence }: CallDiagnosis): Pick<WeakBefore, 'uplink' | 'downlink'> {
  return {
    uplink: evidence.some(({ sign }) => /^uplink (loss|capacity)/.test(sign)),
    downlink: false,
  };
}

/** Who sends nothing has no level; that they who measure know of no trouble has to be said all the same. */
function known({ quality, media }: CallFacts): Quality {
  const { steady } = quality.uplink;
  return steady === 'unknown' && Object.keys(media).length ? 'good' : steady;
}

/** What only some remotes miss of us is theirs: the diagnosis says what is ours, the mean over all connections does not. */
function unblamed(steady: Quality): Quality {
  return isAtLeast(steady, 'bad') ? 'poor' : steady;
}

/** Who is muted or publishes nothing cannot be missed. */
function isSending({ here, quiet, published, publishedAt }: UserFacts): boolean {
  return here && !quiet && (published.length > 0 || publishedAt === undefined);
}

function hearing({
  silentMs,
  lossRecent,
}: NonNullable<UserFacts['flow']>): 'well' | 'badly' | 'notAtAll' {
  if (silentMs >= stalledMs) return 'notAtAll';
  return lossRecent >= lossy ? 'badly' : 'well';
}
