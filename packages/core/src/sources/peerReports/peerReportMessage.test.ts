import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityLevels } from '../../events/quality.ts';
import { decodePeerReport, encodePeerReport, type PeerReport } from './peerReportMessage.ts';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const hearing = fc.constantFrom('well', 'badly', 'notAtAll');
const quality = fc.option(fc.constantFrom(...qualityLevels, 'unknown'), { nil: undefined });
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', '1', '\u2028', '"\\"', '👩‍👩‍👧'),
);
const report = fc.record({
  uplink: quality,
  downlink: quality,
  hears: fc.dictionary(anyText, hearing, { maxKeys: 40 }),
  leaving: fc.option(fc.boolean(), { nil: undefined }),
  suspended: fc.option(fc.boolean(), { nil: undefined }),
}) as fc.Arbitrary<PeerReport>;

describe('a message', () => {
  it('is one line of JSON with its version', () => {
    expect(
      encodePeerReport({
        uplink: 'bad',
        downlink: 'excellent',
        hears: { maya: 'notAtAll', jon: 'well' },
      }),
    ).toBe('{"nc":1,"u":3,"d":0,"h":{"maya":2,"jon":0}}');
    expect(encodePeerReport({ hears: {}, leaving: true })).toBe('{"nc":1,"l":1}');
    expect(encodePeerReport({ uplink: 'unknown', hears: {}, suspended: true })).toBe(
      '{"nc":1,"s":1}',
    );
  });

  it('has at most 200 bytes, for any number of users and any ids', () => {
    fc.assert(
      fc.property(report, (said) => {
        expect(bytesOf(encodePeerReport(said))).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('says what was said, about as many users as fit', () => {
    fc.assert(
      fc.property(report, (said) => {
        const heard = decodePeerReport(encodePeerReport(said));
        const known = (level: string | undefined) => (level === 'unknown' ? undefined : level);
        expect(heard?.uplink).toBe(known(said.uplink));
        expect(heard?.downlink).toBe(known(said.downlink));
        expect(heard?.leaving ?? false).toBe(said.leaving ?? false);
        expect(heard?.suspended ?? false).toBe(said.suspended ?? false);
        for (const [userId, how] of Object.entries(heard?.hears ?? {}))
          expect(Object.getOwnPropertyDescriptor(said.hears, userId)?.value).toBe(how);
      }),
    );
  });

  it('loses nobody as long as all fit', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 6 }), hearing, { maxKeys: 8 }), (hears) => {
        expect({ ...decodePeerReport(encodePeerReport({ hears }))?.hears }).toEqual({ ...hears });
      }),
    );
  });

  it('leaves those out first whom it hears well', () => {
    const many = (how: 'well' | 'badly' | 'notAtAll', from: number): [string, typeof how][] =>
      Array.from({ length: 20 }, (_, index) => [`user${from + index}`, how]);
    const hears = Object.fromEntries([
      ...many('well', 100),
      ...many('badly', 200),
      ...many('notAtAll', 300),
    ]);
    const heard = decodePeerReport(encodePeerReport({ hears }))?.hears ?? {};
    expect(new Set(Object.values(heard))).toEqual(new Set(['notAtAll']));
    expect(Object.keys(heard).length).toBeGreaterThan(12);
  });

  it('leaves out who alone is too long, and keeps the others', () => {
    const hears = { ['x'.repeat(500)]: 'notAtAll', maya: 'well' } as const;
    expect(decodePeerReport(encodePeerReport({ hears }))?.hears).toEqual({ maya: 'well' });
  });

  it('leaves out what is no hearing at all', () => {
    expect(encodePeerReport({ hears: { maya: 'loud' as never } })).toBe('{"nc":1}');
  });

  it('about 10,000 users takes no longer than a moment', () => {
    const hears = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`user${index}`, 'well']),
    );
    const before = performance.now();
    encodePeerReport({ hears: hears as PeerReport['hears'] });
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('may fill the 200 bytes to the last', () => {
    const base = bytesOf('{"nc":1,"h":{"":0}}');
    const fits = 'x'.repeat(200 - base - 1);
    const message = encodePeerReport({ hears: { [fits]: 'well' } });
    expect(decodePeerReport(message)?.hears).toEqual({ [fits]: 'well' });
    expect(bytesOf(message)).toBeGreaterThan(197);
  });
});

