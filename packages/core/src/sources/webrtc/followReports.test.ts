import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UplinkSample } from '../../events/networkEvent.ts';
import { sampleMedia } from './sampleMedia.ts';
import type { StatsMemory } from './statsMemory.ts';
import { readTotals } from './statsTotals.ts';

const start = 1_700_000_000_000;
const halfASecond = 500;

/** What the other end says of one stream at a time in milliseconds, how often, and how fast we send. */
interface Stream {
  everyMs: number;
  jitter(report: number, at: number): number | undefined;
  lost?(report: number, at: number): number;
  fraction?(report: number, at: number): number;
  perSecond?(at: number): number;
  /** Reports stop coming. */
  until?: number;
}

/** Looks twice a second at streams that are reported about; `clock` is what somebody set the stats' clock to. */
function looks(
  streams: readonly Stream[],
  forMs: number,
  { clock = (at: number) => at, received = (_at: number): number => 0, lookMs = halfASecond } = {},
): (UplinkSample & { at: number })[] {
  let memory: StatsMemory | undefined;
  const sent = streams.map(() => 0);
  const said: (UplinkSample & { at: number })[] = [];
  let packetsIn = 0;
  for (let at = 0; at <= forMs; at += lookMs) {
    packetsIn += received(at);
    const entries = streams.flatMap(({ everyMs, until = forMs, ...stream }, index) => {
      sent[index] = (sent[index] ?? 0) + ((stream.perSecond?.(at) ?? 50) * lookMs) / 1000;
      const report = Math.floor(Math.min(at, until) / everyMs);
      const reportedAt = report * everyMs;
      return [
        { id: `O${index}`, type: 'outbound-rtp', timestamp: clock(at), packetsSent: sent[index] },
        {
          id: `R${index}`,
          type: 'remote-inbound-rtp',
          localId: `O${index}`,
          timestamp: clock(reportedAt),
          jitter: stream.jitter(report, reportedAt),
          packetsLost: stream.lost?.(report, reportedAt) ?? 0,
          fractionLost: stream.fraction?.(report, reportedAt),
        },
      ];
    });
    const stream = {
      id: 'I',
      type: 'inbound-rtp',
      timestamp: clock(at),
      packetsReceived: packetsIn,
      bytesReceived: packetsIn * 100,
    };
    const totals = readTotals([stream, ...entries] as never, start + at);
    const look = sampleMedia(memory, totals, () => undefined);
    memory = look.memory;
    if (look.sample) said.push({ ...look.sample.uplink, at });
  }
  return said;
}

const at = (said: ReturnType<typeof looks>, ms: number) =>
  said.filter((one) => one.at <= ms).at(-1);
const most = (said: ReturnType<typeof looks>) =>
  Math.max(0, ...said.map(({ unheardReports = 0 }) => unheardReports));

/** Random numbers from 0 to 1, always the same ones for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const moving = (report: number): number => 0.003 + (report % 7) / 10_000;
/** Moves until the uplink is cut, and says the same from then on. */
const cutAt = (ms: number, everyMs: number) => (report: number) =>
  moving(Math.min(report, Math.floor(ms / everyMs)));

