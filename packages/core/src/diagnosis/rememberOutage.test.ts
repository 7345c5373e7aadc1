import { describe, expect, it } from 'vitest';
import type { CallDiagnosisCause, OutageMemory } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import { rememberOutage, wayOf } from './outage.ts';
import { ago, now, viewOf } from './signView.test.helper.ts';

const found = (cause: CallDiagnosisCause, more: Partial<Finding> = {}): Finding => ({
  cause,
  confidence: 0.8,
  evidence: [],
  ...more,
});
const lasting: OutageMemory = {
  began: ago(9000),
  namedAt: ago(8000),
  deadAt: ago(9000),
  place: 'media',
  way: 'in',
  told: true,
};
const ended = (endedAt: number, more: Partial<OutageMemory> = {}): OutageMemory => ({
  ...lasting,
  endedAt,
  ...more,
});
const located = { place: 'internet', way: 'both', deadAt: ago(2000) } as const;
const fresh: OutageMemory = { began: ago(2500), namedAt: now, ...located, told: true };
const out = found('noInternet', { began: ago(2500), located });

describe('what is remembered of an outage', () => {
  it.each<
    [
      what: string,
      finding: Finding,
      before: OutageMemory | undefined,
      after: OutageMemory | undefined,
    ]
  >([
    ['nothing where there was none', found('none'), undefined, undefined],
    ['nothing of a weakness', found('weakUplink'), undefined, undefined],
    ['nothing of the signalling alone', found('signalingLost'), undefined, undefined],
    ['its beginning, place and way', out, undefined, fresh],
    ['that others do not hear us, as well', { ...out, cause: 'notHeard' }, undefined, fresh],
    ['that it was a guess', { ...out, confidence: 0.49 }, undefined, { ...fresh, told: false }],
    ['that it was more than one', { ...out, confidence: 0.5 }, undefined, fresh],
    [
      'that it still is one',
      { ...out, confidence: 0.4 },
      { ...fresh, told: false },
      { ...fresh, told: false },
    ],
    ['its place, where nothing is located now', found('mediaBlocked'), lasting, lasting],
    [
      'now, where nothing is known of it',
      found('resumed'),
      undefined,
      { began: now, namedAt: now, deadAt: now, way: 'both', told: true },
    ],
    [
      'the same while it lasts',
      found('mediaBlocked', { located: { place: 'media', way: 'both', deadAt: now } }),
      lasting,
      lasting,
    ],
    ['another place', found('noInternet', { located }), lasting, { ...lasting, ...located }],
    [
      'that it has been told',
      found('mediaBlocked', { located: { place: 'media', way: 'in', deadAt: now } }),
      { ...lasting, told: false },
      lasting,
    ],
    [
      'that it had been told, whatever is guessed now',
      found('mediaBlocked', {
        confidence: 0.4,
        located: { place: 'media', way: 'in', deadAt: now },
      }),
      lasting,
      lasting,
    ],
    ['its end', found('none'), lasting, ended(now)],
    ['its end, whatever is weak then', found('weakBoth'), lasting, ended(now)],
    ['its end alone', found('none'), ended(ago(100)), ended(ago(100))],
    ['nothing of what was theirs', found('none', { theirs: true }), lasting, undefined],
    [
      'nothing of what the next fact took back',
      found('none'),
      { ...lasting, namedAt: ago(249) },
      undefined,
    ],
    [
      'a quarter of a second is remembered',
      found('none'),
      { ...lasting, namedAt: ago(250) },
      ended(now, { namedAt: ago(250) }),
    ],
    [
      'broken again within six seconds it is the same',
      out,
      ended(ago(5999)),
      { ...fresh, began: lasting.began },
    ],
    ['later it is another', out, ended(ago(6000)), fresh],
    ['after a guess it is another', out, ended(ago(100), { told: false }), fresh],
  ])('%s', (_what, finding, before, after) => {
    expect(rememberOutage(finding, viewOf(), before)).toEqual(after);
  });
});

it.each([
  [['in'], 'in'],
  [['out'], 'out'],
  [['out', 'out'], 'out'],
  [['in', 'out'], 'both'],
  [['both'], 'both'],
  [['out', 'both'], 'both'],
] as const)('what is dead on %j is dead on: %s', (ways, way) => {
  expect(wayOf(ways.map((one) => ({ way: one })))).toBe(way);
});
