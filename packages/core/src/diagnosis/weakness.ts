import type { Quality } from '../events/quality.ts';
import { isAtLeast, worseOf } from '../events/quality.ts';
import type { CallFacts } from '../state/networkState.ts';
import type { CallEvidence, CallSign } from './diagnosis.ts';
import { recentSamples, type Sample } from './signs.ts';

/** One direction's weakness. */
export interface Weakness {
  level: Quality;
  /** The SDK says so, not our own measurement. */
  scored?: true;
  evidence: CallEvidence[];
}

export interface WeakSigns {
  uplink?: Weakness;
  downlink?: Weakness;
  /** A slow path without loss: no direction can be told. */
  path?: Weakness;
}

/** What was weak before: leaving asks for more than entering did. */
export interface WeakBefore {
  uplink: boolean;
  downlink: boolean;
  path: boolean;
}

interface View {
  now: number;
  recent: readonly Sample[];
  /** A longer look back, for what comes in bursts. */
  longer: readonly Sample[];
  before: WeakBefore;
  /** Every remote that reports says it hears us badly. */
  heardBadly: boolean;
}

const windowMs = 2500;
const longerMs = 6000;
const agreedMs = 1500;
const lastingMs = 4000;
const halfMs = 1000;
// From here concealment is heard; below it one report cannot be told from chance.
const weakLoss = 0.08;
const severeLoss = 0.4;
const slowRttMs = 300;
const severeRttMs = 1200;
const jitteryMs = 28;
const jitteryRttMs = 50;
// In 293 quiet windows of a busy machine no report of more than 3 % loss was seen.
const gapLoss = 0.03;
const burstsInWindow = 3;
const burstsSpanMs = 2000;
const driedMs = 1900;
const scoreFreshMs = 8000;

/** Signs of a weak network in our own measurements and in the SDK's score. */
export function readWeakSigns(
  call: CallFacts,
  before: WeakBefore,
  heardBadly: boolean,
  now: number,
): WeakSigns {
  const recent = recentSamples(call, now, windowMs);
  const longer = recentSamples(call, now, longerMs);
  const view = { now, recent, longer, before, heardBadly };
  return {
    uplink: uplinkLoss(view) ?? uplinkStarved(view) ?? scored(call, 'uplink', now),
    downlink: downlinkLoss(view) ?? downlinkStarved(view) ?? scored(call, 'downlink', now),
    path: slowPath(view) ?? jitteryPath(view) ?? bursts(view) ?? scored(call, 'overall', now),
  };
}

function found(sign: CallSign, at: number, value: number, level: Quality = 'bad'): Weakness {
  return { level, evidence: [{ sign, at, value: Math.round(value * 100) / 100 }] };
}

/** The steady score of the SDK: three samples of five. */
function scored(
  { quality }: CallFacts,
  direction: 'uplink' | 'downlink' | 'overall',
  now: number,
): Weakness | undefined {
  const { steady, at, basis } = quality[direction];
  if (basis === 'derived' || !isAtLeast(steady, 'bad') || now - at > scoreFreshMs) return undefined;
  return {
    level: steady,
    scored: true,
    evidence: [{ sign: `${direction} score`, at, value: steady }],
  };
}

function uplinkLoss({ recent, longer, now, before, heardBadly }: View): Weakness | undefined {
  // Our reports and theirs agree: two independent signs need less of each.
  const within = (ms: number) => longer.filter(({ at }) => now - at < ms);
  const lately = heardBadly ? reportedLoss(within(agreedMs), 1) : reportedLoss(recent, 2);
  const lasting = reportedLoss(within(lastingMs), 1);
  const entered = lately >= (heardBadly ? weakLoss / 2 : weakLoss);
  if (!entered && !(before.uplink && lasting >= weakLoss / 2)) return undefined;
  return found('uplink loss', now, lately || lasting, lasting >= severeLoss ? 'vbad' : 'bad');
}

/** Mean loss that the other end reported, where at least so many reports tell of any. */
function reportedLoss(samples: readonly Sample[], atLeast: number): number {
  const reporting = samples.filter(({ uplink }) => uplink.loss !== undefined);
  // In a mesh everybody reports: what only one of them misses is that one's downlink.
  const connections = [...new Set(reporting.map(({ connectionId }) => connectionId))];
  const losses = connections.map((id) =>
    lossReportedBy(
      reporting.filter(({ connectionId }) => connectionId === id),
      atLeast,
    ),
  );
  return losses.length ? Math.min(...losses) : 0;
}

