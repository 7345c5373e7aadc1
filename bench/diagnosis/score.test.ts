import { describe, expect, it } from 'vitest';
import { type CauseScore, score } from './score.ts';

describe('a score', () => {
  const calm = {
    file: 'x',
    mode: 'janus',
    id: 'a1',
    what: '',
    t0: 0,
    t1: 10_000,
    t2: 20_000,
  } as const;
  const span = (cause: string, from: number, to: number) => ({ cause, from, to, why: '' });

  it.each<[string, Parameters<typeof span>[], CauseScore['verdict']]>([
    ['the right cause in time', [['deviceOffline', 100, 10_200]], 'ok'],
    ['the right cause late', [['deviceOffline', 600, 10_200]], 'late'],
    ['no cause', [], 'missed'],
    [
      'a neutral one first',
      [
        ['unknownOutage', 100, 400],
        ['deviceOffline', 400, 10_200],
      ],
      'ok',
    ],
    [
      'a wrong one for a second',
      [
        ['noInternet', 0, 1000],
        ['deviceOffline', 100, 10_200],
      ],
      'ok',
    ],
    [
      'a wrong one for longer',
      [
        ['noInternet', 0, 1001],
        ['deviceOffline', 100, 10_200],
      ],
      'wrong',
    ],
    [
      'one before the fault',
      [
        ['noInternet', -3000, -1000],
        ['deviceOffline', 100, 10_200],
      ],
      'false alarm',
    ],
    [
      'a wrong one long after the heal',
      [
        ['deviceOffline', 100, 10_200],
        ['noInternet', 15_000, 18_000],
      ],
      'ok',
    ],
  ])('of %s is %s', (_what, spans, verdict) => {
    expect(
      score(
        calm,
        'A',
        spans.map((one) => span(...one)),
      )?.verdict,
    ).toBe(verdict);
  });

  it('tells when all that was named before the heal was gone', () => {
    expect(score(calm, 'A', [span('deviceOffline', 100, 11_300)])?.clearedMs).toBe(1300);
    expect(score(calm, 'A', [span('deviceOffline', 100, 9000)])?.clearedMs).toBe(0);
  });
});
