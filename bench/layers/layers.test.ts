import { describe, expect, it } from 'vitest';
import { readRecordings, recordingsFolder } from '../diagnosis/recording.ts';
import { sdkSources } from '../../packages/core/src/sources/sdkSources.ts';
import { faults } from './faults.ts';
import { measure } from './measure.ts';
import { nextPhase } from './nextPhase.ts';
import { partOf } from './pages.ts';
import { sdkModels } from './sdkModels.ts';
import { faultRow } from './table.ts';

const recordings = new Map(readRecordings(recordingsFolder).map((one) => [one.file, one]));
const fresh = [
  'janus-a1-ifdown',
  'janus-b3-reject',
  'janus-e1-sigtcp',
  'janus-g-up15',
  'janus-none',
];

// Two screens, four SDKs and four layers each, on a machine that may have other things to do.
const slow = 60_000;

describe('docs/layers.md', () => {
  it.each(fresh)(
    'says of %s what is measured now',
    async (file) => {
      const fault = faults.find((one) => one.file === file);
      const recording = recordings.get(file);
      if (!fault || !recording) throw new Error('This recording is in the table');
      const told = await measure(recording, sdkModels);
      for (const { source } of sdkModels) {
        const cells = faultRow(
          fault,
          told.filter(({ sdk }) => sdk === source),
        );
        const stale = 'docs/layers.md is out of date: run `pnpm bench:layers --write`';
        expect(partOf('docs/layers.md', source), stale).toContain(`| ${cells.join(' | ')} |`);
      }
    },
    slow,
  );

  it('has a row for every fault, of a recording that is there', () => {
    for (const { file, what } of faults) {
      expect(recordings.has(file)).toBe(true);
      for (const { source } of sdkModels)
        expect(partOf('docs/layers.md', source)).toContain(`| ${what} |`);
    }
    expect(Object.keys(sdkSources)).toEqual(
      expect.arrayContaining(sdkModels.map(({ source }) => source)),
    );
  });
});

describe('a modelled SDK', () => {
  const [volcengine] = sdkModels;
  const way = { silentMs: 0, isClosed: false, isReachableAgain: false, hasMedia: false };
  const silent = (silentMs: number) => ({ ...way, silentMs });

  it('says what its guide says, when it says it', () => {
    if (!volcengine) throw new Error('There is a model of VolcEngine');
    expect(nextPhase(volcengine, 'connected', 0, silent(11_900))).toBe('connected');
    expect(nextPhase(volcengine, 'connected', 0, silent(12_000))).toBe('reconnecting');
    expect(nextPhase(volcengine, 'reconnecting', 9900, silent(21_900))).toBe('reconnecting');
    expect(nextPhase(volcengine, 'reconnecting', 10_000, silent(22_000))).toBe('lost');
  });

  it('is back once its way is heard again and sound passes', () => {
    if (!volcengine) throw new Error('There is a model of VolcEngine');
    expect(nextPhase(volcengine, 'lost', 12_000, silent(100))).toBe('lost');
    expect(nextPhase(volcengine, 'lost', 12_000, { ...silent(100), hasMedia: true })).toBe(
      'connected',
    );
  });
});
