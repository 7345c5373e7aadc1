import type { JudgedWord } from './judgement.ts';
import type { CauseScore } from './score.ts';
import type { Row } from './trial.ts';

const header = [
  'verdict',
  'trial',
  'first right word',
  'at ms',
  'by',
  'gone s',
  'media s',
  'cause',
] as const;
const widest = 40;

/** One line for each screen, and below it each word that should not have been there. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = rows.map(cellsOf);
  const widths = header.map((name, column) =>
    Math.min(widest, Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    'Milliseconds after the fault; gone, media: seconds after the heal.\n',
    line(header),
    ...rows.flatMap((row, index) => [line(cells[index] ?? []), ...faultsOf(row)]),
  ];
}

/** Each word of a screen that should not have been there: when, where, and why not. */
export function faultsOf({ words }: Row): string[] {
  return words
    .filter(({ verdict }) => verdict !== 'right' && verdict !== 'allowed')
    .map((word) => `    ${describeWord(word)}`);
}

function describeWord({ verdict, name, from, to, surfaces, why = '' }: JudgedWord): string {
  return `${verdict.padEnd(6)}  ${name} ${from}–${to} ms [${surfaces.join(', ')}]: ${why}`;
}

function cellsOf(row: Row): string[] {
  return [
    row.verdict,
    `${row.file} ${row.side}`,
    row.right?.word ?? '–',
    text(row.right?.ms),
    text(row.by),
    inSeconds(row.goneMs),
    inSeconds(row.mediaBackMs),
    describeCause(row.cause),
  ];
}

function describeCause(cause: CauseScore | null): string {
  if (!cause) return '–';
  const { verdict, first, correctMs, wrong, before } = cause;
  const named = first ? `${first.cause}@${first.ms}` : '';
  const right = correctMs === null || correctMs === first?.ms ? '' : `right@${correctMs}`;
  const others = [...before, ...wrong].map(
    ({ cause: name, ms, lastedMs }) => `not ${name}@${ms}+${lastedMs}`,
  );
  return [verdict, named, right, ...(verdict === 'ok' ? [] : others)].filter(Boolean).join(' ');
}

const text = (ms: number | null | undefined) => (ms === null || ms === undefined ? '' : `${ms}`);

function inSeconds(ms: number | null): string {
  if (ms === null) return '';
  return Number.isFinite(ms) ? (ms / 1000).toFixed(1) : 'never';
}
