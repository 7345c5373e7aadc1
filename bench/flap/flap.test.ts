import { expect, it } from 'vitest';
import { sequences } from './sequences.ts';
import { throughNaive } from './throughNaive.ts';
import { throughNetcue } from './throughNetcue.ts';

const counts = (through: typeof throughNetcue) =>
  sequences.map((sequence) => {
    const { changes, announcements } = through(sequence);
    return [changes, announcements];
  });

it('a flapping signal is one prompt and its end, or nothing', () => {
  expect(counts(throughNetcue)).toEqual([
    // "Connection lost", its end, "You're back" once media has flowed for a while, and that toast's end.
    [4, 2],
    [0, 0],
    [2, 1],
    [0, 0],
  ]);
});

it('drawn as the SDK says it, it is dozens', () => {
  expect(counts(throughNaive)).toEqual([
    [34, 34],
    [30, 15],
    [30, 15],
    [24, 24],
  ]);
});
