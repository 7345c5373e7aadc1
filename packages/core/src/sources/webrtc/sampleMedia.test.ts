import { describe, expect, it } from 'vitest';
import { sampleMedia } from './sampleMedia.ts';
import type { StatsMemory } from './statsMemory.ts';
import { type Counters, chromium, firefox, safari } from './statsReports.test.helper.ts';
import { readTotals, type StatsReport } from './statsTotals.ts';

const start = 1_000_000;
const nobody = () => undefined;

type Shape = (counters: Counters) => StatsReport;
const shapes: [name: string, shape: Shape][] = [
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['Safari', safari],
];

/** What the last of these looks shows, each half a second after the one before. */
function looks(shape: Shape, ...all: readonly Omit<Counters, 'at'>[]) {
  let memory: StatsMemory | undefined;
  let sample: ReturnType<typeof sampleMedia>['sample'];
  for (const [index, counters] of all.entries()) {
    const at = start + index * 500;
    const totals = readTotals(shape({ at, ...counters }), at);
    ({ sample, memory } = sampleMedia(memory, totals, nobody));
  }
  return sample;
}

const talking: Omit<Counters, 'at'> = {
  audioIn: { packets: 100, lost: 2 },
  videoIn: { packets: 300, lost: 5, frames: 90 },
  audioOut: { packets: 100 },
  videoOut: [{ packets: 200, fps: 15, target: 500_000, limited: 'none' }],
  report: { at: start - 100, fraction: 0, rtt: 0.04, jitter: 0.003 },
  rtt: 0.05,
  available: 900_000,
  bytesIn: 400_000,
  lastPacketAt: start - 5,
};
const halfASecondOn: Omit<Counters, 'at'> = {
  audioIn: { packets: 125, lost: 3 },
  videoIn: { packets: 350, lost: 5, frames: 97 },
  audioOut: { packets: 125 },
  videoOut: [{ packets: 240, fps: 14, target: 480_000, limited: 'bandwidth' }],
  report: { at: start + 400, fraction: 0.1, lost: 3, rtt: 0.06, jitter: 0.005 },
  rtt: 0.07,
  available: 800_000,
  bytesIn: 455_000,
  lastPacketAt: start + 495,
};

describe('two looks at a call', () => {
  it.each(shapes)('in %s show what happened in between', (_name, shape) => {
    expect(looks(shape, talking, halfASecondOn)).toMatchObject({
      intervalMs: 500,
      uplink: {
        packets: 65,
        kbps: ((2_500 + 40_000) * 8) / 500,
        audio: true,
        video: true,
        jitterMs: 5,
        framesPerSecond: 14,
      },
      downlink: { packets: 75, lost: 1, kbps: ((2_500 + 50_000) * 8) / 500, jitterMs: 4 },
      streams: [
        { streamId: 'ITA1', media: 'audio', packets: 25, lost: 1, jitterMs: 4 },
        { streamId: 'ITV2', media: 'video', packets: 50, lost: 0, framesDecoded: 7 },
      ],
    });
  });

  it('in Chromium show everything', () => {
    expect(looks(chromium, talking, halfASecondOn)).toMatchObject({
      uplink: {
        loss: 0.1,
        lossCovers: 1,
        rttMs: 60,
        availableKbps: 800,
        targetKbps: 480,
        limitedBy: 'bandwidth',
      },
      downlink: { bytes: 55_000, lastPacketAt: start + 495 },
    });
  });

  it('in Firefox count the loss from what was sent, and have the round trip from RTCP alone', () => {
    const sample = looks(firefox, talking, halfASecondOn);
    expect(sample?.uplink).toMatchObject({ loss: 3 / 25, rttMs: 60 });
    expect(sample?.uplink.availableKbps).toBeUndefined();
    expect(sample?.uplink.targetKbps).toBeUndefined();
    expect(sample?.uplink.limitedBy).toBeUndefined();
    expect(sample?.downlink).toMatchObject({ bytes: 55_000, lastPacketAt: start + 495 });
  });

  it('in Safari count media for bytes, and have no time of the last packet', () => {
    const sample = looks(safari, talking, halfASecondOn);
    expect(sample?.uplink).toMatchObject({ loss: 0.1, rttMs: 60, availableKbps: 800 });
    expect(sample?.downlink.bytes).toBe(52_500);
    expect(sample?.downlink.lastPacketAt).toBeUndefined();
  });

  it('do not listen to the clock of the other machine', () => {
    expect(readTotals(chromium({ at: start }), 0).at).toBe(start);
  });

  it('are timed by our own clock where the report carries no time', () => {
    const untimed = [{ id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 3 }];
    expect(readTotals(untimed, 4711).at).toBe(4711);
    expect(readTotals([], 4711).at).toBe(4711);
  });
});

