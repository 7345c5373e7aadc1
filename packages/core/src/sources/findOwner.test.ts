import { expect, it } from 'vitest';
import { findOwner } from './findOwner.ts';

function roomOf(tracks: Record<string, string[] | undefined>) {
  let asked = 0;
  const ownerOf = findOwner(
    () => Object.keys(tracks),
    (userId) => {
      asked += 1;
      return tracks[userId] as string[];
    },
  );
  return { ownerOf, asked: () => asked };
}

it('finds whose track a track is, and asks everybody once for all that are looked up together', async () => {
  const tracks: Record<string, string[]> = { maya: ['m1'], ben: ['b1', 'b2'] };
  const { ownerOf, asked } = roomOf(tracks);
  const found = ['m1', 'b2', 'x', undefined, 'y'].map(ownerOf);
  expect(found).toEqual(['maya', 'ben', undefined, undefined, undefined]);
  expect(asked()).toBe(2);
  tracks['maya'] = ['x'];
  expect(ownerOf('x')).toBeUndefined();
  await Promise.resolve();
  expect(ownerOf('b1')).toBe('ben');
  expect(asked()).toBe(2);
  expect(ownerOf('x')).toBe('maya');
  expect(ownerOf('m1')).toBeUndefined();
  expect(asked()).toBe(4);
});

it('goes on when an SDK cannot tell somebody’s tracks', () => {
  const { ownerOf } = roomOf({ odd: undefined, ben: ['b1'] });
  expect(ownerOf('b1')).toBe('ben');
});
