import { found, mean, slowRttMs, type Weakness, type WeakView } from './weakness.ts';

const severeRttMs = 1200;
const jitteryMs = 28;
const jitteryRttMs = 50;
// In 293 quiet windows of a busy machine no report of more than 3 % loss was seen.
const gapLoss = 0.03;
const burstsInWindow = 3;
const burstsSpanMs = 2000;

/** Round trips that stay long: every one of the window, not a single late one. */
export function slowPath({ recent, longer, now, before }: WeakView): Weakness | undefined {
  const rtts = longer
    .filter(({ at }) => now - at < 3000)
    .flatMap(({ at, uplink: { rttMs }, best }) =>
      rttMs === undefined ? [] : [{ at, rttMs, best }],
    );
  const limit = before.path ? slowRttMs * 0.75 : slowRttMs;
  const slow = rtts.filter(({ rttMs, best }) => rttMs >= limit && rttMs >= 2 * best.rttMs);
  const first = slow[0];
  if (!first || !recent.length || slow.length < 2 || slow.length < rtts.length * 0.8)
    return undefined;
  if (now - first.at < 1500 && !before.path) return undefined;
  const fastest = Math.min(...slow.map(({ rttMs }) => rttMs));
  return found('round trip', now, fastest, fastest >= severeRttMs ? 'vbad' : 'bad');
}

/** Jitter on both ways at once: two independent measurements of the same trouble. */
export function jitteryPath({ longer, now, before }: WeakView): Weakness | undefined {
  const lately = longer.filter(({ at }) => now - at < 3000);
  const heard = lately.flatMap(({ downlink }) => downlink.jitterMs ?? []);
  const reported = lately.flatMap(({ uplink }) => uplink.jitterMs ?? []);
  const limit = before.path ? jitteryMs * 0.6 : jitteryMs;
  const fastest = Math.min(...lately.flatMap(({ uplink }) => uplink.rttMs ?? []));
  if (
    reported.length < 3 ||
    mean(heard) < limit ||
    mean(reported) < limit ||
    fastest < jitteryRttMs
  )
    return undefined;
  return found('jitter', now, mean(heard));
}

/** Short gaps that keep coming back, none of which is a weak network by itself. */
export function bursts({ longer, now, before }: WeakView): Weakness | undefined {
  const gaps = longer.filter(
    ({ uplink, downlink }) => (uplink.loss ?? 0) >= gapLoss || downlink.lost >= 2,
  );
  const bothWays =
    gaps.some(({ uplink }) => uplink.loss) && gaps.some(({ downlink }) => downlink.lost > 1);
  // One bad moment seen from several sides is not yet one that comes back.
  const span = (gaps.at(-1)?.at ?? 0) - (gaps[0]?.at ?? 0);
  if (gaps.length < burstsInWindow || span < burstsSpanMs || !bothWays) return undefined;
  if (before.uplink !== before.downlink) return undefined;
  return found('bursts of loss', now, gaps.length);
}