describe('one look', () => {
  it('shows nothing yet', () => {
    expect(looks(chromium, talking)).toBeUndefined();
  });

  it('that the browser answers from its cache shows nothing new, and keeps the memory', () => {
    const totals = readTotals(chromium({ at: start, ...talking }), 0);
    const { memory } = sampleMedia(undefined, totals, nobody);
    expect(sampleMedia(memory, totals, nobody)).toEqual({ memory });
  });
});

describe('what is missing', () => {
  it.each(shapes)('from an empty report of %s is zero or unknown, never NaN', (_name, shape) => {
    const sample = looks(shape, {}, {});
    expect(sample).toMatchObject({
      uplink: { packets: 0, kbps: 0, audio: false, video: false },
      downlink: { packets: 0, lost: 0, kbps: 0, bytes: 0 },
      streams: [],
    });
    expect(JSON.stringify(sample)).not.toMatch(/null/);
  });

  it('from an audio-only call is video', () => {
    const { videoIn: _in, videoOut: _out, ...audio } = talking;
    const { videoIn: _in2, videoOut: _out2, ...later } = halfASecondOn;
    expect(looks(chromium, audio, later)).toMatchObject({
      uplink: { packets: 25, audio: true, video: false },
      downlink: { packets: 25, lost: 1 },
    });
  });

  it('from a muted microphone is audio, though its stream is still there', () => {
    const muted = { ...halfASecondOn, audioOut: talking.audioOut };
    expect(looks(chromium, talking, muted)?.uplink).toMatchObject({ audio: false, video: true });
  });

  it('from a paused camera is video with all its numbers', () => {
    const paused = {
      ...halfASecondOn,
      videoOut: [{ packets: 200, fps: 0, target: 0, limited: 'none' }],
    };
    const { uplink } = looks(chromium, talking, paused) ?? {};
    expect(uplink?.video).toBe(false);
    expect(uplink?.targetKbps).toBeUndefined();
    expect(uplink?.framesPerSecond).toBeUndefined();
  });

  it('from silence under DTX is not the flow: a packet every 400 ms is one', () => {
    const quiet = { ...talking, audioIn: { packets: 101, lost: 2 } };
    expect(looks(chromium, talking, quiet)?.downlink.packets).toBe(1);
  });

  it('in a report is its kind: audio', () => {
    const entry = { id: 'a', type: 'inbound-rtp', timestamp: 1 };
    expect(readTotals([entry], 0).inbound.get('a')).toMatchObject({
      kind: 'audio',
    });
  });

  it('of a score of the other end is whatever was not measured anew', () => {
    const stale = { ...halfASecondOn, report: talking.report, rtt: talking.rtt };
    const { uplink } = looks(chromium, talking, stale) ?? {};
    expect(uplink).toMatchObject({ packets: 65 });
    for (const field of ['loss', 'lossCovers', 'rttMs', 'jitterMs'] as const)
      expect(uplink?.[field]).toBeUndefined();
  });
});

