import type { Quality } from '../events/quality.ts';
import { isAtLeast, worseOf } from '../events/quality.ts';
import type { CallFacts } from '../state/networkState.ts';
import type { Evidence } from './diagnosis.ts';
import { recentSamples } from './signs.ts';

/** One direction's weakness, or none. */
export interface Weakness {
  level: Quality;
  evidence: Evidence[];
}

export interface WeakSigns {
  uplink?: Weakness;
  downlink?: Weakness;
  /** A slow path without loss: no direction can be told. */
  path?: Weakness;
}

type Samples = ReturnType<typeof recentSamples>;

const windowMs = 2500;
const historyMs = 8000;
// From here concealment is heard; below it one report cannot be told from chance.
const weakLoss = 0.08;
const severeLoss = 0.4;
const slowRttMs = 400;
const jitteryMs = 50;

/** Signs of a weak network in our own measurements and in the SDK's score. */
export function readWeakSigns(call: CallFacts, now: number): WeakSigns {
  const recent = recentSamples(call, now, windowMs);
  const history = recentSamples(call, now, historyMs);
  const uplink = uplinkLoss(recent, now) ?? uplinkStarved(recent, history, now);
  const downlink = downlinkLoss(recent, now);
  return {
    uplink: uplink ?? scored(call, 'uplink', now),
    downlink: downlink ?? scored(call, 'downlink', now),
    path:
      slowPath(recent, history, now) ?? jitteryPath(recent, now) ?? scored(call, 'overall', now),
  };
}

/** The steady score, from whoever measured it: three samples of five. */
function scored(
  { quality }: CallFacts,
  direction: 'uplink' | 'downlink' | 'overall',
  now: number,
): Weakness | undefined {
  const { steady, at, basis } = quality[direction];
  if (basis === 'derived' || !isAtLeast(steady, 'bad') || now - at > 8000) return undefined;
  return { level: steady, evidence: [{ sign: `${direction} score`, at, value: steady }] };
}

function uplinkLoss(recent: Samples, now: number): Weakness | undefined {
  const reports = recent.filter(({ uplink }) => uplink.loss !== undefined);
  const covers = reports.reduce((sum, { uplink }) => sum + (uplink.lossCovers ?? 1), 0);
  if (covers < 2) return undefined;
  const loss =
    reports.reduce((sum, { uplink }) => sum + (uplink.loss ?? 0) * (uplink.lossCovers ?? 1), 0) /
    covers;
  return lossy('uplink loss', loss, now);
}

function downlinkLoss(recent: Samples, now: number): Weakness | undefined {
  const received = recent.reduce((sum, { downlink }) => sum + downlink.packets, 0);
  const lost = recent.reduce((sum, { downlink }) => sum + downlink.lost, 0);
  if (received + lost < 25 || lost < 5) return undefined;
  return lossy('downlink loss', lost / (received + lost), now);
}

function lossy(sign: string, loss: number, at: number): Weakness | undefined {
  if (loss < weakLoss) return undefined;
  const level = loss >= severeLoss ? 'vbad' : 'bad';
  return { level, evidence: [{ sign, at, value: Math.round(loss * 100) / 100 }] };
}

/** The congestion controller halved what it thinks fits, and something else suffered with it. */
function uplinkStarved(recent: Samples, history: Samples, now: number): Weakness | undefined {
  const available = (samples: Samples) =>
    samples.flatMap(({ uplink }) => uplink.availableKbps ?? []);
  const before = Math.max(0, ...available(history));
  const newest = available(recent).at(-1);
  if (newest === undefined || newest > before / 2) return undefined;
  const slower = newestRtt(recent) > 2 * oldestRtt(history) + 50;
  const fewer = isHalved(history, recent, ({ uplink }) => uplink.framesPerSecond);
  if (!slower && !fewer) return undefined;
  return {
    level: 'bad',
    evidence: [{ sign: 'uplink capacity halved', at: now, value: Math.round(newest) }],
  };
}

function isHalved(
  history: Samples,
  recent: Samples,
  pick: (sample: Samples[number]) => number | undefined,
): boolean {
  const newest = recent.flatMap((sample) => pick(sample) ?? []).at(-1);
  const before = Math.max(0, ...history.flatMap((sample) => pick(sample) ?? []));
  return newest !== undefined && newest <= before / 2;
}

/** Round trips that stay long: every one of the last seconds, not a single late one. */
function slowPath(recent: Samples, history: Samples, now: number): Weakness | undefined {
  const rtts = recent.flatMap(({ uplink }) => uplink.rttMs ?? []);
  const fastest = Math.min(...rtts);
  if (rtts.length < 2 || fastest < slowRttMs || fastest < 2 * oldestRtt(history)) return undefined;
  const level = fastest >= 1200 ? 'vbad' : 'bad';
  return { level, evidence: [{ sign: 'round trip', at: now, value: Math.round(fastest) }] };
}

/** Jitter on both ways at once: two independent measurements of the same trouble. */
function jitteryPath(recent: Samples, now: number): Weakness | undefined {
  const heard = recent.flatMap(({ downlink }) => downlink.jitterMs ?? []);
  const reported = recent.flatMap(({ uplink }) => uplink.jitterMs ?? []);
  const steadily = (values: number[]) =>
    values.length > 1 && Math.min(...values.slice(-4)) >= jitteryMs;
  if (!steadily(heard) || !steadily(reported)) return undefined;
  return {
    level: 'bad',
    evidence: [{ sign: 'jitter', at: now, value: Math.round(heard.at(-1) ?? 0) }],
  };
}

function newestRtt(samples: Samples): number {
  return samples.flatMap(({ uplink }) => uplink.rttMs ?? []).at(-1) ?? 0;
}

function oldestRtt(samples: Samples): number {
  return samples.flatMap(({ uplink }) => uplink.rttMs ?? [])[0] ?? 0;
}

/** The worse level of several weaknesses. */
export function worstLevel(...signs: (Weakness | undefined)[]): Quality {
  return signs.reduce<Quality>(
    (level, sign) => (sign ? worseOf(level, sign.level) : level),
    'unknown',
  );
}
