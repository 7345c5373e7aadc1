import { describe, expect, it } from 'vitest';
import { expireQuality, qualityExpiresAt } from './expireQuality.ts';
import { initialQuality } from './initialCall.ts';
import type { QualityState, QualityTrack } from './networkState.ts';
import { smoothQuality, unknownQuality } from './smoothQuality.ts';

const at = 1_000_000;
const good = smoothQuality(unknownQuality, 'good', 'sdk', at);
const of = (uplink: QualityTrack): QualityState => ({ ...initialQuality, uplink });
const levels = ({ uplink }: QualityState) => [uplink.raw, uplink.steady];

describe('a sample of ours in a call', () => {
  it('is the newest word for five seconds: two are missed by then', () => {
    expect(expireQuality(of(good), at + 4999, true)).toEqual(of(good));
    const missed = expireQuality(of(good), at + 5000, true);
    expect(levels(missed)).toEqual(['unknown', 'good']);
    expect(missed.uplink.rawSince).toBe(at + 5000);
  });

  it('is known for eight, and its newest word has been missing since five', () => {
    const missed = expireQuality(of(good), at + 5000, true);
    expect(expireQuality(missed, at + 7999, true)).toBe(missed);
    const gone = expireQuality(missed, at + 8000, true);
    expect(levels(gone)).toEqual(['unknown', 'unknown']);
    expect(gone.uplink.rawSince).toBe(at + 5000);
  });

  it('asks to be looked at when its word, and then when all of it grows old', () => {
    expect(qualityExpiresAt(of(good), true)).toBe(at + 5000);
    const missed = expireQuality(of(good), at + 5000, true);
    expect(qualityExpiresAt(missed, true)).toBe(at + 8000);
    expect(qualityExpiresAt(expireQuality(missed, at + 8000, true), true)).toBe(Infinity);
  });
});

it.each([
  ['of somebody else, or before a call', good, false],
  ['that we measure ourselves', smoothQuality(unknownQuality, 'good', 'derived', at), true],
] as const)('a sample %s is known for eight seconds', (_whose, track, inCall) => {
  const quality = of(track);
  expect(expireQuality(quality, at + 7999, inCall)).toBe(quality);
  expect(levels(expireQuality(quality, at + 8000, inCall))).toEqual(['unknown', 'unknown']);
  expect(qualityExpiresAt(quality, inCall)).toBe(at + 8000);
});

it('a word that holds never grows old', () => {
  const quality = of(smoothQuality(unknownQuality, 'good', 'sdk', at, true));
  expect(expireQuality(quality, at + 600_000, true)).toBe(quality);
  expect(qualityExpiresAt(quality, true)).toBe(Infinity);
});
