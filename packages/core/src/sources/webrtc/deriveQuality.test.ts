import { describe, expect, it } from 'vitest';
import type { Quality } from '../../events/quality.ts';
import { deriveQuality } from './deriveQuality.ts';

type Sample = Parameters<typeof deriveQuality>[0][number];

const sample = (
  up: Partial<Sample['uplink']> = {},
  down: Partial<Sample['downlink']> = {},
): Sample => ({
  uplink: { packets: 0, kbps: 0, audio: true, video: false, ...up },
  downlink: { packets: 0, lost: 0, kbps: 0, bytes: 0, ...down },
});

describe('loss', () => {
  it.each<[loss: number, level: Quality]>([
    [0, 'excellent'],
    [0.019, 'excellent'],
    [0.02, 'good'],
    [0.049, 'good'],
    [0.05, 'poor'],
    [0.079, 'poor'],
    [0.08, 'bad'],
    [0.39, 'bad'],
    [0.4, 'vbad'],
    [1, 'vbad'],
  ])('of %d is %s, on the way out as on the way in', (loss, level) => {
    expect(deriveQuality([sample({ loss })])).toEqual({ uplink: level });
    const lost = Math.round(loss * 1000);
    if (loss < 1)
      expect(deriveQuality([sample({}, { packets: 1000 - lost, lost })])).toEqual({
        downlink: level,
      });
  });

  it('of several connections is their mean on the way out', () => {
    expect(deriveQuality([sample({ loss: 0.16 }), sample({ loss: 0 }), sample()])).toEqual({
      uplink: 'bad',
    });
  });

  it('of several connections counts every packet on the way in', () => {
    const samples = [sample({}, { packets: 990, lost: 10 }), sample({}, { packets: 5, lost: 5 })];
    expect(deriveQuality(samples)).toEqual({ downlink: 'excellent' });
  });

  it('is none when packets only came late', () => {
    expect(deriveQuality([sample({}, { packets: 20, lost: -3 })])).toEqual({
      downlink: 'excellent',
    });
  });

  it('is not known where nothing came', () => {
    expect(deriveQuality([sample({}, { packets: 0, lost: 9 })])).toEqual({});
    expect(deriveQuality([])).toEqual({});
  });
});

describe('the round trip', () => {
  it.each<[rttMs: number, level: Quality]>([
    [0, 'excellent'],
    [149, 'excellent'],
    [150, 'good'],
    [299, 'good'],
    [300, 'poor'],
    [499, 'poor'],
    [500, 'bad'],
    [1199, 'bad'],
    [1200, 'vbad'],
  ])('of %d ms is %s, without a side', (rttMs, overall) => {
    expect(deriveQuality([sample({ rttMs })])).toEqual({ overall });
  });

  it('is the longest of several', () => {
    expect(deriveQuality([sample({ rttMs: 40 }), sample({ rttMs: 600 })])).toEqual({
      overall: 'bad',
    });
  });
});