describe('reports that repeat themselves', () => {
  const cut = looks([{ everyMs: 1000, jitter: cutAt(10_000, 1000) }], 20_000);

  it('count while we send, one by one', () => {
    expect(at(cut, 10_500)).toMatchObject({ unheardReports: 0, unheardMs: 0 });
    for (const count of [1, 2, 3, 8]) {
      expect(at(cut, 10_000 + count * 1000)).toMatchObject({
        unheardReports: count,
        unheardMs: count * 1000,
      });
    }
    expect(at(cut, 11_500)?.unheardMs).toBe(1500);
  });

  it('leave the newest proof where it was: the report before the newest that differed', () => {
    expect(at(cut, 9000)?.arrivedAt).toBe(start + 8000);
    expect(at(cut, 20_000)?.arrivedAt).toBe(start + 9000);
  });

  it('count no more when one differs, in jitter or in loss', () => {
    const jitter = (report: number) => (report > 14 ? moving(report) : cutAt(10_000, 1000)(report));
    const back = looks([{ everyMs: 1000, jitter }], 16_000);
    expect(at(back, 14_500)?.unheardReports).toBe(4);
    expect(at(back, 15_500)).toMatchObject({ unheardReports: 0, arrivedAt: start + 14_000 });
    const lost = (report: number) => (report > 14 ? 9 : 0);
    const lossy = looks([{ everyMs: 1000, jitter: cutAt(10_000, 1000), lost }], 16_000);
    expect(at(lossy, 15_500)).toMatchObject({ unheardReports: 0, arrivedAt: start + 14_000 });
  });

  it('still count after a cut that the first report afterwards counted as lost', () => {
    const cutTwice = (report: number) =>
      report > 20 ? cutAt(30_000, 1000)(report) : cutAt(10_000, 1000)(report);
    const lost = (report: number) => (report > 20 ? 500 : 0);
    const said = looks([{ everyMs: 1000, jitter: cutTwice, lost }], 40_000);
    expect(at(said, 33_000)?.unheardReports).toBe(3);
  });

  it.each([
    ['next to nothing', 2],
    ['nothing', 0],
  ])('say nothing while we send %s', (_what, few) => {
    const perSecond = (ms: number) => (ms > 10_000 ? few : 50);
    const muted = looks([{ everyMs: 1000, jitter: cutAt(10_000, 1000), perSecond }], 20_000);
    expect(most(muted)).toBe(0);
    expect(at(muted, 13_000)?.unheardReports).toBeUndefined();
  });

  it('say nothing without jitter', () => {
    const vague = looks([{ everyMs: 1000, jitter: () => undefined }], 20_000);
    expect(vague.every(({ unheardReports }) => unheardReports === undefined)).toBe(true);
    expect(vague.every(({ arrivedAt }) => arrivedAt === undefined)).toBe(true);
  });

  it('say nothing after jitter that came or went', () => {
    const jitter = (report: number) => (report % 2 ? 0.003 : undefined);
    expect(looks([{ everyMs: 1000, jitter }], 20_000).at(-1)).not.toHaveProperty('arrivedAt');
  });

  it('say nothing once they stop coming: then it is the way back', () => {
    const stopped = looks([{ everyMs: 1000, jitter: cutAt(10_000, 1000), until: 13_000 }], 20_000);
    expect(at(stopped, 13_500)?.unheardReports).toBe(3);
    expect(at(stopped, 16_000)).not.toHaveProperty('unheardReports');
    expect(at(stopped, 16_000)).not.toHaveProperty('unheardMs');
  });

  describe('that stop coming', () => {
    const cut = { everyMs: 1000, jitter: moving, until: 10_000 };
    const packetsCome = () => 25;

    it('are overdue once one should have come, counted from when it was due', () => {
      const said = looks([cut], 20_000, { received: packetsCome });
      expect(at(said, 12_000)).not.toHaveProperty('reportOverdueMs');
      expect(at(said, 12_500)?.reportOverdueMs).toBe(1500);
      expect(at(said, 20_000)?.reportOverdueMs).toBe(9000);
    });

    it('say nothing while nothing comes in at all', () => {
      expect(at(looks([cut], 20_000), 20_000)).not.toHaveProperty('reportOverdueMs');
    });

    it('say nothing while one stream is reported about', () => {
      const said = looks([cut, { everyMs: 1000, jitter: moving }], 20_000, {
        received: packetsCome,
      });
      expect(at(said, 20_000)).not.toHaveProperty('reportOverdueMs');
    });

    it('say nothing of a stream on which we send nothing', () => {
      const muted = { ...cut, perSecond: (ms: number) => (ms > 10_000 ? 0 : 50) };
      const said = looks([muted], 20_000, { received: packetsCome });
      expect(at(said, 20_000)).not.toHaveProperty('reportOverdueMs');
    });

    it('are awaited as long as their own cadence asks', () => {
      const slow = { ...cut, everyMs: 4000, until: 20_000 };
      const said = looks([slow], 30_000, { received: packetsCome });
      expect(at(said, 26_000)).not.toHaveProperty('reportOverdueMs');
      expect(at(said, 26_500)?.reportOverdueMs).toBe(2500);
    });
  });

  it('leave no memory behind when they are gone', () => {
    let memory: StatsMemory | undefined;
    for (let index = 0; index < 50; index += 1) {
      const entries = [
        { id: `R${index}`, type: 'remote-inbound-rtp', timestamp: index, localId: 'O' },
        { id: `P${index}`, type: 'candidate-pair', nominated: true, responsesReceived: 1 },
        { id: 'T', type: 'transport', timestamp: start + index * 500 },
      ];
      const totals = readTotals(entries, start + index * 500);
      ({ memory } = sampleMedia(memory, totals, () => undefined));
    }
    expect([memory?.reports.size, memory?.checks.size]).toEqual([1, 1]);
  });
});

