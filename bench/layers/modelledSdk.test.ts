import { describe, expect, it } from 'vitest';
import { createMedia } from '../diagnosis/media.ts';
import { readRecordings, recordingsFolder, type Side } from '../diagnosis/recording.ts';
import type { SdkDriver } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import { createModelledSdk } from './modelledSdk.ts';
import { sdkModels } from './sdkModels.ts';

const recordings = readRecordings(recordingsFolder);

/** Every word of one SDK on one screen, with the seconds after the fault at which it came. */
function wordsOf(file: string, source: string, side: Side): string[] {
  const recording = recordings.find((one) => one.file === file);
  const model = sdkModels.find((one) => one.source === source);
  const screen = recording?.[side];
  if (!recording || !model || !screen) throw new Error('This is in the repository');
  const said: string[] = [];
  let now = 0;
  const say =
    (what: string) =>
    (...args: unknown[]) =>
      void said.push([((now - recording.t0) / 1000).toFixed(0), what, ...args].join(' '));
  const driver = new Proxy({} as SdkDriver, { get: (_target, name) => say(String(name)) });
  const others = (['A', 'B'] as const).filter((one) => one !== side);
  const media = createMedia(recording);
  const play = createModelledSdk(model, driver, { screen, recording, others, media, side });
  for (now = recording.t0 - 15_000; now < recording.t2; now += 50) play(now);
  return said;
}

const withoutLevels = (words: readonly string[]) => words.filter((one) => !/own|theirs/.test(one));

describe('an SDK on a recorded screen', () => {
  it('VolcEngine: 12 s without an answer, and back with the sound', () => {
    const words = withoutLevels(wordsOf('janus-b3-reject', 'volcengine', 'A'));
    expect(words.map((one) => one.replace(/^-?\d+ /, ''))).toEqual([
      'joins',
      'joined',
      'somebodyJoins B',
      'somebodyPublishes B',
      'breaks',
      'somebodyPublishes B',
      'returns',
    ]);
    expect(words).toContain('12 breaks');
    expect(words).toContain('18 returns');
  });

  it('says down where a connection is none, in each direction', () => {
    const levels = wordsOf('janus-b3-reject', 'volcengine', 'A').filter((one) => /own/.test(one));
    expect(levels.find((one) => /own down down/.test(one))).toMatch(/^(7|8|9) /);
  });

  it('tells that somebody is gone only once their server has waited', () => {
    const dropped = (source: string) =>
      wordsOf('janus-q-black24', source, 'B').filter((one) => /Drops/.test(one));
    expect(dropped('agora')).toEqual(['20 somebodyDrops A']);
    expect(dropped('volcengine')).toEqual([]);
  });

  it('NERTC says a level once, and all are unknown while it reconnects', () => {
    const words = wordsOf('janus-b3-reject', 'nertc', 'A').filter((one) => /own/.test(one));
    for (const [index, word] of words.entries())
      expect(word.replace(/^\S+ /, '')).not.toBe(words[index - 1]?.replace(/^\S+ /, ''));
    expect(words.some((one) => /own unknown unknown/.test(one))).toBe(true);
  });
});
