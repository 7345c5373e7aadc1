import { expect, it } from 'vitest';
import { cleanImpairment, type Impairment } from '../protocol/harm.ts';
import { idleLink, maxQueueMs, type Passage, passPacket } from './impairment.ts';
import { seededRandom } from './seededRandom.ts';

const packetBytes = 200;

/** Sends `count` packets, one every `everyMs`, over a link that does this harm. */
function send(harm: Partial<Impairment>, count = 5_000, everyMs = 10) {
  const link = idleLink();
  const random = seededRandom(7);
  const impairment = { ...cleanImpairment, ...harm };
  return Array.from({ length: count }, (_, index) => {
    const sentAt = index * everyMs;
    return { sentAt, passage: passPacket(link, impairment, packetBytes, sentAt, random) };
  });
}

const wasDropped = ({ passage }: { passage: Passage }) => 'dropped' in passage;
const lostShare = (sent: ReturnType<typeof send>) => sent.filter(wasDropped).length / sent.length;
const delays = (sent: ReturnType<typeof send>) =>
  sent.flatMap(({ sentAt, passage }) => ('arriveAt' in passage ? [passage.arriveAt - sentAt] : []));
function meanRun(sent: ReturnType<typeof send>): number {
  const runs =
    sent
      .map((packet) => (wasDropped(packet) ? 'x' : '.'))
      .join('')
      .match(/x+/g) ?? [];
  return runs.join('').length / runs.length;
}

it('passes everything at once on a clean link', () => {
  expect(new Set(delays(send({})))).toEqual(new Set([0]));
});

it('loses the share it is told to lose', () => {
  expect(lostShare(send({ loss: 0.2 }))).toBeCloseTo(0.2, 1);
  expect(lostShare(send({ loss: 1 }))).toBe(1);
});

it('loses in runs when losses come in bursts, and as much in total', () => {
  const bursty = send({ loss: 0.2, burst: 12 }, 40_000);
  expect(lostShare(bursty)).toBeCloseTo(0.2, 1);
  expect(meanRun(bursty)).toBeGreaterThan(9);
  expect(meanRun(send({ loss: 0.2 }))).toBeLessThan(1.5);
});

it('delays every packet by the same time', () => {
  expect(new Set(delays(send({ delayMs: 300 })))).toEqual(new Set([300]));
});

it('spreads arrivals with jitter', () => {
  const waited = delays(send({ jitterMs: 120, delayMs: 50 }));
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...waited)).toBeLessThanOrEqual(170);
  expect(Math.max(...waited) - Math.min(...waited)).toBeGreaterThan(100);
});

it('lets no packet overtake another once the jitter is gone', () => {
  const link = idleLink();
  const before = passPacket(
    link,
    { ...cleanImpairment, delayMs: 500 },
    packetBytes,
    0,
    Math.random,
  );
  const after = passPacket(link, cleanImpairment, packetBytes, 10, Math.random);
  expect([before, after]).toEqual([{ arriveAt: 500 }, { arriveAt: 500 }]);
});

it('lets through no more than the rate, and queues no longer than the queue', () => {
  const offeredKbps = (packetBytes * 8) / 10;
  const sent = send({ rateKbps: offeredKbps / 2 });
  expect(1 - lostShare(sent)).toBeCloseTo(0.5, 1);
  expect(Math.max(...delays(sent))).toBeLessThan(maxQueueMs + 100);
});

it('lets everything through when the rate is enough', () => {
  expect(lostShare(send({ rateKbps: 400 }))).toBe(0);
});

it('swallows all, whatever else it is told', () => {
  expect(lostShare(send({ swallow: true, delayMs: 10 }))).toBe(1);
});

it('repeats itself with the same seed', () => {
  expect(send({ loss: 0.3, jitterMs: 50 }, 200)).toEqual(send({ loss: 0.3, jitterMs: 50 }, 200));
});
