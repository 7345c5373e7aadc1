import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** One recorded fact on one screen; `t` is Unix milliseconds, `k` says what kind it is. */
export interface RecordedEvent {
  t: number;
  k: string;
  id?: number;
  v?: string | boolean;
  n?: 'srv' | 'oth';
  ok?: number;
  sent?: number;
  ms?: number;
  err?: string;
  role?: string;
  from?: string;
  who?: string;
  ids?: string[];
  url?: string;
  code?: number;
  clean?: boolean;
  media?: string;
  recv?: boolean;
  /** Of `stream`: the inbound stream that belongs to `user`, named as in the statistics. */
  key?: string;
  user?: string;
  /** Of `wsheard`: how long the socket had been silent. */
  silentMs?: number;
}

/** Statistics of one peer connection (`id`) every 250 ms. */
export interface RecordedStats {
  t: number;
  id: number;
  rtt?: number;
  abr?: number;
  br?: number;
  bs?: number;
  /** Answers to STUN checks on the selected pair. */
  resp?: number;
  lpr?: number;
  pst?: string;
  [stream: string]: unknown;
}

export interface RecordedScreen {
  ev: RecordedEvent[];
  st: RecordedStats[];
}

export type Side = 'A' | 'B' | 'C';
export const sides: readonly Side[] = ['A', 'B', 'C'];

/** One real call under one real fault: injected at `t0`, healed at `t1`, over at `t2`. */
export interface Recording extends Partial<Record<Side, RecordedScreen>> {
  file: string;
  mode: 'janus' | 'p2p';
  id: string;
  what: string;
  /** When the injection and the heal began; `t0` and `t1` are when they were done. */
  t0a?: number;
  t0: number;
  t1a?: number;
  t1: number;
  t2: number;
  rep?: number;
  ok?: boolean;
}

/** The recordings kept in this repository. */
export const recordingsFolder: string = fileURLToPath(new URL('../recordings', import.meta.url));

/** All recordings of a folder, by name. */
export function readRecordings(folder: string): Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => ({
      ...(JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as Recording),
      file: basename(name, '.json.gz'),
    }));
}

/** Those that are held back: looked at when all is done, and not while working on it. */
export function readHeldRecordings(folder: string): Recording[] {
  const held = join(folder, 'held');
  return existsSync(held) ? readRecordings(held) : [];
}

/** The screens that were recorded, in order. */
export function screensOf(recording: Recording): [side: Side, screen: RecordedScreen][] {
  return sides.flatMap((side): [Side, RecordedScreen][] => {
    const screen = recording[side];
    return screen ? [[side, screen]] : [];
  });
}

/** Everybody in the call, recorded or not: two, unless a third was recorded. */
export function peopleOf(recording: Recording): readonly Side[] {
  return recording.C ? sides : sides.slice(0, 2);
}
