import { round } from '../numbers.ts';
import { measureLatency } from '../render/measureLatency.ts';
import { type Compared, measureRender } from '../render/measureRender.ts';
import type { Found } from './plan.ts';

const rounds = 2;

export async function findRender(): Promise<Found> {
  const ones = await measureRender(['oneHalfWeak', 'oneNoneWeak'], ['netcue'], rounds);
  const some = await measureRender(['someHalfWeak', 'someNoneWeak'], ['netcue'], rounds);
  const same = await measureRender(['sameHalfWeak', 'sameNoneWeak'], ['netcue'], rounds);
  const all = await measureRender(['allHalfWeak'], ['netcue', 'netcueAlone'], rounds);
  const of = (rows: readonly Compared[], situation: string, who = 'netcue') =>
    rows.find((row) => row.situation === situation && row.who === who)!;
  const times = (rows: readonly Compared[], situation: string) =>
    `${round(of(rows, situation).timesTheFloor)}x`;
  const ms = (situation: string) => `${round(of(same, situation).microseconds / 1000)} ms`;
  const renders = ({ renders: every, renewed }: Compared) =>
    `${round(every)} for ${round(renewed)}`;
  return {
    oneHalfWeak: times(ones, 'oneHalfWeak'),
    oneNoneWeak: times(ones, 'oneNoneWeak'),
    allHalfWeak: `${times(all, 'allHalfWeak')}, ${round(of(all, 'allHalfWeak').commits)} commit`,
    allAlone: `${round(of(all, 'allHalfWeak', 'netcueAlone').microseconds / 1_000)} µs`,
    someHalfWeak: times(some, 'someHalfWeak'),
    someNoneWeak: times(some, 'someNoneWeak'),
    someRenders: `${renders(of(some, 'someHalfWeak'))}, ${renders(of(some, 'someNoneWeak'))}`,
    sameHalfWeak: ms('sameHalfWeak'),
    sameNoneWeak: ms('sameNoneWeak'),
    sameRenders: same
      .filter(({ who }) => who === 'netcue')
      .map((row) => round(row.renders))
      .join(', '),
  };
}

export async function findLatency(): Promise<Found> {
  const [, hook, banner] = await measureLatency(rounds + 1);
  return {
    hook: `${round(hook!.timesTheStore)}x`,
    banner: `${round(banner!.timesTheStore)}x`,
  };
}
