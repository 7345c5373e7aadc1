import { expect, it } from 'vitest';
import { judgePrecall } from './judgePrecall.ts';

it.each([
  ['good', [40, 60, 50, 45]],
  ['poor', [500, 480, 510, 490]],
  ['poor', [40, 300, 45, 50]],
  ['poor', [40, undefined, 45, undefined]],
  ['good', [40, undefined, 45, 50, 42, 44]],
  ['unreachable', [undefined, undefined]],
  ['unreachable', []],
] as const)('is %s for %j', (verdict, samples) => {
  expect(judgePrecall(samples)).toBe(verdict);
});
