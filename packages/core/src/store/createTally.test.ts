import { describe, expect, it, vi } from 'vitest';
import { createTally } from './createTally.ts';
import { now } from './remote.test.helper.ts';
import type { UserShare } from './userShare.ts';

const share = (change: Partial<UserShare> = {}): UserShare => ({
  weakThemselves: 0,
  slowThemselves: 0,
  hearUs: 0,
  hearBadly: 0,
  hearNothing: 0,
  measured: 0,
  reports: 0,
  until: Infinity,
  ...change,
});
const never = () => {
  throw new Error('asked again');
};
const hears = share({ hearUs: 1, hearUsAt: now - 500, until: now + 4000 });
const weak = share({ weakThemselves: 1, measured: 1, lastHeardOf: now - 900 });

describe('what all add up to', () => {
  it('is nothing at first', () => {
    expect(createTally().read(now, never)).toEqual(share());
  });

  it('is the sum of what is counted, and the newest of each time', () => {
    const tally = createTally();
    tally.set('maya', share({ reports: 1, lastHeardOf: now - 300, saidGoneAt: now - 800 }));
    tally.set('jon', share({ reports: 1, lastHeardOf: now - 900, until: now + 7000 }));
    tally.set('lee', hears);
    expect(tally.read(now, never)).toEqual({
      ...share({ reports: 2, hearUs: 1, until: now + 4000 }),
      lastHeardOf: now - 300,
      saidGoneAt: now - 800,
      hearUsAt: now - 500,
    });
  });

  it('counts each once, as they are now', () => {
    const tally = createTally();
    tally.set('maya', share({ weakThemselves: 1 }));
    tally.set('maya', weak);
    tally.set('maya', { ...weak, lastHeardOf: now - 100 });
    expect(tally.read(now, never)).toMatchObject({ weakThemselves: 1, lastHeardOf: now - 100 });
  });

  it('forgets who has no share any more, and who never had one', () => {
    const tally = createTally();
    tally.set('maya', share({ weakThemselves: 1 }));
    tally.set('maya');
    tally.set('jon');
    expect(tally.read(now, never)).toEqual(share());
  });

  it('is nothing again after a clear', () => {
    const tally = createTally();
    tally.set('maya', weak);
    tally.set('maya', share());
    tally.clear();
    expect(tally.read(now, never)).toEqual(share());
  });
});

describe('everybody is counted again', () => {
  it('when the newest time went, and then no more', () => {
    const tally = createTally();
    tally.set('maya', weak);
    tally.set('jon', share({ lastHeardOf: now - 2000 }));
    tally.set('maya', share());
    const again = vi.fn((userId: string) =>
      userId === 'jon' ? share({ lastHeardOf: now - 2000 }) : share(),
    );
    expect(tally.read(now, again).lastHeardOf).toBe(now - 2000);
    expect(again.mock.calls).toEqual([['maya'], ['jon']]);
    expect(tally.read(now, never).lastHeardOf).toBe(now - 2000);
  });

  it('when the first share grows old', () => {
    const tally = createTally();
    tally.set('lee', hears);
    expect(tally.read(now + 3999, never).hearUs).toBe(1);
    expect(tally.read(now + 4000, () => share()).hearUs).toBe(0);
    expect(tally.read(now + 9000, never)).toEqual(share());
  });

  it('and what they are then is what changes count from', () => {
    const tally = createTally();
    tally.set('lee', hears);
    tally.read(now + 4000, () => share({ reports: 1 }));
    tally.set('lee');
    expect(tally.read(now + 4000, never).reports).toBe(0);
  });
});
