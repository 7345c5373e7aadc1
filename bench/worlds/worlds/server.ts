import { dueToAll } from '../dues.ts';
import { troubles } from '../troubles.ts';
import type { Shape, World } from '../world.ts';
import { beginsAt, crossed, slowSdk, world } from './build.ts';

const to = beginsAt + 14_000;
const unreachable = ['local.serverUnreachable'];
const hint = ['local.signalingOnly', 'local.serverUnreachable'];

const hostDead = (shape: Shape): World =>
  world(
    shape,
    'host dead',
    [{ who: 'server', from: beginsAt, to, trouble: troubles['host dead'] }],
    {
      due: shape.startsWith('mesh')
        ? dueToAll(shape, hint, beginsAt, 4000)
        : dueToAll(shape, unreachable, beginsAt, 3000),
    },
  );
const process = (shape: Shape, does: 'is killed' | 'hangs'): World =>
  world(shape, `SFU ${does}`, [{ who: 'sfu', from: beginsAt, to, does }], {
    due: dueToAll(shape, unreachable, beginsAt, does === 'hangs' ? 3500 : 2500),
    call: slowSdk(shape),
  });

export const serverWorlds: readonly World[] = [
  ...crossed(['mesh2', 'sfu2', 'mesh3', 'sfu3'], ['dead'], hostDead),
  ...crossed(['sfu2', 'sfu3'], ['is killed', 'hangs'] as const, process),
];
