import { describe, expect, it } from 'vitest';
import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts, QualityTrack } from '../../state/networkState.ts';
import type { CallDiagnosis } from '../diagnosis.ts';
import {
  ago,
  flowing,
  type Moment,
  now,
  outage,
  silentFor,
  viewOf,
} from '../signView.test.helper.ts';
import { findWeakness } from './findWeakness.ts';

const well: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };
const weak = (cause: CallDiagnosis['cause'], more: Partial<CallDiagnosis> = {}): CallDiagnosis => ({
  ...well,
  cause,
  began: ago(20_000),
  level: 'bad',
  evidence: [{ sign: 'uplink loss', at: ago(100) }],
  ...more,
});

const track = (steady: QualityTrack['steady']): QualityTrack => ({
  ...initialCall.quality.uplink,
  raw: steady,
  steady,
  at: ago(100),
  rawSince: ago(9000),
});
const scores = (
  change: Partial<Record<'uplink' | 'downlink' | 'overall', QualityTrack['steady']>>,
): Partial<CallFacts> => ({
  quality: {
    ...initialCall.quality,
    ...Object.fromEntries(Object.entries(change).map(([way, level]) => [way, track(level)])),
  },
});
const low = scores({ uplink: 'bad' });

describe('a weakness', () => {
  it.each<[what: string, call: Partial<CallFacts>, cause: string | undefined]>([
    ['is none where all is well', scores({ uplink: 'good' }), undefined],
    ['of the way out', low, 'weakUplink'],
    ['of the way in', scores({ downlink: 'bad' }), 'weakDownlink'],
    ['of both', scores({ uplink: 'bad', downlink: 'bad' }), 'weakBoth'],
    ['of no side in particular', scores({ overall: 'bad' }), 'weakBoth'],
    ['is not "down"', scores({ uplink: 'down' }), undefined],
  ])('%s', (_what, call, cause) => {
    expect(findWeakness(viewOf({ call, media: flowing, remotes: { count: 2 } }), well)?.cause).toBe(
      cause,
    );
  });

  it.each<[what: string, moment: Moment, is: boolean]>([
    ['where nothing is measured', {}, true],
    ['not within ten seconds of an outage', { outage: { ...outage, endedAt: ago(9999) } }, false],
    ['ten seconds after one', { outage: { ...outage, endedAt: ago(10_000) } }, true],
    ['not at the look at which an outage ends', { outage }, false],
    ['when no more than a guess ends', { outage: { ...outage, told: false } }, true],
    ['not where everybody is gone', { remotes: { alone: true } }, false],
    ['not while nothing comes in', { media: silentFor(501) }, false],
    ['in a pause of half a second', { media: silentFor(500) }, true],
    [
      'in a silence nobody waits for',
      { media: silentFor(9000), remotes: { expectsMedia: false } },
      true,
    ],
    ['where nothing ever came', { media: { ...silentFor(9000), hadRtp: false } }, true],
    ['where nobody measures any more', { media: { ...silentFor(9000), watched: false } }, true],
  ])('is judged %s: %j', (_what, moment, is) => {
    expect(findWeakness(viewOf({ ...moment, call: low }), well) !== undefined).toBe(is);
  });

  it('began a second before it was seen, or when it began', () => {
    const view = viewOf({ call: low });
    expect(findWeakness(view, well)?.began).toBe(ago(1000));
    expect(findWeakness(view, weak('weakBoth'))?.began).toBe(ago(20_000));
    expect(findWeakness(view, { ...weak('mediaBlocked') })?.began).toBe(ago(1000));
  });

  it('is surer by two signs, and as bad as it was at its worst', () => {
    expect(findWeakness(viewOf({ call: low }), well)).toMatchObject({
      confidence: 0.75,
      level: 'bad',
    });
    const both = scores({ uplink: 'bad', downlink: 'vbad' });
    expect(findWeakness(viewOf({ call: both }), well)).toMatchObject({
      confidence: 0.9,
      level: 'vbad',
    });
    const before = weak('weakUplink', { level: 'vbad' });
    expect(findWeakness(viewOf({ call: low }), before)?.level).toBe('vbad');
    expect(findWeakness(viewOf({ call: low }), { ...before, cause: 'none' })?.level).toBe('bad');
  });

  it.each<[before: CallDiagnosis, cause: string, betweenUs: boolean]>([
    [weak('weakUplink'), 'weakUplink', false],
    [weak('weakDownlink'), 'weakDownlink', false],
    [weak('weakUplink', { betweenUs: true }), 'weakBoth', true],
    [weak('weakBoth'), 'weakBoth', true],
    [well, 'weakBoth', true],
  ])('that is slow without loss is on the side it was: %j', (before, cause, betweenUs) => {
    const view = viewOf({ call: scores({ overall: 'bad' }), media: { ...flowing, mesh: true } });
    expect(findWeakness(view, before)).toMatchObject({ cause, betweenUs });
  });
});

describe('what the other end finds weak', () => {
  const theirs: Moment = { media: { ...flowing, mesh: true }, remotes: { weakThemselves: 1 } };

  it('is as true here, between two', () => {
    expect(findWeakness(viewOf(theirs), well)).toEqual({
      cause: 'weakBoth',
      began: ago(1000),
      confidence: 0.7,
      evidence: [{ sign: 'the other end finds it weak', at: now }],
      level: 'bad',
      betweenUs: true,
    });
    const before = weak('weakBoth', { level: 'vbad' });
    expect(findWeakness(viewOf(theirs), before)).toMatchObject({
      began: ago(20_000),
      level: 'vbad',
    });
    const unknown = weak('weakBoth', { level: undefined });
    expect(findWeakness(viewOf(theirs), unknown)?.level).toBe('bad');
  });

  it.each<[what: string, moment: Moment]>([
    ['nobody does', { ...theirs, remotes: { weakThemselves: 0 } }],
    ['through a server it is theirs', { ...theirs, media: flowing }],
    ['of two it is one of them', { ...theirs, remotes: { weakThemselves: 1, count: 2 } }],
  ])('is nothing here where %s', (_what, moment) => {
    expect(findWeakness(viewOf(moment), well)).toBeUndefined();
  });
});

it('what is still seen and turns out to be theirs is taken back', () => {
  const moment: Moment = {
    call: scores({ downlink: 'bad' }),
    remotes: { weakThemselves: 1 },
    media: flowing,
  };
  expect(findWeakness(viewOf(moment), weak('weakDownlink'))).toMatchObject({
    cause: 'none',
    theirs: true,
  });
  expect(findWeakness(viewOf(moment), weak('weakUplink'))).toBeUndefined();
  expect(findWeakness(viewOf(moment), well)).toBeUndefined();
});
