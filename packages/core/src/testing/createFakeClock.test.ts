import { expect, it } from 'vitest';
import { createFakeClock } from './createFakeClock.ts';

it('fires due callbacks in order, each at its own instant', () => {
  const clock = createFakeClock(0);
  const seen: [string, number][] = [];
  clock.after(20, () => seen.push(['late', clock.now()]));
  clock.after(10, () => seen.push(['early', clock.now()]));
  clock.advance(30);
  expect(seen).toEqual([
    ['early', 10],
    ['late', 20],
  ]);
  expect(clock.now()).toBe(30);
});

it('fires callbacks scheduled by callbacks within the same advance', () => {
  const clock = createFakeClock(0);
  const seen: number[] = [];
  const again = () => {
    seen.push(clock.now());
    if (seen.length < 3) clock.after(10, again);
  };
  clock.after(10, again);
  clock.advance(100);
  expect(seen).toEqual([10, 20, 30]);
});

it('forgets a cancelled callback', () => {
  const clock = createFakeClock(0);
  const cancel = clock.after(10, () => expect.unreachable());
  expect(clock.pendingTimers()).toBe(1);
  cancel();
  expect(clock.pendingTimers()).toBe(0);
  clock.advance(20);
});

it('fires callbacks of the same instant in the order they were asked for', () => {
  const clock = createFakeClock(0);
  const seen: string[] = [];
  clock.after(5, () => seen.push('first'));
  clock.after(5, () => seen.push('second'));
  clock.advance(5);
  expect(seen).toEqual(['first', 'second']);
});
