import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('goes on when the wall clock is set back, and follows it when it is set forward', () => {
  const start = systemClock.now();
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(systemClock.now()).toBe(start);
  vi.advanceTimersByTime(500);
  expect(systemClock.now()).toBe(start + 500);
  vi.setSystemTime(Date.now() + 60_000);
  expect(systemClock.now()).toBe(start + 60_500);
});

it('calls back once after the delay, unless it is called off', () => {
  const rang = vi.fn();
  systemClock.after(100, rang);
  systemClock.after(100, rang)();
  vi.advanceTimersByTime(99);
  expect(rang).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(rang).toHaveBeenCalledTimes(1);
});
