import type { Expectation, Says } from './expectation.ts';
import {
  blip,
  briefly,
  ended,
  everybody,
  gone,
  goneBy,
  mayHaveLeft,
  mediaBlocked,
  nobody,
  othersLose,
  othersLoseMedia,
  othersWhomOneDoesNotHear,
  outage,
  screens,
  serverAway,
  signallingOnly,
  weakness,
} from './faultShapes.ts';
import type { Side } from './recording.ts';

// What every screen must and may say, fault by fault. A is whom most faults hurt. Limits are milliseconds after the
// fault. Ids are whole, or what stands before their first dash.

const offline = (person: Side): Says =>
  outage(person, ['local.offline'], 1500, ['local.noInternet']);
/** The device says nothing. Where it did, in the recording, its own word is right too; the judge looks for it. */
const noWayOut = outage('A', ['local.noInternet', 'local.offline'], 3500);
const noInternet = (person: Side): Says => outage(person, ['local.noInternet'], 3500);

const calm: Readonly<Record<string, Says>> = {
  none: nobody,
  'p-none60': nobody,
  'p-none120': nobody,
};

const device: Readonly<Record<string, Says>> = {
  a1: offline('A'),
  a2: offline('A'),
  a4: offline('A'),
  a3: noWayOut,
  a6: noWayOut,
  a5: nobody,
  a7: screens(
    'A',
    () => ({
      must: [
        'local.offline',
        'local.noInternet',
        'local.serverUnreachable',
        'local.reconnecting',
        'local.mediaInterrupted',
      ],
      by: 4000,
      may: ['network.changed', 'local.notHeard'],
    }),
    othersLose('A'),
  ),
};

const beyondTheRouter: Readonly<Record<string, Says>> = {
  b: noInternet('A'),
  b2: blip('A', ['local.noInternet', 'local.reconnecting']),
  b3: noInternet('A'),
  'q-black24': noInternet('A'),
  'p-rst': noInternet('A'),
  'p-rejectfast': noInternet('A'),
  'p-captive': noInternet('A'),
  'p-burstout': screens(
    'A',
    () => ({
      must: ['local.noInternet', 'local.reconnecting'],
      by: 8000,
      vague: ['local.mediaInterrupted', 'local.notHeard'],
    }),
    () => ({ must: gone('A'), optional: true }),
  ),
};

const theServer: Readonly<Record<string, Says>> = {
  k: serverAway(3000),
  c: serverAway(2500),
  d: serverAway(3500),
  restart: everybody(() => ({
    must: ['local.serverUnreachable', 'local.reconnecting'],
    may: ['local.lost'],
    optional: true,
  })),
  term: everybody(() => ({
    must: ['ended.byServer', 'local.serverUnreachable'],
    by: 9500,
    may: ['local.reconnecting', 'local.lost'],
    stays: true,
  })),
  e1: signallingOnly('A'),
  e2: signallingOnly('A'),
};

const theMedia: Readonly<Record<string, Says>> = {
  f: mediaBlocked,
  'f-udptcp': mediaBlocked,
  // Media over TCP is found meanwhile; its estimate of the bandwidth stays low, also after the heal.
  'f-udp45': (call) =>
    mapScreens(mediaBlocked(call), ({ may = [], ...rest }) => ({
      ...rest,
      may: [...may, 'weak.up', 'weak.both', 'remote.weak(A)'],
      staysWeak: true,
    })),
  f2: screens(
    'A',
    () => ({
      must: ['local.notHeard'],
      by: 3000,
      may: ['local.mediaInterrupted', 'local.reconnecting'],
    }),
    othersLoseMedia,
  ),
  f3: screens(
    'A',
    () => ({
      must: ['local.mediaInterrupted'],
      by: 4000,
      may: ['local.notHeard', 'local.reconnecting'],
    }),
    othersWhomOneDoesNotHear,
  ),
};

