import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A clock that looks at the time for the first time now. */
async function freshClock() {
  vi.resetModules();
  return (await import('./clock.ts')).systemClock;
}

describe('the time', () => {
  it('is Unix milliseconds, whole ones', async () => {
    vi.setSystemTime(1_700_000_000_000);
    const clock = await freshClock();
    expect(clock.now()).toBe(1_700_000_000_000);
    vi.advanceTimersByTime(0.6);
    expect(Number.isInteger(clock.now())).toBe(true);
    vi.advanceTimersByTime(1500);
    expect(clock.now()).toBeGreaterThanOrEqual(1_700_000_001_500);
  });

  it('is not what somebody sets the clock of the machine to', () => {
    const start = systemClock.now();
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(systemClock.now()).toBe(start);
    vi.advanceTimersByTime(500);
    expect(systemClock.now()).toBe(start + 500);
    vi.setSystemTime(Date.now() + 7_200_000);
    expect(systemClock.now()).toBe(start + 500);
  });

  it('never goes backwards, also where what it counts does', () => {
    const passed = vi.spyOn(performance, 'now');
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (all) => {
        let before = 0;
        for (const value of all) {
          passed.mockReturnValue(value);
          const now = systemClock.now();
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }),
    );
    passed.mockRestore();
  });

  it('goes on from where it was without a count of its own, when the clock is set back', async () => {
    vi.stubGlobal('performance', undefined);
    const clock = await freshClock();
    const start = clock.now();
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(clock.now()).toBe(start);
    vi.advanceTimersByTime(500);
    expect(clock.now()).toBe(start + 500);
  });
});

describe('a delay', () => {
  it('calls back once, unless it is called off', () => {
    const rang = vi.fn();
    systemClock.after(100, rang);
    systemClock.after(100, rang)();
    vi.advanceTimersByTime(99);
    expect(rang).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(rang).toHaveBeenCalledTimes(1);
  });

  it.each([0, -1, Number.NEGATIVE_INFINITY, Number.NaN])('of %d is none', (delayMs) => {
    const rang = vi.fn();
    systemClock.after(delayMs, rang);
    expect(rang).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(rang).toHaveBeenCalledTimes(1);
  });

  it('without end never comes, and needs no timer', () => {
    const off = systemClock.after(Number.POSITIVE_INFINITY, () => expect.unreachable());
    expect(vi.getTimerCount()).toBe(0);
    expect(off).not.toThrow();
  });

  it.each([2 ** 31 - 1, 2 ** 31, 2_592_000_000, 2 ** 33 + 7])(
    'of %d ms, longer than a timer can be or nearly, comes when it should',
    (delayMs) => {
      const rang = vi.fn();
      systemClock.after(delayMs, rang);
      vi.advanceTimersByTime(delayMs - 1);
      expect(rang).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(rang).toHaveBeenCalledTimes(1);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('that is very long wakes nobody in between, and can be called off in any part', () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    const off = systemClock.after(Number.MAX_SAFE_INTEGER, () => expect.unreachable());
    vi.advanceTimersByTime(2 ** 31 * 3);
    expect(set.mock.calls.length).toBeLessThanOrEqual(4);
    expect(vi.getTimerCount()).toBe(1);
    off();
    expect(vi.getTimerCount()).toBe(0);
    set.mockRestore();
  });
});
