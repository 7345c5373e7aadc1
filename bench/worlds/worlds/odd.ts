import { troubles } from '../troubles.ts';
import type { Happening, Shape, World } from '../world.ts';
import { beginsAt, crossed, linkWorld, world } from './build.ts';

const two: readonly Shape[] = ['mesh2', 'sfu2'];
const cut = (from: number, to: number): Happening => ({
  who: 'A',
  from,
  to,
  trouble: troubles['black hole'],
});

const neverBegins = (shape: Shape): World =>
  world(shape, 'media never begins', [
    { who: 'A', from: 900, to: beginsAt + 10_000, trouble: troubles['udp both'] },
  ]);

/** Statistics of A's page stop for good, then the path dies. */
const unmeasured = (shape: Shape): World =>
  world(shape, 'getStats stops answering, then a black hole', [
    { who: 'A', from: 15_000, to: 90_000, does: 'stats stop' },
    cut(beginsAt + 5000, beginsAt + 19_000),
  ]);

const setBack = (shape: Shape): World =>
  world(shape, 'clock set back in an outage', [
    { who: 'A', from: beginsAt + 4000, to: beginsAt + 4000, does: 'clock steps back' },
    cut(beginsAt, beginsAt + 10_000),
  ]);

const mutedInOutage = (shape: Shape): World =>
  world(shape, 'muted, unmuted in an outage', [
    { who: 'A', from: beginsAt - 5000, to: beginsAt + 4000, does: 'is muted' },
    cut(beginsAt, beginsAt + 10_000),
  ]);

/** The browser says so first and for longer, or not at all in between. */
const toggles = (shape: Shape): World =>
  world(
    shape,
    'offline and online in turn',
    [0, 1, 2].map((turn) => ({
      who: 'A',
      from: beginsAt + turn * 6000,
      to: beginsAt + turn * 6000 + 3000,
      trouble: troubles.offline,
    })),
    { backOnlyAfter: beginsAt + 15_000 },
  );

export const oddWorlds: readonly World[] = [
  ...crossed(two, ['media'], neverBegins),
  ...crossed(two, ['stats'], unmeasured),
  ...crossed(two, ['clock'], setBack),
  ...crossed(two, ['mute'], mutedInOutage),
  ...crossed(two, ['toggle'], toggles),
  linkWorld(
    'mesh2',
    'black hole',
    14_000,
    { call: { unsignedLost: true } },
    'unsigned packetsLost',
  ),
  linkWorld('sfu2', 'black hole', 14_000, { call: { jitter: 'constant' } }, 'constant jitter'),
  linkWorld('mesh2', 'udp up', 10_000, { call: { jitter: 'constant' } }, 'constant jitter'),
  linkWorld('sfu2', 'udp up', 10_000, { call: { serverWord: false } }, 'no server word'),
];
