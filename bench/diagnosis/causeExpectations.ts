import { findFault } from './expectationOf.ts';
import type { Recording, Side } from './recording.ts';

/** What one screen should conclude about one fault. */
export interface CauseExpectation {
  /** Any of these is right. Empty: silence is right. */
  exact: readonly string[];
  /** Milliseconds after the fault by which the right cause must be named. */
  by?: number;
  /** Also allowed at any time, without counting as right or wrong. */
  allowed?: readonly string[];
  /** Silence is as good as the right cause: too little for a person to notice. */
  optional?: boolean;
}

const gone = ['remote.interrupted', 'remote.dropped', 'remote.left'];
const weak = ['weakUplink', 'weakDownlink', 'weakBoth'];
// One-to-one without a server in between both ends see the same loss: the cause may be named, no side may.
const betweenUs = weak.map((cause) => `${cause} between us`);
const uplink = ['weakUplink', 'weakUplink between us'];
const downlink = ['weakDownlink', 'weakDownlink between us'];
const anyWeak = [...weak, ...betweenUs];
const silence: CauseExpectation = { exact: [] };

const remoteGone: CauseExpectation = { exact: gone, by: 2000, allowed: ['weakUplink', 'weakBoth'] };
const remoteGoneOneToOne: CauseExpectation = {
  exact: gone,
  by: 4500,
  allowed: ['unknownOutage', 'mediaBlocked'],
};
const remoteWeak: CauseExpectation = { exact: ['remote.weak', ...betweenUs], by: 3000 };

type Causes = Readonly<Record<'A' | 'B', CauseExpectation>>;

const noInternet: Causes = { A: { exact: ['noInternet'], by: 3500 }, B: remoteGone };
const noWayOut: Causes = {
  A: { exact: ['noInternet', 'deviceOffline'], by: 3500, allowed: ['notHeard'] },
  B: remoteGone,
};

const nobody: Causes = { A: silence, B: silence };
const signalingLost: Causes = { A: { exact: ['signalingLost'], by: 4000 }, B: silence };
const asleep: CauseExpectation = {
  exact: ['resumed', 'unknownOutage', 'deviceOffline', 'noInternet'],
  optional: true,
};
const serverMayBeGone: CauseExpectation = {
  exact: ['serverUnreachable', 'unknownOutage'],
  optional: true,
};
const remoteMayBeWeak: CauseExpectation = { exact: ['remote.weak', ...betweenUs], optional: true };
const weakUp: Causes = { A: { exact: uplink, by: 2500 }, B: remoteWeak };
const weakDown: Causes = { A: { exact: downlink, by: 2500 }, B: remoteMayBeWeak };
const weakBothWays = (by: number): Causes => ({ A: { exact: anyWeak, by }, B: remoteMayBeWeak });
const anyWeakness: Causes = { A: { exact: anyWeak, optional: true }, B: remoteMayBeWeak };

