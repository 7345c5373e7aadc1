import { describe, expect, it } from 'vitest';
import type { Observation, Seen, SignRow } from './observation.ts';
import { observe, stillDead } from './observe.ts';
import { alive, dead, now, viewOf } from './signView.test.helper.ts';

const row = (seen: Seen | undefined, holdMs = 0): SignRow => ({
  sign: 'channel late',
  leaf: 'appChannel',
  way: 'both',
  state: 'dead',
  witness: 'channels',
  stale: 'held',
  holdMs,
  read: () => seen,
});

describe('what is seen now', () => {
  it.each<[what: string, row: SignRow, seen: object[]]>([
    ['nothing, where nothing is read', row(undefined), []],
    [
      'what is read, since when it was seen',
      row({ at: now - 5 }),
      [{ at: now - 5, since: now - 5 }],
    ],
    [
      'since earlier, where that is known',
      row({ at: now - 5, since: now - 900 }),
      [{ at: now - 5, since: now - 900 }],
    ],
    ['not before it has held', row({ at: now - 249 }, 250), []],
    ['once it has held', row({ at: now - 250 }, 250), [{ at: now - 250 }]],
    ['counted from its beginning', row({ at: now, since: now - 250 }, 250), [{ since: now - 250 }]],
  ])('%s', (_what, one, seen) => {
    expect(observe([one], viewOf())).toMatchObject(seen);
    expect(observe([one], viewOf())).toHaveLength(seen.length);
  });

  it('is the row without how it is read', () => {
    expect(observe([row({ at: 7, value: 'late' })], viewOf())).toEqual([
      {
        sign: 'channel late',
        leaf: 'appChannel',
        way: 'both',
        state: 'dead',
        witness: 'channels',
        at: 7,
        since: 7,
        value: 'late',
      },
    ]);
  });
});

describe('what is dead is so until something at the same leaf disproves it', () => {
  it.each<[what: string, dead: Observation, alive: Observation, stays: boolean]>([
    ['later life', dead('mediaOut', 10), alive('mediaOut', 11), false],
    ['life of the same moment', dead('mediaOut', 10), alive('mediaOut', 10), true],
    ['life elsewhere', dead('mediaOut', 10), alive('mediaIn', 11), true],
    ['life on both ways', dead('mediaIn', 10, { way: 'in' }), alive('mediaIn', 11), false],
    [
      'life on that way',
      dead('mediaIn', 10, { way: 'in' }),
      alive('mediaIn', 11, { way: 'in' }),
      false,
    ],
    [
      'life on the other way',
      dead('mediaOut', 10, { way: 'out' }),
      alive('mediaOut', 11, { way: 'in' }),
      true,
    ],
    [
      'life on one way, of a round trip',
      dead('mediaIn', 10),
      alive('mediaIn', 11, { way: 'in' }),
      true,
    ],
    ['any packet, of the device', dead('device', 10), alive('mediaIn', 11, { way: 'in' }), false],
    ['an older packet, of the device', dead('device', 10), alive('mediaIn', 10), true],
    ["the SDK's word, of the device", dead('device', 10), alive('session', 11), true],
    ['another death, of the device', dead('device', 10), dead('mediaIn', 11), true],
  ])('%s', (_what, one, life, stays) => {
    expect(stillDead([one, life]).includes(one)).toBe(stays);
  });

  it('and what lives is not among it', () => {
    expect(stillDead([alive('mediaIn', 10)])).toEqual([]);
  });
});