describe('a healthy call of an hour', () => {
  const hour = 3_600_000;
  const seldom = { lookMs: 1000 };
  const cadences = [1000, 2000, 3000, 4000, 5000, 6000, 7000];

  it.each(cadences)(
    'with the same jitter every %i ms says nothing of not being heard',
    (everyMs) => {
      for (const jitter of [0.001, 0])
        expect(most(looks([{ everyMs, jitter: () => jitter }], hour, seldom))).toBe(0);
    },
  );

  it.each(cadences)(
    'with the same jitter and a loss now and then every %i ms as well',
    (everyMs) => {
      const random = seeded(everyMs);
      const losses = Array.from({ length: 4000 }, () => (random() < 0.05 ? 1 : 0));
      let sum = 0;
      const lost = losses.map((one) => (sum += one));
      const constant = {
        everyMs,
        jitter: () => 0.001,
        lost: (report: number) => lost[report] ?? 0,
      };
      expect(most(looks([constant], hour, seldom))).toBe(0);
    },
  );

  it('on a perfect path, whose jitter falls to nothing, says nothing either', () => {
    const jitter = (report: number) => Math.max(0, 0.005 - report / 10_000);
    expect(most(looks([{ everyMs: 1000, jitter }], hour, seldom))).toBe(0);
  });

  it.each([1, 2, 3, 4, 5])(
    'with 1.5 %% equal pairs is never doubted three times in a row: %i',
    (seed) => {
      const random = seeded(seed);
      let jitter = 0.003;
      const all = Array.from({ length: 3700 }, () => {
        if (random() > 0.015) jitter = 0.001 + random() / 100;
        return jitter;
      });
      const said = looks([{ everyMs: 1000, jitter: (report) => all[report] ?? 0 }], hour, seldom);
      expect(most(said)).toBeLessThan(3);
      expect(most(said)).toBeGreaterThan(0);
    },
  );

  it.each([1, 2, 3])('with jitter in coarse steps is doubted ever less: %i', (seed) => {
    const random = seeded(seed);
    const steps = [0.0625, 0.125, 0.1875, 0.25, 0.3125, 0.375];
    const all = Array.from({ length: 3700 }, () => (steps[Math.floor(random() * 6)] ?? 0) / 1000);
    const said = looks([{ everyMs: 1000, jitter: (report) => all[report] ?? 0 }], hour, seldom);
    expect(said.filter(({ unheardReports = 0 }) => unheardReports >= 3).length).toBeLessThan(8);
  });
});