describe('counters that start over', () => {
  const restarted: Omit<Counters, 'at'> = {
    audioIn: { packets: 10, lost: 0, bytes: 1000 },
    videoIn: { packets: 20, lost: 0, bytes: 20_000, frames: 3 },
    audioOut: { packets: 10 },
    videoOut: [{ packets: 20 }],
    bytesIn: 500,
  };

  it('are no loss, and add nothing: they count from here on', () => {
    const sample = looks(chromium, talking, restarted);
    expect(sample).toMatchObject({
      uplink: { packets: 0 },
      downlink: { packets: 0, lost: 0, bytes: 0, kbps: 0 },
      streams: [
        { packets: 0, lost: 0 },
        { packets: 0, lost: 0, framesDecoded: 0 },
      ],
    });
    const on = {
      ...restarted,
      audioIn: { packets: 35, lost: 1, bytes: 3500 },
      audioOut: { packets: 35 },
      bytesIn: 3500,
    };
    expect(looks(chromium, talking, restarted, on)).toMatchObject({
      uplink: { packets: 25 },
      downlink: { packets: 25, lost: 1, bytes: 3000 },
    });
  });

  it('of one stream do not hide the others', () => {
    const one = { ...halfASecondOn, audioIn: { packets: 5, lost: 0 } };
    expect(looks(chromium, talking, one)?.downlink).toMatchObject({ packets: 50, lost: 0 });
  });

  it('or are gone for one look add nothing when they are there again', () => {
    const gone = { ...halfASecondOn, audioIn: undefined, audioOut: undefined, bytesIn: undefined };
    expect(looks(chromium, talking, gone, halfASecondOn)).toMatchObject({
      uplink: { packets: 0 },
      downlink: { packets: 0, lost: 0, bytes: 0 },
    });
  });

  it('or are no numbers at all add nothing', () => {
    const nonsense = {
      ...halfASecondOn,
      audioIn: { packets: Number.NaN, lost: Number.NaN, bytes: Number.POSITIVE_INFINITY },
      bytesIn: Number.NaN,
      rtt: Number.NaN,
      available: Number.NaN,
      report: { at: start + 400, fraction: Number.NaN, lost: Number.NaN, jitter: Number.NaN },
    };
    const sample = looks(chromium, talking, nonsense);
    expect(sample?.downlink).toMatchObject({ packets: 50, lost: 0, bytes: 0 });
    expect(JSON.stringify(sample)).not.toMatch(/null/);
    for (const field of ['loss', 'rttMs', 'jitterMs', 'availableKbps'] as const)
      expect(sample?.uplink[field]).toBeUndefined();
  });

  it('below zero that are told as unsigned are what they are', () => {
    const late = { ...talking, audioIn: { packets: 125, lost: 4_294_967_295 } };
    expect(
      looks(chromium, { ...talking, audioIn: { packets: 100 } }, late)?.downlink,
    ).toMatchObject({ packets: 25, lost: -1 });
  });

  it('under a new name are history too: an ICE restart, a stream that came late', () => {
    const renamed = { ...talking, audioIn: { packets: 500, lost: 90, id: 'ITA9' } };
    expect(looks(chromium, talking, renamed)).toMatchObject({
      downlink: { packets: 0, lost: 0 },
      streams: [
        { streamId: 'ITA9', packets: 0, lost: 0 },
        { packets: 0, lost: 0 },
      ],
    });
    const on = { ...renamed, audioIn: { packets: 520, lost: 94, id: 'ITA9' } };
    expect(looks(chromium, talking, renamed, on)?.downlink).toMatchObject({ packets: 20, lost: 4 });
  });

  it('are told from packets that only came late', () => {
    const late = { ...halfASecondOn, audioIn: { packets: 127, lost: 0 } };
    expect(looks(chromium, talking, late)?.downlink).toMatchObject({ packets: 77, lost: -2 });
  });
});

describe('several streams out', () => {
  const layers = (...all: [packets: number, target: number, fps: number, limited: string][]) => ({
    ...talking,
    videoOut: all.map(([packets, target, fps, limited]) => ({ packets, target, fps, limited })),
  });

  it('of simulcast add up, and the fastest tells the frame rate', () => {
    const before = layers([100, 0, 0, 'none'], [100, 0, 0, 'none'], [100, 0, 0, 'none']);
    const after = layers(
      [110, 150_000, 15, 'none'],
      [120, 500_000, 30, 'none'],
      [130, 1_200_000, 30, 'cpu'],
    );
    expect(looks(chromium, before, after)?.uplink).toMatchObject({
      packets: 60,
      targetKbps: 1850,
      framesPerSecond: 30,
      limitedBy: 'cpu',
    });
  });

  it('of which the upper layer was dropped count what is left', () => {
    const before = layers([100, 150_000, 15, 'none'], [100, 500_000, 30, 'none']);
    const after = layers([110, 150_000, 15, 'bandwidth'], [100, 500_000, 30, 'none']);
    expect(looks(chromium, before, after)?.uplink).toMatchObject({
      targetKbps: 150,
      framesPerSecond: 15,
      limitedBy: 'bandwidth',
    });
  });

  it('are limited by what limits the most', () => {
    const before = layers([100, 1, 1, 'none'], [100, 1, 1, 'none']);
    expect(
      looks(chromium, before, layers([101, 1, 1, 'none'], [101, 1, 1, 'bandwidth']))?.uplink
        .limitedBy,
    ).toBe('bandwidth');
    expect(
      looks(chromium, before, layers([101, 1, 1, 'odd'], [101, 1, 1, 'odd']))?.uplink.limitedBy,
    ).toBe(undefined);
  });
});

