import { describe, expect, it } from 'vitest';
import type { MediaSampled } from '../events/networkEvent.ts';
import { callAfter, type Told } from '../state/eventAt.test.helper.ts';
import { readMediaSigns, recentSamples } from './mediaSigns.ts';

/** A connection is polled: so many packets came in. */
function polled(
  at: number,
  connectionId: string,
  packets: number,
  more: Partial<MediaSampled> = {},
): Told {
  return [
    at,
    {
      type: 'mediaSampled',
      connectionId,
      intervalMs: 500,
      state: 'connected',
      uplink: { packets: 25, kbps: 300, audio: true, video: true },
      downlink: { packets, lost: 0, kbps: 300, bytes: packets * 800 },
      streams: [],
      ...more,
    },
  ];
}

describe('what the media shows', () => {
  const signsAfter = (...told: readonly Told[]) =>
    readMediaSigns(callAfter(...told), told.at(-1)?.[0] ?? 0);

  it('is nothing before anything was measured', () => {
    expect(signsAfter()).toEqual({
      watched: false,
      hadRtp: false,
      sampledAt: 0,
      lastRtpAt: 0,
      lastPacketAt: 0,
      rtpSilentMs: 0,
      packetSilentMs: 0,
      rtpBackAt: 0,
      pauseMs: 0,
      arrivedAt: 0,
      checkedAt: 0,
      mesh: false,
    });
  });

  it('is nothing any more when nobody has looked for a while', () => {
    const call = callAfter(polled(1000, 'pc0', 25));
    expect(readMediaSigns(call, 4499).watched).toBe(true);
    expect(readMediaSigns(call, 4500).watched).toBe(false);
  });

  it('is not silence while one connection still gets media', () => {
    const signs = signsAfter(
      polled(1000, 'pc0', 25),
      polled(1250, 'pc1', 25),
      polled(1500, 'pc0', 0),
      polled(1750, 'pc1', 25),
    );
    expect(signs).toMatchObject({
      rtpSilentMs: 0,
      packetSilentMs: 0,
      sampledAt: 1750,
      lastRtpAt: 1750,
    });
  });

  it('is as silent as the connection that got media last', () => {
    const signs = signsAfter(
      polled(1000, 'pc0', 25),
      polled(1500, 'pc1', 25),
      polled(1500, 'pc0', 0),
      polled(2000, 'pc0', 0),
      polled(2000, 'pc1', 0),
    );
    expect(signs).toMatchObject({ rtpSilentMs: 500, packetSilentMs: 500, lastRtpAt: 1500 });
  });

  it('does not count a connection that never got media', () => {
    const signs = signsAfter(
      polled(1000, 'pc0', 25),
      polled(1500, 'pc0', 0),
      polled(2000, 'pc0', 0),
      polled(2000, 'pc1', 0),
    );
    expect(signs).toMatchObject({ watched: true, hadRtp: true, rtpSilentMs: 1000 });
    expect(signsAfter(polled(2000, 'pc1', 0))).toMatchObject({ hadRtp: false, rtpSilentMs: 0 });
  });

  it.each<[string, mesh: boolean, users: readonly (string | undefined)[]]>([
    ['every connection belongs to one user', true, ['maya', 'jon']],
    ['one of them belongs to a server', false, ['maya', undefined]],
    ['there is but a server', false, [undefined]],
  ])('tells a mesh: %s: %s', (_what, mesh, users) => {
    const polls = users.map((userId, index) => polled(1000, `pc${index}`, 25, { userId }));
    expect(signsAfter(...polls).mesh).toBe(mesh);
  });
});

describe('recent samples', () => {
  const call = callAfter(
    polled(1000, 'pc0', 25),
    polled(1000, 'pc1', 25),
    polled(4999, 'pc0', 25),
    polled(5000, 'pc0', 25),
    polled(6000, 'pc0', 25),
    polled(5500, 'pc1', 25),
  );
  const timesAt = (now: number, windowMs: number) =>
    recentSamples(call, now, windowMs).map(({ at }) => at);

  it('of all connections come in their order in time, from four seconds after each began', () => {
    expect(timesAt(6000, 5000)).toEqual([5000, 5500, 6000]);
  });

  it('reach back to less than the window', () => {
    expect(timesAt(6500, 1000)).toEqual([6000]);
    expect(timesAt(6499, 1000)).toEqual([5500, 6000]);
  });

  it('carry the best that their connection has had', () => {
    expect(recentSamples(call, 6000, 100)[0]?.best).toBe(call.media.pc0?.best);
  });
});
