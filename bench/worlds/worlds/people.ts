import { type TroubleName, troubles } from '../troubles.ts';
import type { Deed, Happening, Shape, World } from '../world.ts';
import { beginsAt, crossed, forEver, linkWorld, world } from './build.ts';

const shapes: readonly Shape[] = ['mesh2', 'sfu2', 'mesh3', 'sfu3'];
const endMs = beginsAt + 40_000;

const goes = (shape: Shape, does: Deed): World =>
  world(shape, `B ${does}`, [{ who: 'B', from: beginsAt, to: forEver, does }], { endMs });

const dropped = ['remote.dropped', 'remote.interrupted', 'remote.left'];
const killed = (shape: Shape): World => ({
  ...goes(shape, 'is killed'),
  due: [{ reader: 'A', any: dropped, about: 'B', from: beginsAt, byMs: 5000 }],
});

const sleeps = (shape: Shape, lastsMs: number): World =>
  world(shape, `A sleeps ${lastsMs / 1000} s`, [
    { who: 'A', from: beginsAt, to: beginsAt + lastsMs, does: 'sleeps' },
  ]);

/** Two have trouble at once. */
const together = (label: string, ...names: readonly [TroubleName, TroubleName]): World =>
  world(
    'mesh2',
    label,
    ['A', 'B'].map(
      (who, index): Happening => ({
        who,
        from: beginsAt + index * 3000,
        to: beginsAt + 12_000,
        trouble: troubles[names[index] ?? names[0]],
      }),
    ),
  );

export const peopleWorlds: readonly World[] = [
  ...crossed(shapes, ['leaves'] as const, goes),
  ...crossed(shapes, ['is killed'] as const, killed),
  ...crossed(['mesh2', 'sfu2'], [20_000, 120_000], sleeps),
  sleeps('sfu3', 20_000),
  linkWorld('mesh3', 'offline', 20_000),
  linkWorld('sfu3', 'offline', 20_000),
  together('A is weak, then B is offline', 'loss 15 up', 'offline'),
  together('both are cut off', 'black hole', 'black hole'),
];
