import { brokenWorlds } from './worlds/broken.ts';
import { healthyWorlds } from './worlds/healthy.ts';
import { oddWorlds } from './worlds/odd.ts';
import { peopleWorlds } from './worlds/people.ts';
import { serverWorlds } from './worlds/server.ts';
import { weakWorlds } from './worlds/weak.ts';
import type { World } from './world.ts';

export const worlds: readonly World[] = [
  ...healthyWorlds,
  ...brokenWorlds,
  ...weakWorlds,
  ...serverWorlds,
  ...peopleWorlds,
  ...oddWorlds,
];