describe('several transports', () => {
  const transport = (id: string, pair: string) => ({
    id,
    type: 'transport',
    timestamp: start,
    selectedCandidatePairId: pair,
  });
  const pair = (id: string, more: object) => ({
    id,
    type: 'candidate-pair',
    timestamp: start,
    ...more,
  });

  const two = (at: number, a: object, b: object) =>
    readTotals(
      [
        transport('T1', 'A'),
        transport('T2', 'B'),
        pair('A', { timestamp: at, ...a }),
        pair('B', { timestamp: at, ...b }),
        pair('C', { bytesReceived: at, currentRoundTripTime: 3, nominated: true }),
      ],
      at,
    );

  it('add their bytes, and the slowest and newest count', () => {
    const before = two(
      start,
      { bytesReceived: 100, currentRoundTripTime: 0.01, lastPacketReceivedTimestamp: 5 },
      { bytesReceived: 50, currentRoundTripTime: 0.2, lastPacketReceivedTimestamp: 9 },
    );
    const now = two(
      start + 500,
      { bytesReceived: 130, lastPacketReceivedTimestamp: start + 300 },
      { bytesReceived: 51, currentRoundTripTime: 0.2, lastPacketReceivedTimestamp: start + 100 },
    );
    expect(before.rttMs).toBe(200);
    const { memory } = sampleMedia(undefined, before, nobody);
    expect(sampleMedia(memory, now, nobody).sample?.downlink).toMatchObject({
      bytes: 31,
      lastPacketAt: start + 300,
    });
  });

  it('without a word which pair is used are the first one that was nominated and lives', () => {
    const report = [
      pair('A', { bytesReceived: 1, nominated: true, state: 'failed' }),
      pair('B', { bytesReceived: 2, nominated: false, state: 'succeeded' }),
      pair('C', { bytesReceived: 3, nominated: true, state: 'succeeded' }),
      pair('D', { bytesReceived: 4, nominated: true, state: 'succeeded' }),
    ];
    expect([...readTotals(report, 0).pairs.keys()]).toEqual(['C']);
  });
});

describe('reports of the other end', () => {
  const report = (at: number, change: object = {}) => ({
    at,
    fraction: 0,
    rtt: 0.04,
    jitter: 0.003,
    ...change,
  });

  it('are believed half as much about a stream that is new', () => {
    const two = (fractions: [number, number], known: boolean) => {
      const stream = (id: string) => ({
        id,
        type: 'outbound-rtp',
        timestamp: start,
        kind: 'audio',
        packetsSent: 1,
      });
      const about = (id: string, localId: string, at: number, fractionLost: number) => ({
        id,
        type: 'remote-inbound-rtp',
        timestamp: at,
        localId,
        fractionLost,
      });
      const before = readTotals([stream('O1'), ...(known ? [stream('O2')] : [])], start);
      const now = readTotals(
        [
          { ...stream('O1'), timestamp: start + 500 },
          stream('O2'),
          about('R1', 'O1', start, fractions[0]),
          about('R2', 'O2', start, fractions[1]),
        ],
        start + 500,
      );
      const { memory } = sampleMedia(undefined, before, nobody);
      return sampleMedia(memory, now, nobody).sample?.uplink;
    };
    expect(two([0, 0.6], true)).toMatchObject({ loss: 0.3, lossCovers: 2 });
    expect(two([0, 0.6], false)).toMatchObject({ loss: 0.6 / 3, lossCovers: 2 });
  });

  it('count no loss before there are two of them, nor beyond all', () => {
    const without = (change: object) => ({ fraction: undefined, ...change });
    const first = looks(firefox, { ...talking, report: undefined }, halfASecondOn);
    expect(first?.uplink.loss).toBeUndefined();
    const flood = { ...halfASecondOn, report: report(start + 400, without({ lost: 900 })) };
    expect(looks(firefox, talking, flood)?.uplink.loss).toBe(1);
    const fewer = { ...halfASecondOn, report: report(start + 400, without({ lost: -4 })) };
    expect(looks(firefox, talking, fewer)?.uplink.loss).toBe(0);
    const unsent = { ...halfASecondOn, audioOut: talking.audioOut };
    expect(looks(firefox, talking, unsent)?.uplink.loss).toBeUndefined();
  });
});

it('streams belong to whom the app says', () => {
  const totals = (at: number) => readTotals(chromium({ ...talking, at }), at);
  const owner = ({
    mid,
    trackId,
    ssrc,
    kind,
  }: {
    mid?: string;
    trackId?: string;
    ssrc?: number;
    kind: string;
  }) => [mid, trackId, ssrc, kind].join();
  const { memory } = sampleMedia(undefined, totals(start), owner);
  const { sample } = sampleMedia(memory, totals(start + 500), owner);
  expect(sample?.streams.map(({ userId }) => userId)).toEqual(['0,mic,11,audio', '1,cam,22,video']);
});
