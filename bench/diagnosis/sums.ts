import { isUntrue, type Row } from './trial.ts';

export interface Sums {
  screens: number;
  ok: number;
  untrueScreens: number;
  untrueWords: number;
  untrueSeconds: number;
  again: number;
  missed: number;
  late: number;
  causes: number;
  causesOk: number;
}

export function sumOf(rows: readonly Row[]): Sums {
  const words = rows.flatMap((row) => row.words);
  const untrue = words.filter(isUntrue);
  const causes = rows.flatMap(({ cause }) => cause ?? []);
  const count = (word: string) => rows.filter(({ verdict }) => verdict.includes(word)).length;
  return {
    screens: rows.length,
    ok: rows.filter(({ verdict }) => verdict === 'ok').length,
    untrueScreens: rows.filter((row) => row.words.some(isUntrue)).length,
    untrueWords: untrue.length,
    untrueSeconds: untrue.reduce((sum, { untrueMs = 0 }) => sum + untrueMs, 0) / 1000,
    again: words.filter(({ verdict }) => verdict === 'again').length,
    missed: count('MISSED'),
    late: count('late'),
    causes: causes.length,
    causesOk: causes.filter(({ verdict }) => verdict === 'ok').length,
  };
}

export function describeSums(sums: Sums): string[] {
  return [
    `${sums.ok} of ${sums.screens} screens ok.`,
    `${sums.untrueWords} untrue words, ${sums.untrueSeconds.toFixed(1)} s of them, on ${sums.untrueScreens} screens; ` +
      `${sums.again} words told again. Missed: ${sums.missed}, late: ${sums.late}.`,
    `Causes: ${sums.causesOk} of ${sums.causes} right, in time and without a wrong one for more than 1 s.`,
  ];
}
