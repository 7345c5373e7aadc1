import { judgeScreen, type JudgedScreen } from './judge.ts';
import { type Recording, type Side, screensOf } from './recording.ts';
import type { MakeSources } from './recordedSources.ts';
import { replay } from './replay.ts';
import { type CauseScore, score } from './score.ts';
import { nothingMissing, type Without } from './witnesses.ts';

/** One screen of one recorded call: what it said, judged, and what it concluded beside it. */
export interface Row extends JudgedScreen {
  file: string;
  mode: string;
  id: string;
  side: Side;
  /** Null where causes are not judged. */
  cause: CauseScore | null;
}

/** Replays one call and judges each of its screens. */
export async function judgeTrial(
  recording: Recording,
  without: Without = nothingMissing,
  makeSources?: MakeSources,
): Promise<Row[]> {
  const { file, mode, id } = recording;
  const replayed = await replay(recording, without, makeSources);
  return screensOf(recording).flatMap(([side]): Row[] => {
    const said = replayed[side];
    if (!said) return [];
    const cause = score(recording, side, said.causes) ?? null;
    return [
      { file, mode, id, side, ...judgeScreen(recording, side, said.prompts, without), cause },
    ];
  });
}

/** Has it said anything that was not so? What was said again was true, and too much. */
export function isUntrue({ verdict }: Row['words'][number]): boolean {
  return verdict === 'before' || verdict === 'wrong' || verdict === 'stale';
}
