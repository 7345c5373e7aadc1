import { describe, expect, it } from 'vitest';
import { sampleMedia } from './sampleMedia.ts';
import type { StatsMemory } from './statsMemory.ts';
import { type Counters, chromium, firefox, safari } from './statsReports.test.helper.ts';
import { readTotals } from './statsTotals.ts';

const start = 1_700_000_000_000;

type Entries = ReadonlyMap<string, { id: string; type: string; timestamp: number }>;

/** What each look shows of the way in, half a second apart, by stats whose clock is `ahead` of ours. */
function downlinks(
  looks: readonly ((at: number) => Entries)[],
  ahead = (_at: number): number => 0,
) {
  let memory: StatsMemory | undefined;
  return looks.flatMap((entries, index) => {
    const at = index * 500;
    const totals = readTotals(entries(start + at + ahead(at)), start + at);
    const look = sampleMedia(memory, totals, () => undefined);
    memory = look.memory;
    const { bytes, lastPacketAt } = look.sample?.downlink ?? { bytes: -1 };
    return index ? [{ bytes, lastPacketAt: lastPacketAt && lastPacketAt - start }] : [];
  });
}

const flowing = (index: number, more: Partial<Counters> = {}) => ({
  audioIn: { packets: 1000 + index * 25, bytes: 90_000 + index * 2500 },
  bytesIn: 876_006 + index * 3000,
  ...more,
});

const talk =
  (index: number, more: Partial<Counters> = {}, shape = chromium) =>
  (at: number): Entries =>
    shape({ at, lastPacketAt: at - 5, ...flowing(index), ...more });

const withoutPair = (entries: Entries): Entries =>
  new Map([...entries].filter(([, { type }]) => type !== 'candidate-pair'));

const renamed = (entries: Entries): Entries =>
  new Map(
    [...entries].map(([id, entry]) => [
      id,
      id === 'CP1'
        ? { ...entry, id: 'CP9' }
        : id === 'T01'
          ? { ...entry, selectedCandidatePairId: 'CP9' }
          : entry,
    ]),
  );

describe('bytes of any kind', () => {
  it('are those of the pair in use', () => {
    expect(downlinks([talk(0), talk(1), talk(2)]).map(({ bytes }) => bytes)).toEqual([3000, 3000]);
  });

  it('are none when the pair is gone, however many its streams have counted', () => {
    const failed = (at: number) => withoutPair(talk(1)(at));
    expect(downlinks([talk(0), failed, failed])).toEqual([
      { bytes: 0, lastPacketAt: undefined },
      { bytes: 0, lastPacketAt: undefined },
    ]);
  });

  it('are none when another pair is in use, until it has been looked at twice', () => {
    const other = (index: number) => (at: number) => renamed(talk(index)(at));
    expect(downlinks([talk(0), other(1), other(2)])).toEqual([
      { bytes: 0, lastPacketAt: undefined },
      { bytes: 3000, lastPacketAt: 995 },
    ]);
  });

  it.each([
    ['Safari', safari],
    ['a connection that has no pair yet', (counters: Counters) => withoutPair(chromium(counters))],
  ])('are those of the streams in %s', (_what, shape) => {
    const looks = [talk(0, {}, shape as never), talk(1, {}, shape as never)];
    expect(downlinks(looks)).toEqual([{ bytes: 2500, lastPacketAt: undefined }]);
  });

  it('are those of the pair from the second look at it on', () => {
    const none = (at: number) => withoutPair(talk(1)(at));
    expect(downlinks([none, talk(2), talk(3)]).map(({ bytes }) => bytes)).toEqual([0, 3000]);
  });
});

describe('the last packet', () => {
  it.each([
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])('in %s is dated by our own clock', (_name, shape) => {
    for (const ahead of [0, 3_600_000, -3_600_000]) {
      const looks = [talk(0, {}, shape), talk(1, {}, shape)];
      expect(downlinks(looks, () => ahead)).toEqual([{ bytes: 3000, lastPacketAt: 495 }]);
    }
  });

  it('stays where it was while nothing comes', () => {
    const silent = talk(1, { lastPacketAt: start + 480 });
    expect(
      downlinks([talk(0), silent, silent, silent]).map(({ lastPacketAt }) => lastPacketAt),
    ).toEqual([480, 480, 480]);
  });

  it('stays where it was when somebody sets the clock while nothing comes', () => {
    const set = (at: number) => (at > 600 ? 3_600_000 : 0);
    const silent = talk(1, { lastPacketAt: start + 480 });
    expect(
      downlinks([talk(0), silent, silent, silent], set).map(({ lastPacketAt }) => lastPacketAt),
    ).toEqual([480, 480, 480]);
  });

  it('is not known of a pair that was silent at every look', () => {
    const silent = talk(0, { lastPacketAt: start - 900 });
    expect(downlinks([silent, silent, silent]).at(-1)?.lastPacketAt).toBeUndefined();
  });

  it('is never in the future, and not known when its clock is another', () => {
    const ofLater = (at: number) => talk(1, { lastPacketAt: at + 200 })(at);
    expect(downlinks([talk(0), ofLater])[0]?.lastPacketAt).toBe(500);
    const monotonic = talk(1, { lastPacketAt: 77_000 });
    expect(downlinks([talk(0), monotonic])[0]?.lastPacketAt).toBeUndefined();
  });
});
