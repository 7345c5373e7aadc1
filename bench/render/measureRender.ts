import { median } from '../numbers.ts';
import { inChromium } from '../chromium/inChromium.ts';
import type { Bench, ContenderName, Measured } from './page.ts';
import { situations, type SituationName } from './situations.ts';

export interface Compared extends Measured {
  situation: SituationName;
  who: ContenderName;
  /** As a multiple of the floor in the same round. */
  timesTheFloor: number;
}

/** Every contender in every situation, in rounds: what is compared was measured within seconds. */
export async function measureRender(
  which: readonly SituationName[],
  who: readonly ContenderName[],
  rounds: number,
): Promise<Compared[]> {
  return inChromium(new URL('page.ts', import.meta.url), async (open) => {
    const measure = (name: ContenderName, situation: SituationName) =>
      open((page) =>
        page.evaluate(
          ([contender, given]) => (globalThis as unknown as Bench).measure(contender, given),
          [name, situations[situation]] as const,
        ),
      );
    const compared: Compared[] = [];
    for (const situation of which) {
      const all: Measured[][] = [];
      for (let round = 0; round < rounds; round += 1) {
        const row = [await measure('floor', situation)];
        for (const name of who) row.push(await measure(name, situation));
        all.push(row);
      }
      compared.push(
        ...(['floor', ...who] as const).map((name, index) => ({
          situation,
          who: name,
          ...middle(all, index),
        })),
      );
    }
    return compared;
  });
}

function middle(
  rounds: readonly Measured[][],
  index: number,
): Measured & { timesTheFloor: number } {
  const of = (read: (row: Measured[]) => number) => median(rounds.map(read));
  return {
    ...rounds[0]![index]!,
    microseconds: of((row) => row[index]!.microseconds),
    timesTheFloor: of((row) => row[index]!.microseconds / row[0]!.microseconds),
  };
}
