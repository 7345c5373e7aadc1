import { expect, it } from 'vitest';
import { findOwner } from './findOwner.ts';

it('finds whose track a track is, and asks everybody at most once for each look', () => {
  const tracks: Record<string, string[]> = { maya: ['m1'], ben: ['b1', 'b2'] };
  let asked = 0;
  const { ownerOf, lookAgain } = findOwner(
    () => Object.keys(tracks),
    (userId) => {
      asked += 1;
      return tracks[userId] ?? [];
    },
  );
  expect(['m1', 'b2', 'x', undefined, 'y'].map(ownerOf)).toEqual([
    'maya',
    'ben',
    undefined,
    undefined,
    undefined,
  ]);
  expect(asked).toBe(2);
  tracks['maya'] = ['x'];
  expect(ownerOf('x')).toBeUndefined();
  lookAgain();
  expect(ownerOf('b1')).toBe('ben');
  expect(asked).toBe(2);
  expect(ownerOf('x')).toBe('maya');
  expect(ownerOf('m1')).toBeUndefined();
  expect(asked).toBe(4);
});