/** By a fault's id, or what stands before its first dash; A is the screen with the fault, B the other. */
const table: Readonly<Record<string, Causes>> = {
  none: nobody,
  'p-none60': nobody,
  'p-none120': nobody,
  a1: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a2: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a4: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a3: noWayOut,
  a6: noWayOut,
  a5: {
    A: { exact: ['deviceOffline', 'unknownOutage'], optional: true },
    B: { exact: gone, optional: true },
  },
  a7: {
    A: { exact: ['unknownOutage', 'mediaBlocked', 'noInternet', 'serverUnreachable'], by: 3000 },
    B: remoteGone,
  },
  b: noInternet,
  b2: {
    A: { exact: ['unknownOutage', 'noInternet'], optional: true },
    B: { exact: gone, optional: true },
  },
  b3: noInternet,
  'q-black24': noInternet,
  'p-rst': noInternet,
  'p-rejectfast': noInternet,
  'p-captive': noInternet,
  'p-burstout': {
    A: { exact: ['noInternet', 'unknownOutage'], by: 8000 },
    B: { exact: gone, optional: true },
  },
  k: {
    A: { exact: ['serverUnreachable'], by: 3000 },
    B: { exact: ['serverUnreachable'], by: 3000 },
  },
  c: { A: { exact: ['serverUnreachable'], by: 500 }, B: { exact: ['serverUnreachable'], by: 500 } },
  d: {
    A: { exact: ['serverUnreachable'], by: 3500 },
    B: { exact: ['serverUnreachable'], by: 3500 },
  },
  restart: { A: serverMayBeGone, B: serverMayBeGone },
  e1: signalingLost,
  e2: signalingLost,
  f: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { ...remoteGone, allowed: ['notHeard', 'unknownOutage'] },
  },
  f2: { A: { exact: ['notHeard'], by: 3000 }, B: remoteGone },
  f3: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { exact: [...gone, 'notHeard'], optional: true },
  },
  'g-up15': weakUp,
  'g-up30': weakUp,
  'g-dn15': weakDown,
  'g-dn30': weakDown,
  'g-up5': { A: { exact: uplink, optional: true }, B: { ...remoteWeak, optional: true } },
  'g-dn5': { A: { exact: downlink, optional: true }, B: { ...remoteWeak, optional: true } },
  'h-up150': { A: { exact: uplink, by: 4000 }, B: { ...remoteWeak, by: 4000 } },
  'h-dn150': { A: { exact: downlink, by: 4000 }, B: { ...remoteWeak, optional: true } },
  'i-delay300': weakBothWays(4000),
  'i-jitter': weakBothWays(6000),
  'i-burst': weakBothWays(6000),
  'q-up2': nobody,
  'p-mtu': anyWeakness,
  'p-3g': weakBothWays(6000),
  'p-3gstart': weakBothWays(17_000),
  'p-degrade': { A: { exact: uplink, by: 34_000 }, B: { ...remoteWeak, optional: true } },
  'p-roam': anyWeakness,
  'p-bloat': {
    A: { exact: uplink, by: 6000, allowed: anyWeak },
    B: { ...remoteWeak, optional: true },
  },
  j1: { A: { exact: ['remote.left'], by: 500 }, B: silence },
  j2: { A: { exact: ['remote.left', 'remote.dropped'], by: 500 }, B: silence },
  j3: { A: remoteGone, B: { exact: ['deviceOffline'], by: 500 } },
  j4: { A: remoteGone, B: { exact: ['noInternet'], by: 3500 } },
  j5: { A: remoteWeak, B: { exact: uplink, by: 2500 } },
  j6: { A: { ...remoteWeak, by: 4000 }, B: { exact: uplink, by: 4000 } },
  'p-sleepA': { A: asleep, B: remoteGone },
  'p-sleepB': { A: remoteGone, B: asleep },
};

const weakDownBetweenUs: Causes = {
  A: { exact: downlink, by: 2500 },
  B: { exact: betweenUs, optional: true },
};

// A path without a server: what the server's view would tell apart is told later, or not at all.
const oneToOne: typeof table = {
  k: {
    A: { exact: ['signalingLost', 'serverUnreachable'], by: 4000 },
    B: { exact: ['signalingLost', 'serverUnreachable'], by: 4000 },
  },
  f: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { exact: ['mediaBlocked', ...gone], by: 4500 },
  },
  f2: {
    A: { exact: ['notHeard'], by: 3000, allowed: ['mediaBlocked'] },
    B: { exact: ['mediaBlocked', ...gone], by: 4500 },
  },
  f3: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { exact: ['notHeard', 'mediaBlocked', ...gone], by: 4500 },
  },
  j3: { A: remoteGoneOneToOne, B: { exact: ['deviceOffline'], by: 500 } },
  j4: { A: remoteGoneOneToOne, B: { exact: ['noInternet'], by: 3500 } },
  'g-dn15': weakDownBetweenUs,
  'g-dn30': weakDownBetweenUs,
  'p-sleepA': { A: asleep, B: remoteGoneOneToOne },
  'p-sleepB': { A: remoteGoneOneToOne, B: asleep },
};
const alikeOnA = ['a1', 'a2', 'a3', 'a4', 'a6', 'a7', 'b', 'b3', 'q-black24'];
for (const id of [...alikeOnA, 'p-rst', 'p-rejectfast', 'p-captive']) {
  const own = table[id]?.A;
  if (own) Object.assign(oneToOne, { [id]: { A: own, B: remoteGoneOneToOne } });
}

/** Undefined where causes are not judged: a third person, and what only a server with rooms can do. */
export function causesOf(
  { mode, id }: Pick<Recording, 'mode' | 'id'>,
  side: Side,
): CauseExpectation | undefined {
  const found = (mode === 'p2p' && findFault(oneToOne, id)) || findFault(table, id);
  return side === 'C' ? undefined : found?.[side];
}