describe('several streams', () => {
  const audio = { everyMs: 5000, jitter: moving };
  const frozen = { everyMs: 1000, jitter: cutAt(20_000, 1000) };

  it('are unheard only when all are', () => {
    const video = { everyMs: 1000, jitter: moving };
    expect(most(looks([frozen, video], 40_000))).toBe(0);
    expect(
      most(looks([frozen, { ...frozen, everyMs: 2000, jitter: cutAt(20_000, 2000) }], 40_000)),
    ).toBeGreaterThan(5);
  });

  it('that are reported about rarely are heard until their next report is due', () => {
    expect(most(looks([frozen, audio], 60_000))).toBe(0);
    const cut = looks([frozen, { everyMs: 5000, jitter: cutAt(20_000, 5000) }], 60_000);
    expect(at(cut, 24_500)?.unheardReports).toBe(0);
    expect(at(cut, 25_000)?.unheardReports).toBe(1);
    expect(at(cut, 35_000)?.unheardReports).toBe(3);
  });

  it('that are no longer reported about decide nothing once their report is overdue', () => {
    const said = looks([frozen, { ...audio, until: 20_000 }], 60_000);
    expect(at(said, 27_500)?.unheardReports).toBe(0);
    expect(at(said, 29_000)?.unheardReports).toBe(9);
  });

  it('that are muted decide nothing', () => {
    const muted = { ...audio, perSecond: (ms: number) => (ms > 20_000 ? 0 : 50) };
    expect(at(looks([frozen, muted], 60_000), 24_000)?.unheardReports).toBe(4);
  });

  it('that never change decide nothing', () => {
    const constant = { everyMs: 1000, jitter: () => 0.001 };
    expect(at(looks([frozen, constant], 60_000), 24_000)?.unheardReports).toBe(4);
  });
});

it('a clock that is set in mid-call changes nothing', () => {
  const stream = { everyMs: 1000, jitter: cutAt(20_000, 1000), fraction: () => 0.1 };
  const steady = looks([stream], 40_000);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 79 }),
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      (look, byMs) => {
        // Not by exactly the half second between two looks: then the stats are those of the look before.
        fc.pre(Math.abs(byMs) > 2000);
        const clock = (ms: number) => (ms >= look * halfASecond ? ms + byMs : ms);
        expect(looks([stream], 40_000, { clock })).toEqual(steady);
      },
    ),
    { numRuns: 40 },
  );
});

describe('the loss that a report states', () => {
  const lossy = (from: number) => (report: number) => (report === from ? 0.9 : 0);
  const losses = (said: ReturnType<typeof looks>) =>
    said.flatMap(({ at: ms, loss }) => (loss ? [[ms, loss]] : []));

  it('is told', () => {
    expect(losses(looks([{ everyMs: 1000, jitter: moving, fraction: lossy(15) }], 20_000))).toEqual(
      [[15_000, 0.9]],
    );
  });

  it('is of the cut where the report before had no news', () => {
    const jitter = (report: number) => (report > 14 ? moving(report) : cutAt(10_000, 1000)(report));
    expect(losses(looks([{ everyMs: 1000, jitter, fraction: lossy(15) }], 20_000))).toEqual([]);
  });

  it('is told where the report before never has news', () => {
    const constant = { everyMs: 1000, jitter: () => 0.001, fraction: lossy(15) };
    expect(losses(looks([constant], 20_000))).toEqual([[15_000, 0.9]]);
  });

  it('is of a gap where the report before is long ago', () => {
    const rare = { everyMs: 8000, jitter: moving, fraction: lossy(3) };
    expect(losses(looks([rare], 40_000))).toEqual([]);
  });

  it('is of a gap in the first report after media came in again', () => {
    const stream = { everyMs: 1000, jitter: moving, fraction: lossy(15) };
    const received = (ms: number) => (ms > 12_200 && ms < 14_600 ? 0 : 25);
    expect(losses(looks([stream], 20_000, { received }))).toEqual([]);
    const later = { ...stream, fraction: lossy(16) };
    expect(losses(looks([later], 20_000, { received }))).toEqual([[16_000, 0.9]]);
  });

  it('is of a gap for every stream where it is for one', () => {
    const jitter = (report: number) => (report > 14 ? moving(report) : cutAt(10_000, 1000)(report));
    const cut = { everyMs: 1000, jitter, fraction: lossy(15) };
    const other = { everyMs: 1000, jitter: moving, fraction: lossy(15) };
    expect(losses(looks([cut, other], 20_000))).toEqual([]);
  });
});
