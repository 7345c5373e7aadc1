import { expect, it } from 'vitest';
import { isSame } from './isSame.ts';

const callback = (event: string) => ({ event, args: [] });

it.each<[string, one: unknown, other: unknown, levels: number, same: boolean]>([
  ['another copy of the callback', { raw: callback('x') }, { raw: callback('x') }, 2, true],
  ['another callback', { raw: callback('x') }, { raw: callback('y') }, 1, true],
  ['a callback where there was none', {}, { raw: callback('y') }, 1, true],
  ['another raw level', { raw: 'good' }, { raw: 'bad' }, 1, false],
  ['another raw level below', { up: { raw: 'good' } }, { up: { raw: 'bad' } }, 2, false],
  ['the same raw level', { up: { raw: 'bad' } }, { up: { raw: 'bad' } }, 2, true],
  ['equal but too deep to tell', { a: { b: {} } }, { a: { b: {} } }, 2, false],
  ['a field that went', { a: 1, b: 1 }, { a: 1 }, 1, false],
])('%s', (_what, one, other, levels, same) => {
  expect(isSame(one, other, levels)).toBe(same);
  expect(isSame(other, one, levels)).toBe(same);
});