const weakNetworks: Readonly<Record<string, Says>> = {
  'g-up5': weakness('A', 'up', { by: 4000, optional: true }),
  'g-up15': weakness('A', 'up', { by: 4000 }),
  'g-up30': weakness('A', 'up', { by: 4000, severe: true }),
  'g-dn5': weakness('A', 'down', { by: 4000, optional: true }),
  'g-dn15': weakness('A', 'down', { by: 4000 }),
  'g-dn30': weakness('A', 'down', { by: 4000, severe: true }),
  'h-up150': weakness('A', 'up', { by: 5000, severe: true }),
  'h-dn150': weakness('A', 'down', { by: 5000, severe: true }),
  'i-delay300': weakness('A', 'both', { by: 5000, othersOptional: true }),
  'i-jitter': weakness('A', 'both', { by: 7000, othersOptional: true }),
  'i-burst': weakness('A', 'both', { by: 7000, othersOptional: true }),
  // Two percent: nobody notices.
  'q-up2': nobody,
  'p-mtu': weakness('A', 'both', { by: 7000, optional: true, severe: true }),
  'p-3g': weakness('A', 'both', { by: 7000, severe: true, othersOptional: true }),
  'p-3gstart': (call) =>
    mapScreens(
      weakness('A', 'both', { by: 17_000, severe: true, othersOptional: true })(call),
      (expected) => ({ ...expected, fromTheStart: true }),
    ),
  // 15 % is reached after 30 s; the limit for that is 4 s.
  'p-degrade': weakness('A', 'up', { by: 34_000, severe: true }),
  'p-roam': weakness('A', 'both', { optional: true }),
  'p-bloat': weakness('A', 'up', { by: 7000, severe: true, othersOptional: true }),
};

const asleep = (person: Side): Says =>
  screens(
    person,
    () => ({
      must: ['local.resumed', 'local.reconnecting', 'local.offline', 'local.noInternet'],
      optional: true,
    }),
    othersLose(person),
  );

const theOther: Readonly<Record<string, Says>> = {
  j1: screens('B', () => ({}), mayHaveLeft('B')),
  // A crash closes the sockets without a word; who takes that for a leave is not wrong, and silent.
  j2: screens(
    'B',
    () => ({}),
    (call) => ({
      must: gone('B'),
      by: Math.max(4500, goneBy(call)),
      may: ['remote.left(B)'],
    }),
  ),
  j3: offline('B'),
  j4: noInternet('B'),
  j5: weakness('B', 'up', { by: 4000 }),
  j6: weakness('B', 'up', { by: 5000, severe: true }),
  'p-sleepA': asleep('A'),
  'p-sleepB': asleep('B'),
};

/** What only a server with rooms can do. */
const theRoom: Readonly<Record<string, Says>> = {
  kicked: ended('A', 1000, mayHaveLeft('A')),
  bkicked: ended('B', 1000, mayHaveLeft('B')),
  deleted: everybody(() => ({ must: ['ended.byServer'], by: 1000, stays: true })),
  duplicate: ended('A', 3000, () => ({})),
  bleave: screens('B', () => ({}), mayHaveLeft('B')),
  bannounce: screens('B', () => ({}), mayHaveLeft('B')),
  bmute: nobody,
  sim: briefly,
  'sim-speaker': nobody,
  'sim-server-leave': ended('A', 1000, mayHaveLeft('A')),
};

export const faults: Readonly<Record<string, Says>> = {
  ...calm,
  ...device,
  ...beyondTheRouter,
  ...theServer,
  ...theMedia,
  ...weakNetworks,
  ...theOther,
  ...theRoom,
};

function mapScreens(
  expected: ReturnType<Says>,
  change: (expectation: Expectation) => Expectation,
): ReturnType<Says> {
  return Object.fromEntries(
    Object.entries(expected).map(([side, expectation]) => [side, change(expectation)]),
  );
}
