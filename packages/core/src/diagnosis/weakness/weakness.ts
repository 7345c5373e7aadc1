import type { Quality } from '../../events/quality.ts';
import { worseOf } from '../../events/quality.ts';
import type { CallFacts } from '../../state/networkState.ts';
import type { CallEvidence, CallSign } from '../diagnosis.ts';
import type { Sample } from '../mediaSigns.ts';

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

/** What was measured of weakness. It comes with the witness that measures. */
export type MeasureWeakness = (
  call: CallFacts,
  before: WeakBefore,
  heardBadly: boolean,
  now: number,
) => WeakSigns;

/** What the detectors look at. */
export interface WeakView {
  now: number;
  recent: readonly Sample[];
  /** A longer look back, for what comes in bursts. */
  longer: readonly Sample[];
  before: WeakBefore;
  /** Every remote that reports says it hears us badly. */
  heardBadly: boolean;
}

/** From here concealment is heard; below it one report cannot be told from chance. */
export const weakLoss = 0.08;
/** What concealment and forward error correction cannot fill. */
export const severeLoss = 0.25;
/** Round trips above this are no conversation any more (ITU-T G.114). */
export const slowRttMs = 300;

export function found(sign: CallSign, at: number, value: number, level: Quality = 'bad'): Weakness {
  return { level, evidence: [{ sign, at, value: Math.round(value * 100) / 100 }] };
}

/** The worse level of several weaknesses. */
export function worstLevel(...signs: (Weakness | undefined)[]): Quality {
  return signs.reduce<Quality>(
    (level, sign) => (sign ? worseOf(level, sign.level) : level),
    'unknown',
  );
}

export function sum<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}

export function mean(values: readonly number[]): number {
  return values.length ? sum(values, (value) => value) / values.length : 0;
}
