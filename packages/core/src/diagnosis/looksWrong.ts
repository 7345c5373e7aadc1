import { isAtLeast } from '../events/quality.ts';
import type { CallFacts } from '../state/networkState.ts';
import { readMediaSigns } from './mediaSigns.ts';
import type { RemotesView } from './remotesView.ts';
import { isBroken } from './signs/sdkSigns.ts';

// Far below what a prompt needs: this only makes us look closer.
const shortStallMs = 400;
const someLoss = 0.08;
const scoreMs = 8000;

/** True when something deserves a closer look: faster polls, and probes. Cheaper and earlier than a diagnosis. */
export function looksWrong(
  call: CallFacts & { diagnosis: { cause: string } },
  {
    expectsMedia,
    hearNothing,
    hearUs,
  }: Pick<RemotesView, 'expectsMedia' | 'hearNothing' | 'hearUs'>,
  now: number,
): boolean {
  const { phase } = call.connection;
  if (phase === 'failed' || phase === 'left') return false;
  if (call.diagnosis.cause !== 'none' && call.diagnosis.cause !== 'endedByServer') return true;
  if (call.device.online === false || isBroken(call.connection)) return true;
  // Seed of many an outage: also an SDK's score alone makes us look closer, and a word that stands needs a second look.
  if (isScoredBad(call, now) || isScoreGone(call, now)) return true;
  if (Object.values(call.signaling).some(({ health }) => health !== 'alive')) return true;
  if (hearNothing > 0 && !hearUs) return true;
  const signs = readMediaSigns(call, now);
  if (signs.hadRtp && expectsMedia && signs.rtpSilentMs >= shortStallMs) return true;
  return Object.values(call.media).some(({ samples }) => {
    const newest = samples.at(-1);
    if (!newest || now - newest.at > 3000) return false;
    const { uplink, downlink } = newest;
    const lost = downlink.lost / Math.max(1, downlink.lost + downlink.packets);
    return (
      (uplink.loss ?? 0) >= someLoss ||
      lost >= someLoss ||
      (uplink.unheardMs ?? 0) >= shortStallMs ||
      uplink.reportOverdueMs !== undefined
    );
  });
}

/** There was a level, and now the SDK has none: it may be cut off and not know yet. */
function isScoreGone({ connection, quality }: CallFacts, now: number): boolean {
  return (
    connection.phase === 'connected' &&
    Object.values(quality).some(
      ({ basis, raw, rawSince }) =>
        basis === 'sdk' && raw === 'unknown' && rawSince > 0 && now - rawSince < scoreMs,
    )
  );
}

function isScoredBad({ quality }: CallFacts, now: number): boolean {
  return [quality.uplink, quality.downlink, quality.overall].some(
    ({ basis, raw, rawSince, held, at }) =>
      basis === 'sdk' &&
      isAtLeast(raw, 'bad') &&
      (held ? now - rawSince < scoreMs : now - at < scoreMs),
  );
}
