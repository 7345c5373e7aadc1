import { describe, expect, it } from 'vitest';
import type { MediaSampled } from '../events/networkEvent.ts';
import type { ConnectionMedia } from './networkState.ts';
import { reduceMedia } from './reduceMedia.ts';

type Look = {
  ms?: number;
  lateMs?: number;
  rtp?: boolean;
  packetAt?: number;
  bytes?: number;
  up?: Partial<MediaSampled['uplink']>;
};

const startsAt = 10_000;

/** A connection after these looks, one after the other. */
function after(...looks: readonly Look[]): ConnectionMedia {
  let at = startsAt;
  let media: ConnectionMedia | undefined;
  for (const { ms = 500, lateMs, rtp = true, packetAt, bytes = rtp ? 5000 : 0, up } of looks) {
    at += ms;
    const downlink = { packets: rtp ? 25 : 0, lost: 0, kbps: 100, bytes };
    media = reduceMedia(media, {
      type: 'mediaSampled',
      connectionId: 'pc0',
      intervalMs: ms,
      ...(lateMs !== undefined && { lateMs }),
      state: 'connected',
      uplink: { packets: 25, kbps: 100, audio: true, video: false, ...up },
      downlink: packetAt === undefined ? downlink : { ...downlink, lastPacketAt: packetAt },
      streams: [],
      at,
    });
  }
  if (!media) throw new Error('Give at least one look.');
  return media;
}

const flows: Look = {};
const silent: Look = { rtp: false };

describe('RTP is back', () => {
  it.each<[what: string, looks: readonly Look[], backAt: number | undefined]>([
    ['after half a second without any', [flows, silent, flows], 11_500],
    ['not after less', [flows, { ...silent, ms: 499 }, flows], undefined],
    ['not when it comes for the first time', [silent, silent, flows], undefined],
    ['not while it flows', [flows, flows, flows], undefined],
    ['not while it is missing', [flows, silent, silent], undefined],
    ['and stays so while it flows on', [flows, silent, flows, flows], 11_500],
    ['not after a silence we overslept', [flows, { ...silent, lateMs: 400 }, flows], undefined],
  ])('%s', (_what, looks, backAt) => {
    expect(after(...looks).rtpBackAt).toBe(backAt);
  });
});

describe('what is proved', () => {
  it.each<[looks: readonly Look[], arrivedAt: number | undefined]>([
    [[flows], undefined],
    [[{ up: { arrivedAt: 900 } }, flows], 900],
    [[{ up: { arrivedAt: 900 } }, { up: { arrivedAt: 950 } }], 950],
    [[{ up: { arrivedAt: 950 } }, { up: { arrivedAt: 900 } }], 950],
  ])('to have arrived, and to have been checked, is never taken back: %j', (looks, arrivedAt) => {
    expect(after(...looks).arrivedAt).toBe(arrivedAt);
    const checked = looks.map(({ up, ...look }) => ({ ...look, up: { checkedAt: up?.arrivedAt } }));
    expect(after(...(checked as Look[])).checkedAt).toBe(arrivedAt);
  });

  it.each<[what: string, looks: readonly Look[], lastPacketAt: number | undefined]>([
    ['the time that the statistics give', [{ packetAt: 10_123 }], 10_123],
    ['the look, where they give none', [flows], 10_500],
    ['the look, where other bytes came', [flows, { ...silent, bytes: 40 }], 11_000],
    ['the look before, where none came', [flows, silent], 10_500],
    ['the newest, whatever is said later', [{ packetAt: 10_400 }, { packetAt: 10_200 }], 10_400],
    ['none where none ever came', [silent], undefined],
  ])('the last packet came at %s', (_what, looks, lastPacketAt) => {
    expect(after(...looks).lastPacketAt).toBe(lastPacketAt);
  });
});

describe('the longest pause between packets of any kind', () => {
  it.each<[what: string, looks: readonly Look[], pauseMs: number]>([
    ['is none while media flows', [flows, { ms: 3000 }], 0],
    ['is none before a second packet', [silent, { ...silent, packetAt: 10_900 }], 0],
    ['is seen while no media comes', [flows, { ...silent, ms: 3000, packetAt: 13_000 }], 2500],
    [
      'is that of the longest',
      [flows, { ...silent, ms: 3000, packetAt: 13_000 }, { ...silent, ms: 1000, packetAt: 14_000 }],
      2475,
    ],
    ['is not what has not ended', [flows, silent, silent, silent], 0],
  ])('%s', (_what, looks, pauseMs) => {
    expect(after(...looks).pauseMs).toBeCloseTo(pauseMs, 6);
  });

  it('is forgotten by one per cent a second, in longer looks no faster', () => {
    const paused = [flows, { ...silent, ms: 3000, packetAt: 13_000 }];
    expect(after(...paused, { ms: 500 }).pauseMs).toBeCloseTo(2500 * 0.995, 6);
    expect(after(...paused, { ms: 5000 }).pauseMs).toBeCloseTo(2500 * 0.99, 6);
  });
});

describe('the best so far', () => {
  it('fades by one per cent a second, by half a per cent in half of one', () => {
    const best = (ms: number) =>
      after({ up: { availableKbps: 1000, rttMs: 50 } }, { ms, up: { availableKbps: 0, rttMs: 80 } })
        .best;
    expect(best(500).availableKbps).toBeCloseTo(995, 6);
    expect(best(9000).availableKbps).toBeCloseTo(990, 6);
    expect(best(500).rttMs).toBeCloseTo(50 / 0.995, 6);
  });

  it('begins with nothing, so that the first numbers are the best', () => {
    const { best } = after({ up: { availableKbps: 10, rttMs: 700, framesPerSecond: 3 } });
    expect(best).toEqual({
      availableKbps: 10,
      framesPerSecond: 3,
      targetKbps: 0,
      downKbps: 100,
      rttMs: 700,
    });
  });

  it('is kept with the samples of eight seconds alone', () => {
    expect(after(flows).samples).toHaveLength(1);
    expect(after(...Array.from({ length: 40 }, () => flows)).samples).toHaveLength(16);
  });
});
