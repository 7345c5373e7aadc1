import type { Recording } from './recording.ts';

/** What one screen should say about one fault. */
export interface Expectation {
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
const silence: Expectation = { exact: [] };

const remoteGone: Expectation = { exact: gone, by: 2000, allowed: ['weakUplink', 'weakBoth'] };
const remoteGoneOneToOne: Expectation = {
  exact: gone,
  by: 4500,
  allowed: ['unknownOutage', 'mediaBlocked'],
};
const remoteWeak: Expectation = { exact: ['remote.weak', ...betweenUs], by: 3000 };

/** By the first letters of a fault's id, the longest that fits; A is the screen with the fault, B the other. */
const table: Readonly<Record<string, Readonly<Record<'A' | 'B', Expectation>>>> = {
  none: { A: silence, B: silence },
  a1: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a2: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a4: { A: { exact: ['deviceOffline'], by: 500 }, B: remoteGone },
  a3: { A: { exact: ['deviceOffline'], by: 2500, allowed: ['notHeard'] }, B: remoteGone },
  a6: { A: { exact: ['deviceOffline'], by: 2500, allowed: ['notHeard'] }, B: remoteGone },
  a5: {
    A: { exact: ['deviceOffline', 'unknownOutage'], optional: true },
    B: { exact: gone, optional: true },
  },
  a7: {
    A: { exact: ['unknownOutage', 'mediaBlocked', 'noInternet', 'serverUnreachable'], by: 3000 },
    B: remoteGone,
  },
  b: { A: { exact: ['noInternet'], by: 3500 }, B: remoteGone },
  b2: {
    A: { exact: ['unknownOutage', 'noInternet'], optional: true },
    B: { exact: gone, optional: true },
  },
  b3: { A: { exact: ['noInternet'], by: 3500 }, B: remoteGone },
  k: {
    A: { exact: ['serverUnreachable'], by: 3000 },
    B: { exact: ['serverUnreachable'], by: 3000 },
  },
  c: { A: { exact: ['serverUnreachable'], by: 500 }, B: { exact: ['serverUnreachable'], by: 500 } },
  d: {
    A: { exact: ['serverUnreachable'], by: 3500 },
    B: { exact: ['serverUnreachable'], by: 3500 },
  },
  e: { A: { exact: ['signalingLost'], by: 4000 }, B: silence },
  f: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { ...remoteGone, allowed: ['notHeard', 'unknownOutage'] },
  },
  f2: { A: { exact: ['notHeard'], by: 3000 }, B: remoteGone },
  f3: {
    A: { exact: ['mediaBlocked'], by: 4000 },
    B: { exact: [...gone, 'notHeard'], optional: true },
  },
  'g-up': { A: { exact: uplink, by: 2500 }, B: remoteWeak },
  'g-dn': {
    A: { exact: downlink, by: 2500 },
    B: { exact: ['remote.weak', ...betweenUs], optional: true },
  },
  'g-up5': { A: { exact: uplink, optional: true }, B: { ...remoteWeak, optional: true } },
  'g-dn5': { A: { exact: downlink, optional: true }, B: { ...remoteWeak, optional: true } },
  'h-up': { A: { exact: uplink, by: 4000 }, B: { ...remoteWeak, by: 4000 } },
  'h-dn': { A: { exact: downlink, by: 4000 }, B: { ...remoteWeak, optional: true } },
  'i-delay': {
    A: { exact: anyWeak, by: 4000 },
    B: { exact: ['remote.weak', ...betweenUs], optional: true },
  },
  'i-': {
    A: { exact: anyWeak, by: 6000 },
    B: { exact: ['remote.weak', ...betweenUs], optional: true },
  },
  j1: { A: { exact: ['remote.left'], by: 500 }, B: silence },
  j2: { A: { exact: ['remote.left', 'remote.dropped'], by: 500 }, B: silence },
  j3: { A: remoteGone, B: { exact: ['deviceOffline'], by: 500 } },
  j4: { A: remoteGone, B: { exact: ['noInternet'], by: 3500 } },
  j5: { A: remoteWeak, B: { exact: uplink, by: 2500 } },
  j6: { A: { ...remoteWeak, by: 4000 }, B: { exact: uplink, by: 4000 } },
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
  'g-dn': { A: { exact: downlink, by: 2500 }, B: { exact: betweenUs, optional: true } },
};
for (const id of ['a1', 'a2', 'a4', 'a3', 'a6', 'b', 'b3', 'a7']) {
  const own = table[id]?.A;
  if (own) Object.assign(oneToOne, { [id]: { A: own, B: remoteGoneOneToOne } });
}

export function expectationOf(
  { mode, id }: Pick<Recording, 'mode' | 'id'>,
  side: 'A' | 'B',
): Expectation {
  const found = (mode === 'p2p' && longestPrefix(oneToOne, id)) || longestPrefix(table, id);
  if (!found)
    throw new Error(
      `No expectation for fault "${id}". Add a row to bench/diagnosis/expectations.ts.`,
    );
  return found[side];
}

function longestPrefix(rows: typeof table, id: string): (typeof table)[string] | undefined {
  const names = Object.keys(rows).filter((name) => fits(name, id));
  const longest = names.sort((one, other) => other.length - one.length)[0];
  return longest === undefined ? undefined : rows[longest];
}

function fits(name: string, id: string): boolean {
  // `b` must not claim `b2-blip`: a digit right behind makes it another fault, unless the name ends in a word.
  return id.startsWith(name) && !(name.length === 1 && /^[a-z]\d/.test(id) && name !== 'e');
}
