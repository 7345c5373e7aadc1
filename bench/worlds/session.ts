import type { StreamPlan } from './world.ts';

/** One stream as its sender counts it. */
export interface Outbound {
  owner: string;
  key: string;
  plan: StreamPlan;
  due: number;
  sequence: number;
  packets: number;
  bytes: number;
  targetKbps: number;
  usualTransitMs: number;
  report?: HeardReport;
}

/** What the other end last reported about it. */
export interface HeardReport {
  at: number;
  lost: number;
  fractionLost: number;
  jitterS: number;
  rttS: number;
  measurements: number;
  totalRttS: number;
}

/** One stream as its receiver counts it. */
export interface Inbound {
  key: string;
  /** The session its sender sends it on: a publisher that came back is another stream. */
  origin: string;
  plan: StreamPlan;
  packets: number;
  bytes: number;
  lost: number;
  highest: number;
  jitterS: number;
  transitMs: number;
  lastAt: number;
  nextReportAt: number;
  told: { packets: number; lost: number };
}

/** One end of a session: what its `getStats()` knows. */
export interface Side {
  end: string;
  other: string;
  state: 'connected' | 'disconnected' | 'failed';
  nextCheckAt: number;
  answeredAt: number;
  checks: number;
  answers: number;
  rttS: number;
  totalRttS: number;
  nextIdleAt: number;
  nextFeedbackAt: number;
  pair: { serial: number; bytesIn: number; bytesOut: number; lastInAt: number };
  outbound: Outbound[];
  inbound: Map<string, Inbound>;
}

/** One peer connection, or one person's connection to the SFU. */
export interface Session {
  id: string;
  sides: readonly [Side, Side];
  openedAt: number;
  closed: boolean;
  /** For a screen alone: carries no other stream. */
  second: boolean;
}

export function createSession(
  id: string,
  ends: readonly [string, string],
  now: number,
  second = false,
): Session {
  const [one, other] = ends;
  return {
    id,
    sides: [createSide(one, other, now), createSide(other, one, now)],
    openedAt: now,
    closed: false,
    second,
  };
}

function createSide(end: string, other: string, now: number): Side {
  return {
    end,
    other,
    state: 'connected',
    nextCheckAt: now,
    answeredAt: now,
    checks: 0,
    answers: 0,
    rttS: 0.03,
    totalRttS: 0,
    nextIdleAt: now,
    nextFeedbackAt: now,
    pair: { serial: 0, bytesIn: 0, bytesOut: 0, lastInAt: now },
    outbound: [],
    inbound: new Map(),
  };
}

export function createOutbound(owner: string, plan: StreamPlan): Outbound {
  const targetKbps = (plan.packetsPerS * plan.packetBytes * 8) / 1000;
  const key = `${owner}-${plan.media}`;
  return {
    owner,
    key,
    plan,
    due: 0,
    sequence: 0,
    packets: 0,
    bytes: 0,
    targetKbps,
    usualTransitMs: 40,
  };
}

export function createInbound(
  { key, origin, plan }: Pick<Inbound, 'key' | 'origin' | 'plan'>,
  now: number,
): Inbound {
  return {
    key,
    origin,
    plan,
    packets: 0,
    bytes: 0,
    lost: 0,
    highest: 0,
    jitterS: 0.001,
    transitMs: 30,
    lastAt: now,
    nextReportAt: now + 500,
    told: { packets: 0, lost: 0 },
  };
}

export const sideOf = (session: Session, end: string): Side | undefined =>
  session.sides.find((side) => side.end === end);
export const oppositeOf = (session: Session, side: Side): Side =>
  session.sides[0] === side ? session.sides[1] : session.sides[0];

/** Counts something that came in, of whatever kind. */
export function countIn(side: Side, bytes: number, now: number): void {
  side.pair.bytesIn += bytes;
  side.pair.lastInAt = now;
}
