import { describe, expect, it } from 'vitest';
import type { Quality } from '../events/quality.ts';
import { initialCall, initialQuality } from '../state/initialCall.ts';
import type { CallFacts, UserFacts } from '../state/networkState.ts';
import type { CallDiagnosis } from './diagnosis.ts';
import { ownReport } from './ownReport.ts';

const state = (
  diagnosis: Partial<CallDiagnosis>,
  steady: { uplink?: Quality; downlink?: Quality } = {},
): CallFacts & { diagnosis: CallDiagnosis } => ({
  ...initialCall,
  quality: {
    ...initialQuality,
    uplink: { ...initialQuality.uplink, steady: steady.uplink ?? 'good' },
    downlink: { ...initialQuality.downlink, steady: steady.downlink ?? 'good' },
  },
  diagnosis: { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [], ...diagnosis },
});

const lossBothWays = (['uplink loss', 'downlink loss'] as const).map((sign) => ({ sign, at: 0 }));

const remote = (change: Partial<UserFacts> & { silentMs?: number; loss?: number }): UserFacts => ({
  userId: 'maya',
  joinedAt: 0,
  here: true,
  published: ['audio'],
  publishedAt: 0,
  quiet: false,
  quality: initialQuality,
  fallback: false,
  flow: {
    lastPacketAt: 0,
    silentMs: change.silentMs ?? 0,
    lossRecent: change.loss ?? 0,
    connectionId: 'pc0',
  },
  ...change,
});

describe('what we tell the others of our network', () => {
  it.each<[string, ReturnType<typeof state>, uplink: Quality, downlink: Quality]>([
    ['all is well', state({}), 'good', 'good'],
    [
      'nothing was measured',
      state({}, { uplink: 'unknown', downlink: 'unknown' }),
      'unknown',
      'unknown',
    ],
    [
      'a weak uplink, though its score is good',
      state({ cause: 'weakUplink', level: 'bad' }),
      'bad',
      'good',
    ],
    [
      'a weak uplink, whose score is worse',
      state({ cause: 'weakUplink', level: 'bad' }, { uplink: 'vbad' }),
      'vbad',
      'good',
    ],
    ['a weak downlink', state({ cause: 'weakDownlink', level: 'vbad' }), 'good', 'vbad'],
    ['both weak', state({ cause: 'weakBoth', evidence: lossBothWays }), 'bad', 'bad'],
    ['a slow way, of which no direction is known', state({ cause: 'weakBoth' }), 'good', 'good'],
    ['what lies between two', state({ cause: 'weakDownlink', betweenUs: true }), 'good', 'good'],
    ['nobody hears us', state({ cause: 'notHeard' }), 'down', 'good'],
    ['a busy device is no network', state({ cause: 'deviceBusy' }), 'good', 'good'],
  ])('%s', (_what, call, uplink, downlink) => {
    expect(ownReport(call, [])).toEqual({ uplink, downlink, hears: {} });
  });
});

describe('how we hear each of them', () => {
  it.each<[string, Parameters<typeof remote>[0], heard: string | undefined]>([
    ['well', {}, 'well'],
    ['well, with 5 % lost', { loss: 0.05 }, 'well'],
    ['badly, with 6 % lost', { loss: 0.06 }, 'badly'],
    ['well, silent for less than a second', { silentMs: 999 }, 'well'],
    ['not at all, silent for a second', { silentMs: 1000 }, 'notAtAll'],
    ['nothing to hear: muted', { silentMs: 5000, quiet: true }, undefined],
    ['nothing to hear: unpublished', { silentMs: 5000, published: [] }, undefined],
    [
      'not at all, where nobody says what they publish',
      { silentMs: 5000, published: [], publishedAt: undefined },
      'notAtAll',
    ],
    ['gone', { here: false }, undefined],
    ['not measured', { flow: undefined }, undefined],
  ])('%s', (_what, change, heard) => {
    expect(ownReport(state({}), [remote(change)]).hears['maya']).toBe(heard);
  });
});