function lossReportedBy(reports: readonly Sample[], atLeast: number): number {
  const coversOf = (some: readonly Sample[]) => sum(some, ({ uplink }) => uplink.lossCovers ?? 1);
  // One alone tells of a gap.
  const lossy = reports.filter(({ uplink: { loss = 0 } }) => loss >= weakLoss / 2);
  if (coversOf(lossy) < atLeast) return 0;
  const covers = coversOf(reports);
  return sum(reports, ({ uplink }) => (uplink.loss ?? 0) * (uplink.lossCovers ?? 1)) / covers;
}

/** The congestion controller halved what it thinks fits, and packets were lost with it. */
function uplinkStarved({ recent, longer, now, before }: View): Weakness | undefined {
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

function downlinkLoss({ recent, now, before }: View): Weakness | undefined {
  const loss = inboundLoss(recent);
  const weakness = found('downlink loss', now, loss, loss >= severeLoss ? 'vbad' : 'bad');
  if (before.downlink) return loss >= weakLoss / 2 ? weakness : undefined;
  // Both halves of the window: a single gap is no weak network.
  const halves = [
    recent.filter(({ at }) => now - at < halfMs),
    recent.filter(({ at }) => now - at >= halfMs && now - at < 2 * halfMs),
  ];
  if (!halves.every((half) => inboundLoss(half) >= weakLoss)) return undefined;
  return weakness;
}

/** What everybody's media loses on its way in: what only one person's loses is that person's. */
function inboundLoss(samples: readonly Sample[]): number {
  const streams = samples.flatMap((sample) => sample.streams);
  const people = [...new Set(streams.map(({ userId }) => userId))].map((userId) =>
    streams.filter((stream) => stream.userId === userId),
  );
  const enough = people.filter((own) => sum(own, ({ packets, lost }) => packets + lost) >= 15);
  return enough.length ? Math.min(...enough.map(lossOfOne)) : 0;
}

/** Audio tells it truer: lost video is sent again and does not count as lost. */
function lossOfOne(streams: readonly Sample['streams'][number][]): number {
  return Math.max(lossOf(streams.filter(({ media }) => media === 'audio')), lossOf(streams));
}

function lossOf(streams: readonly { packets: number; lost: number }[]): number {
  const received = sum(streams, ({ packets }) => packets);
  const lost = sum(streams, (stream) => stream.lost);
  return lost >= 2 && received + lost >= 15 ? lost / (received + lost) : 0;
}

/** Half the media comes in, late, while what we send is not held back. */
function downlinkStarved({ recent, now, before }: View): Weakness | undefined {
  const inbound = recent.filter(({ best }) => best.downKbps > 50);
  const rtts = recent.flatMap(({ uplink }) => uplink.rttMs ?? []);
  if (inbound.length < 4) return undefined;
  const best = inbound[0]?.best;
  const kbps = sum(inbound, ({ downlink }) => downlink.kbps) / inbound.length;
  const halved = best !== undefined && kbps <= best.downKbps * 0.5;
  const late = rtts.length > 1 && Math.min(...rtts) >= slowRttMs * 0.75;
  if (!halved || !(late || before.downlink) || isHeldBack(recent)) return undefined;
  return found('downlink capacity halved', now, kbps);
}

/** Our own sending rate was cut as well. */
function isHeldBack(recent: readonly Sample[]): boolean {
  return recent.some(
    ({ uplink: { video, availableKbps }, best }) =>
      video && availableKbps !== undefined && availableKbps <= best.availableKbps / 2,
  );
}

/** Round trips that stay long: every one of the window, not a single late one. */
function slowPath({ recent, longer, now, before }: View): Weakness | undefined {
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
function jitteryPath({ longer, now, before }: View): Weakness | undefined {
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
function bursts({ longer, now, before }: View): Weakness | undefined {
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

function sum<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}

function mean(values: readonly number[]): number {
  return values.length ? sum(values, (value) => value) / values.length : 0;
}

/** The worse level of several weaknesses. */
export function worstLevel(...signs: (Weakness | undefined)[]): Quality {
  return signs.reduce<Quality>(
    (level, sign) => (sign ? worseOf(level, sign.level) : level),
    'unknown',
  );
}
