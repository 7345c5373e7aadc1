import type { Recording, Side } from '../diagnosis/recording.ts';
import { isUntrue, judgeTrial, type Row } from '../diagnosis/trial.ts';
import { isNews } from '../diagnosis/word.ts';
import { type Layer, layers } from './layers.ts';
import { modelledSources } from './modelledSources.ts';
import type { SdkModel } from './sdkModel.ts';

/** What one screen was told with one layer, in one recorded fault. Milliseconds after the fault. */
export interface Told {
  file: string;
  sdk: string;
  layer: Layer['letter'];
  side: Side;
  /** The first word that says what is wrong; else the first that is true and says less. */
  first?: { ms: number; isVague: boolean };
  /** Words that were not so. */
  untrue: readonly Row['words'][number][];
}

/** Each layer of each SDK over one recorded call. */
export async function measure(recording: Recording, models: readonly SdkModel[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const model of models)
    for (const { letter, without } of layers)
      for (const row of await judgeTrial(recording, without, modelledSources(model)))
        told.push({
          file: row.file,
          sdk: model.source,
          layer: letter,
          side: row.side,
          ...firstOf(row, recording.t1 - recording.t0),
          untrue: row.words.filter(isUntrue),
        });
  return told;
}

/** While it lasted: what is said after the heal was of no use. */
function firstOf({ words, right }: Row, healAt: number): Pick<Told, 'first'> {
  if (right && right.ms < healAt) return { first: { ms: right.ms, isVague: false } };
  const vague = words.find(
    ({ from, to, verdict, ...word }) =>
      !isNews(word) && to > 0 && from < healAt && ['allowed', 'stale'].includes(verdict),
  );
  return vague ? { first: { ms: Math.max(0, vague.from), isVague: true } } : {};
}
