import type { Sample } from '../mediaSigns.ts';
import { found, slowRttMs, sum, type Weakness, type WeakView } from './weakness.ts';

const driedMs = 1900;

/** The congestion controller halved what it thinks fits, and packets were lost with it. */
export function uplinkStarved({ recent, longer, now, before }: WeakView): Weakness | undefined {
  const newest = recent
    .filter(({ uplink }) => uplink.video && uplink.availableKbps !== undefined)
    .at(-1);
  if (!newest) return undefined;
  const { uplink, best } = newest;
  const {
    availableKbps = 0,
    framesPerSecond = best.framesPerSecond,
    targetKbps = best.targetKbps,
  } = uplink;
  const short = availableKbps <= best.availableKbps * (before.uplink ? 0.6 : 0.5);
  const suffers =
    isPartOf(framesPerSecond, best.framesPerSecond, 1 / 2) ||
    isPartOf(targetKbps, best.targetKbps, 1 / 3);
  const lossy = longer.some(({ at, uplink: { loss = 0 } }) => now - at < 4000 && loss >= 0.05);
  const slow =
    newest.uplink.rttMs === undefined ||
    recent.some(({ uplink: { rttMs = 0 } }) => rttMs > 2 * best.rttMs + 50);
  const lasts = before.uplink && suffers && slow;
  const outward = suffers && !before.path && onlyOutward(recent, now);
  const dried = suffers && driedUp(recent, now);
  if (!short || !(lossy || lasts || outward || dried)) return undefined;
  return found('uplink capacity halved', now, availableKbps);
}

/** Next to nothing fits, for long enough to be sign enough: some queues hold packets for seconds and lose none. */
function driedUp(recent: readonly Sample[], now: number): boolean {
  const lasts = (recent[0]?.at ?? now) <= now - driedMs;
  return (
    lasts &&
    recent.every(({ uplink: { availableKbps = Infinity }, best }) =>
      isPartOf(availableKbps, best.availableKbps, 1 / 5),
    )
  );
}

/** What was never measured is no part of anything. */
function isPartOf(value: number, best: number, part: number): boolean {
  return best > 0 && value <= best * part;
}

/** One-to-one, where the way in has its usual rate although the way out has been short for a while. */
function onlyOutward(recent: readonly Sample[], now: number): boolean {
  const lately = recent.filter(({ at, userId }) => userId !== undefined && now - at < 1500);
  const short = lately.every(
    ({ uplink, best }) => (uplink.availableKbps ?? 0) <= best.availableKbps / 2,
  );
  const usual = lately.every(({ downlink, best }) => downlink.kbps > best.downKbps * 0.4);
  const whole = sum(lately, ({ downlink }) => downlink.kbps) / lately.length;
  return lately.length >= 3 && short && usual && whole > (lately[0]?.best.downKbps ?? 0) * 0.6;
}

/** Half the media comes in, late, while what we send is not held back. */
export function downlinkStarved({ recent, longer, now, before }: WeakView): Weakness | undefined {
  const inbound = recent.filter(({ best }) => best.downKbps > 50);
  const rtts = recent.flatMap(({ uplink }) => uplink.rttMs ?? []);
  if (inbound.length < 4) return undefined;
  const best = inbound[0]?.best;
  const kbps = sum(inbound, ({ downlink }) => downlink.kbps) / inbound.length;
  const halved = best !== undefined && kbps <= best.downKbps * 0.5;
  const late = rtts.length > 1 && Math.min(...rtts) >= slowRttMs * 0.75;
  // Who was slow sends more again only little by little: by itself that is no weakness that goes on.
  const lasts = before.downlink && longer.some(suffersIn);
  if (!halved || !(late || lasts) || isHeldBack(recent)) return undefined;
  return found('downlink capacity halved', now, kbps);
}

function suffersIn({ downlink, uplink: { rttMs = 0 }, best }: Sample): boolean {
  return downlink.lost > 0 || rttMs > 1.5 * best.rttMs + 30;
}

/** Our own sending rate was cut as well. */
function isHeldBack(recent: readonly Sample[]): boolean {
  return recent.some(
    ({ uplink: { video, availableKbps }, best }) =>
      video && availableKbps !== undefined && availableKbps <= best.availableKbps / 2,
  );
}
