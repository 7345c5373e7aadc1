import type { CallFacts } from '../../state/networkState.ts';
import type { CallDiagnosis, CallDiagnosisCause } from '../diagnosis.ts';
import type { SignView } from '../observation.ts';
import { readWeakSigns } from './readWeakSigns.ts';
import { weakBefore } from './weakBefore.ts';
import type { Weakness, WeakSigns } from './weakness.ts';

const heardFreshMs = 3000;
const justHeardMs = 5000;
const relayLagMs = 900;
const arrivesLoss = 0.03;

/** What of it is ours, and whether a side can be told. */
export interface Blamed extends WeakSigns {
  betweenUs(cause: CallDiagnosisCause, signals: readonly Weakness[]): boolean;
}

/** What is weak, but for what the others' own troubles explain. */
export function blame(seen: WeakSigns, view: SignView, previous: CallDiagnosis): Blamed {
  const { media, remotes } = view;
  const neutral = isBetweenTwo(view);
  // Between two alone their reports would be the same loss seen twice.
  const isTheirs = (count: number) => !neutral && count > 0 && count >= remotes.count;
  const theirs = isTheirs(remotes.weakThemselves) || isEarly(view, seen, previous);
  // A slow way to the media server is ours, whatever the others report. Where the server measures, its word counts.
  const slow = isTheirs(remotes.measured ? remotes.slowThemselves : remotes.weakThemselves);
  return {
    uplink: arrivesWell(view) || isJustHeard(view) ? undefined : seen.uplink,
    downlink: theirs ? undefined : seen.downlink,
    path: media.mesh && slow ? undefined : seen.path,
    betweenUs: (cause, signals) =>
      neutral ||
      (media.mesh && remotes.count <= 1 && !isPinned(view, signals)) ||
      (cause === 'weakDownlink' && isUnpinned(view, signals)),
  };
}

/** One-to-one, and nobody in between to tell the two ends apart. */
export function isBetweenTwo({ media, remotes }: SignView): boolean {
  return media.mesh && remotes.count <= 1 && !remotes.measured;
}

/** What a relay counted of the same packets is told a moment later: only then is a loss on the way in behind it. */
function isEarly(view: SignView, { downlink }: WeakSigns, previous: CallDiagnosis): boolean {
  const { call, media, remotes, now } = view;
  const before = weakBefore(previous);
  if (!media.mesh || !remotes.measured || !downlink || before.downlink) return false;
  const then = now - relayLagMs;
  return !readWeakSigns({ ...view, call: asOf(call, then), now: then }, before, false).downlink;
}

/** The call as it was known to be at that time. */
function asOf(call: CallFacts, at: number): CallFacts {
  const media = Object.entries(call.media).map(([id, { samples, ...rest }]) => [
    id,
    { ...rest, samples: samples.filter((sample) => sample.at <= at) },
  ]);
  return { ...call, media: Object.fromEntries(media) };
}

/** Who stands in between counts what is lost, and by that whose side it is; a slow way looks the same from both ends. */
function isPinned(
  {
    call: {
      heard: { loss = 0 },
    },
  }: SignView,
  signals: readonly Weakness[],
): boolean {
  return (
    loss >= arrivesLoss ||
    signals.some(({ evidence: [sign] }) => /loss|score/.test(sign?.sign ?? ''))
  );
}

/** The server in between gets what we send: what the other end misses, it misses on its own side. */
function arrivesWell({ call: { heard }, now }: SignView): boolean {
  const { at, loss } = heard;
  return loss !== undefined && now - at < heardFreshMs && loss < arrivesLoss;
}

/** Heard again after a gap: what is reported as lost is the gap. */
function isJustHeard({ call: { heard }, now }: SignView): boolean {
  return now - (heard.backAt ?? Number.NEGATIVE_INFINITY) < justHeardMs;
}

/** What one single remote sends comes in broken, and nobody says how it left them. */
function isUnpinned({ remotes }: SignView, signals: readonly Weakness[]): boolean {
  const { count, reports, measured } = remotes;
  return count === 1 && !reports && !measured && !signals.some(({ scored }) => scored);
}
