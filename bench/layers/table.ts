import type { Side } from '../diagnosis/recording.ts';
import { faults, type Fault } from './faults.ts';
import { layers } from './layers.ts';
import type { Told } from './measure.ts';
import type { SdkModel } from './sdkModel.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');

const otherThan = (side: Side): Side => (side === 'A' ? 'B' : 'A');
/** Whom a fault hits, and who sees it from the other end. */
const seats = [
  ['you', ({ whose }: Fault) => whose],
  ['the other', ({ whose }: Fault) => otherThan(whose)],
] as const;

/** Everything one SDK was measured to say: both ends of every fault, a column for each layer. */
export function sdkTable({ source }: SdkModel, told: readonly Told[]): string {
  const header = [
    'what happens to you',
    ...seats.flatMap(([seat]) => layers.map(({ letter }) => `${seat}: ${letter}`)),
  ];
  return table(
    header,
    faults.map((fault) =>
      faultRow(
        fault,
        told.filter(({ sdk }) => sdk === source),
      ),
    ),
  );
}

/** One line of it; also what the test compares. */
export function faultRow(fault: Fault, told: readonly Told[]): string[] {
  const cells = seats.flatMap(([, sideOf]) =>
    layers.map(({ letter }) => cell(at(told, fault, letter, sideOf(fault)))),
  );
  return [fault.what, ...cells];
}

const at = (told: readonly Told[], { file }: Fault, letter: string, side: Side) =>
  told.filter((one) => one.file === file && one.layer === letter && one.side === side);

/** The smallest and the largest of several SDKs; a dash where one says nothing, a tilde where one says less. */
function cell(told: readonly Told[]): string {
  if (told.length === 0) return 'not recorded';
  const times = told.flatMap(({ first }) => (first ? [first.ms] : []));
  const isVague = told.some(({ first }) => first?.isVague);
  const isUntrue = told.some(({ untrue }) => untrue.length > 0);
  const [from, to] = [Math.min(...times), Math.max(...times)].map((ms) => (ms / 1000).toFixed(1));
  const range = from === to ? from : `${from} to ${to}`;
  const missing = times.length === 0 ? '–' : times.length < told.length ? `${range}, –` : range;
  return `${isVague ? '~' : ''}${missing}${isUntrue ? ' ✗' : ''}`;
}

/** The README's: some faults, all SDKs in one cell, both ends. */
export function shortTable(told: readonly Told[]): string {
  const header = ['what really happens', 'on the screen of', ...layers.map(({ title }) => title)];
  return table(
    header,
    faults
      .filter(({ short }) => short)
      .flatMap((fault) =>
        seats.map(([seat, sideOf], index) => [
          index === 0 ? fault.what : '',
          seat,
          ...layers.map(({ letter }) => cell(at(told, fault, letter, sideOf(fault)))),
        ]),
      ),
  );
}

/** What was said that was not so, by SDK and layer. */
export function untrueTable(models: readonly SdkModel[], told: readonly Told[]): string {
  const sumOf = (sdk: string, letter: string) => {
    const words = told
      .filter((one) => one.sdk === sdk && one.layer === letter)
      .flatMap(({ untrue }) => untrue);
    const ms = words.reduce((sum, { untrueMs = 0 }) => sum + untrueMs, 0);
    return words.length === 0 ? 'none' : `${words.length}, ${(ms / 1000).toFixed(0)} s`;
  };
  return table(
    ['untrue words, and for how long', ...layers.map(({ title }) => title)],
    models.map(({ source, title }) => [
      title,
      ...layers.map(({ letter }) => sumOf(source, letter)),
    ]),
  );
}

/** Each of them. */
export function untrueList(models: readonly SdkModel[], told: readonly Told[]): string {
  const rows = models.flatMap(({ source, title }) =>
    told
      .filter(({ sdk }) => sdk === source)
      .flatMap(({ file, layer, side, untrue }) =>
        untrue.map(({ name, from, to, why = '' }) => [
          title,
          layer,
          faults.find((fault) => fault.file === file)?.what ?? file,
          side,
          `\`${name}\``,
          `${(from / 1000).toFixed(1)} to ${(to / 1000).toFixed(1)}`,
          why,
        ]),
      ),
  );
  return table(['SDK', 'layer', 'fault', 'screen', 'word', 's', 'why not'], rows);
}
