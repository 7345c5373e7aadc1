import type { TroubleName } from '../troubles.ts';
import type { Shape, World } from '../world.ts';
import { crossed, linkWorld } from './build.ts';

const lastsMs = 20_000;
const two: readonly Shape[] = ['mesh2', 'sfu2'];
const three: readonly Shape[] = ['mesh3', 'sfu3'];

const onTwo: readonly TroubleName[] = [
  'loss 2 up',
  'loss 2 down',
  'loss 3 up',
  'loss 3 down',
  'loss 8 up',
  'loss 8 down',
  'loss 15 up',
  'loss 15 down',
  'loss 30 up',
  'loss 30 down',
  '150 kbps up',
  '150 kbps down',
  'bloat up',
  'delay 300',
  'jitter',
  'bursts',
];
const onThree: readonly TroubleName[] = ['loss 15 up', 'loss 15 down', '150 kbps up', 'delay 300'];

const weakened = (shape: Shape, trouble: TroubleName): World =>
  linkWorld(shape, trouble, lastsMs, {
    ...(trouble.includes('loss 2') && { endMs: 90_000 }),
  });
const scored = (shape: Shape, trouble: TroubleName): World =>
  linkWorld(shape, trouble, lastsMs, { call: { scores: 'onChange' } }, 'scored on change');

export const weakWorlds: readonly World[] = [
  ...crossed(two, onTwo, weakened),
  ...crossed(three, onThree, weakened),
  ...crossed(['sfu2', 'sfu3'], ['loss 15 up', 'loss 15 down'], scored),
];
