import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDelayLine } from './delayLine.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('hands on at once what is due, and the rest in the order of its time', () => {
  const line = createDelayLine(() => Date.now());
  const came: string[] = [];
  const now = Date.now();
  line.push(now, () => came.push('at once'));
  line.push(now + 50, () => came.push('later'));
  line.push(now + 20, () => came.push('sooner'));
  expect(came).toEqual(['at once']);
  vi.advanceTimersByTime(25);
  expect(came).toEqual(['at once', 'sooner']);
  vi.advanceTimersByTime(30);
  expect(came).toEqual(['at once', 'sooner', 'later']);
});

it('hands nothing on after closing, and leaves no timer', () => {
  const line = createDelayLine(() => Date.now());
  const deliver = vi.fn();
  line.push(Date.now() + 10, deliver);
  line.close();
  vi.advanceTimersByTime(50);
  expect(deliver).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
