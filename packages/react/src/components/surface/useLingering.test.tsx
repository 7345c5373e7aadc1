import { expect, it } from 'vitest';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';
import { aPrompt } from '../../testing/promptShelf.ts';
import { linger } from './useLingering.ts';

const shown = (text: string): ShownPrompt => ({
  prompt: aPrompt('weak.up'),
  text,
  actions: [],
  dismiss: undefined,
});
const [one, other] = [shown('one'), shown('other')];
const on = (...entries: [string, ShownPrompt][]) => new Map(entries);

it('keeps the order of what is on screen, and the place of what leaves', () => {
  const drawn = linger([], on(['a', one], ['b', other]), false);
  expect(drawn.map(({ key }) => key)).toEqual(['a', 'b']);
  const replaced = linger(drawn, on(['a2', one], ['b', other]), false);
  expect(replaced.map(({ key, leaving }) => (leaving ? `(${key})` : key))).toEqual([
    '(a)',
    'a2',
    'b',
  ]);
});

it('is the same array while nothing changes', () => {
  const drawn = linger([], on(['a', one]), false);
  expect(linger(drawn, on(['a', one]), false)).toBe(drawn);
});

it('sends out what left, unless it is held', () => {
  const drawn = linger([], on(['a', one]), false);
  expect(linger(drawn, on(), false)[0]).toMatchObject({ leaving: true, view: one });
  expect(linger(drawn, on(), true)).toBe(drawn);
});

it('brings back what returns while it leaves, and never holds what already leaves', () => {
  const leaving = linger(linger([], on(['a', one]), false), on(), false);
  expect(linger(leaving, on(), true)).toBe(leaving);
  expect(linger(leaving, on(['a', other]), false)).toEqual([
    { key: 'a', view: other, leaving: false },
  ]);
});
