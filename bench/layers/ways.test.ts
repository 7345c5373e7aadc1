import { describe, expect, it } from 'vitest';
import type { RecordedScreen, Recording } from '../diagnosis/recording.ts';
import { createWays } from './ways.ts';

const recording = { mode: 'janus', id: 'b', t0: 10_000, t1: 20_000, t2: 30_000 } as Recording;
const sending = (t: number, sent: number, lost: number) => ({
  t,
  id: 0,
  br: t,
  oa: { p: sent },
  ra: { l: lost, rtt: 0.04 },
});
const screen: RecordedScreen = {
  ev: [
    { t: 0, k: 'pc', id: 0 },
    { t: 1, k: 'pcrole', id: 0, role: 'pub' },
    { t: 2, k: 'conn', id: 0, v: 'connected' },
    { t: 3, k: 'wsopen', id: 1 },
    { t: 12_000, k: 'sigpinglate' },
    { t: 14_000, k: 'conn', id: 0, v: 'disconnected' },
    { t: 15_000, k: 'wsclose', id: 1, clean: false },
    { t: 20_500, k: 'probe', n: 'srv', ok: 1, sent: 20_400 },
    { t: 21_000, k: 'wsopen', id: 2 },
  ],
  st: [sending(6000, 100, 0), sending(8000, 200, 10), { ...sending(12_000, 400, 10), br: 8000 }],
};
const ways = createWays(screen, recording);

describe('the ways to the server, on a recorded screen', () => {
  it('are silent since something last came, or since a ping that was not answered was sent', () => {
    expect(ways.silentMs('media', 9000)).toBe(1000);
    expect(ways.silentMs('media', 12_000)).toBe(4000);
    expect(ways.silentMs('signalling', 10_400)).toBe(0);
    expect(ways.silentMs('signalling', 12_500)).toBe(2000);
    expect(ways.silentMs('signalling', 21_000)).toBe(0);
  });

  it('are closed until one is opened again', () => {
    expect([14_000, 15_000, 21_000].map(ways.isClosed)).toEqual([false, true, false]);
  });

  it('are open again with the first answer to what was asked after the heal', () => {
    expect([20_400, 20_500].map(ways.isReachableAgain)).toEqual([false, true]);
  });

  it('have the state of the connection that carries them', () => {
    expect(ways.state('up', 13_000)).toBe('connected');
    expect(ways.state('up', 14_000)).toBe('disconnected');
    expect(ways.state('down', 14_000)).toBe('new');
  });

  it('lose what was lost of all that was sent meanwhile', () => {
    expect(ways.path('up', 8000, 2000)).toEqual({ loss: 0.1, rttMs: 40 });
    expect(ways.path('up', 12_000, 2000)).toEqual({ loss: 0, rttMs: 40 });
    expect(ways.path('up', 5000, 2000)).toBeUndefined();
    expect(ways.path('down', 8000, 2000)).toBeUndefined();
  });
});