describe('what is no message', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an object', { nc: 1 }],
    ['no JSON', 'hello'],
    ['an empty text', ''],
    ['null', 'null'],
    ['a list', '[{"nc":1}]'],
    ['a text', '"nc"'],
    ['another protocol', '{"type":"chat"}'],
    ['a later version', '{"nc":2}'],
    ['a version in words', '{"nc":"1"}'],
    ['a quality off the scale', '{"nc":1,"u":6}'],
    ['a quality below it', '{"nc":1,"d":-1}'],
    ['a quality in between', '{"nc":1,"u":1.5}'],
    ['a quality in words', '{"nc":1,"u":"bad"}'],
    ['no quality', '{"nc":1,"u":null}'],
    ['a list of users', '{"nc":1,"h":[0]}'],
    ['no users', '{"nc":1,"h":null}'],
    ['users in words', '{"nc":1,"h":"maya"}'],
    ['a hearing off the scale', '{"nc":1,"h":{"maya":3}}'],
    ['a hearing in words', '{"nc":1,"h":{"maya":"0"}}'],
    ['a hearing that is a property of a list', '{"nc":1,"h":{"maya":"length"}}'],
    ['a method of a list', '{"nc":1,"h":{"maya":"map"}}'],
    ['201 bytes', `{"nc":1,"h":{"${'x'.repeat(201 - 17)}":0}}`],
    ['200 characters of more bytes', `{"nc":1,"h":{"${'é'.repeat(150)}":0}}`],
  ])('is ignored: %s', (_what, text) => {
    expect(decodePeerReport(text)).toBeUndefined();
  });

  it.each<[string, string, PeerReport]>([
    ['nothing but a version', '{"nc":1}', { hears: {} }],
    ['words of a later minor version', '{"nc":1,"u":0,"z":9}', { uplink: 'excellent', hears: {} }],
    ['flags that are not set', '{"nc":1,"l":0,"s":true}', { hears: {} }],
    [
      'exactly 200 bytes',
      `{"nc":1,"h":{"${'x'.repeat(200 - 19)}":0}}`,
      { hears: { ['x'.repeat(181)]: 'well' } },
    ],
  ])('but %s is one', (_what, text, heard) => {
    expect(bytesOf(text)).toBeLessThanOrEqual(200);
    expect(decodePeerReport(text)).toEqual(heard);
  });

  it('never throws, whatever it is', () => {
    const nearly = fc
      .record({ nc: fc.constantFrom(1, 2), u: fc.anything(), d: fc.anything(), h: fc.anything() })
      .map((message) => {
        try {
          return JSON.stringify(message);
        } catch {
          return '';
        }
      });
    const words = new Set<unknown>([undefined, ...qualityLevels]);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), anyText, fc.json(), nearly), (text) => {
        const heard = decodePeerReport(text);
        if (!heard) return;
        expect(words).toContain(heard.uplink);
        expect(words).toContain(heard.downlink);
        for (const how of Object.values(heard.hears))
          expect(['well', 'badly', 'notAtAll']).toContain(how);
      }),
    );
  });

  it('puts nothing into any prototype', () => {
    const heard = decodePeerReport('{"nc":1,"h":{"__proto__":2,"constructor":1}}');
    expect(new Set(Object.keys(heard?.hears ?? {}))).toEqual(new Set(['__proto__', 'constructor']));
    expect(({} as { notAtAll?: string }).notAtAll).toBeUndefined();
    expect(Object.getPrototypeOf(heard?.hears)).toBe(Object.prototype);
  });
});
