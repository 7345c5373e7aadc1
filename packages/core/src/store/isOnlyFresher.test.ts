import { expect, it } from 'vitest';
import { initialQuality } from '../state/initialCall.ts';
import type { QualityTrack, UserFacts } from '../state/networkState.ts';
import { isOnlyFresher } from './isOnlyFresher.ts';
import { ago, now, remote, track } from './remote.test.helper.ts';

const level = track('good', 2000);
const flow = { lastPacketAt: ago(200), silentMs: 0, lossRecent: 0, connectionId: 'pc0' };
const report = { at: ago(1000), since: ago(5000), uplink: 'good' } as const;
const facts: UserFacts = remote({ quality: { ...initialQuality, uplink: level }, flow, report });
const uplink = (change: Partial<QualityTrack>): Partial<UserFacts> => ({
  quality: { ...initialQuality, uplink: { ...level, ...change } },
});
const other = (way: 'downlink' | 'overall'): Partial<UserFacts> => ({
  quality: { ...initialQuality, uplink: level, [way]: level },
});

it.each<[what: string, change: Partial<UserFacts>, is: boolean]>([
  ['the same once more', {}, true],
  ['the same level, sampled later', uplink({ at: now, recent: ['good', 'good'] }), true],
  ['another newest level', uplink({ raw: 'bad' }), false],
  ['another steady level', uplink({ steady: 'bad' }), false],
  ['steady since another time', uplink({ since: now }), false],
  ['said since another time', uplink({ rawSince: now }), false],
  ['measured instead of said', uplink({ basis: 'derived' }), false],
  ['a word that holds', uplink({ held: true }), false],
  ['a level of the way in', other('downlink'), false],
  ['a level of both ways', other('overall'), false],
  ['the same report, later', { report: { ...report, at: now } }, true],
  ['another report', { report: { ...report, uplink: 'bad' } }, false],
  ['a report of something new', { report: { ...report, leaving: true } }, false],
  ['no report any more', { report: undefined }, false],
  ['a later packet', { flow: { ...flow, lastPacketAt: now } }, true],
  ['silence', { flow: { ...flow, silentMs: 250 } }, false],
  ['loss', { flow: { ...flow, lossRecent: 0.1 } }, false],
  ['no flow any more', { flow: undefined }, false],
  ['a fallback', { fallback: true }, false],
  ['a name', { name: 'Maya' }, false],
])('%s', (_what, change, is) => {
  expect(isOnlyFresher(facts, { ...facts, ...change })).toBe(is);
});

it('something that is no longer said is news', () => {
  const { report: _report, ...without } = facts;
  expect(isOnlyFresher(facts, without)).toBe(false);
});

it('a first report and a first flow are news', () => {
  expect(isOnlyFresher({ ...facts, report: undefined }, facts)).toBe(false);
  expect(isOnlyFresher({ ...facts, flow: undefined }, facts)).toBe(false);
});

it('silence that lasts is news: it grows', () => {
  const silent = { ...facts, flow: { ...flow, silentMs: 250 } };
  expect(isOnlyFresher(silent, { ...silent, flow: { ...silent.flow, lastPacketAt: now } })).toBe(
    false,
  );
});
