import { expect, it } from 'vitest';
import type { Attention } from '../sources/source.ts';
import { createAttention } from './createAttention.ts';

const now = 100_000;
const followed = () => {
  const seen: Attention[] = [];
  const attention = createAttention((listener) => listener());
  const stop = attention.subscribe((next) => seen.push(next));
  return { attention, seen, stop };
};

it('is calm, and says so at once', () => {
  expect(followed().seen).toEqual(['calm']);
});

it('is alert while something looks wrong and for three seconds after', () => {
  const { attention, seen } = followed();
  expect(attention.pay(true, true, now)).toBe('alert');
  expect(attention.pay(false, true, now + 2999)).toBe('alert');
  expect(attention.pay(false, true, now + 3000)).toBe('calm');
  expect(seen).toEqual(['calm', 'alert', 'calm']);
});

it('sleeps while nobody sees the page, unless something looks wrong', () => {
  const { attention, seen } = followed();
  expect(attention.pay(false, false, now)).toBe('asleep');
  expect(attention.pay(false, false, now + 500)).toBe('asleep');
  expect(attention.pay(true, false, now + 1000)).toBe('alert');
  expect(seen).toEqual(['calm', 'asleep', 'alert']);
});

it('is told to nobody who stopped listening, nor after the end', () => {
  const { attention, seen, stop } = followed();
  const others: Attention[] = [];
  attention.subscribe((next) => others.push(next));
  stop();
  attention.pay(true, true, now);
  attention.clear();
  attention.pay(false, true, now + 5000);
  expect([seen, others]).toEqual([['calm'], ['calm', 'alert']]);
});
