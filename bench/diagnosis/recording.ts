import { readdirSync, readFileSync } from 'node:fs';
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
}

/** Statistics of one peer connection (`id`) every 250 ms. */
export interface RecordedStats {
  t: number;
  id: number;
  rtt?: number;
  abr?: number;
  br?: number;
  bs?: number;
  lpr?: number;
  pst?: string;
  [stream: string]: unknown;
}

export interface RecordedScreen {
  ev: RecordedEvent[];
  st: RecordedStats[];
}

/** One real call under one real fault: injected at `t0`, healed at `t1`, over at `t2`. */
export interface Recording {
  file: string;
  mode: 'janus' | 'p2p';
  id: string;
  what: string;
  t0: number;
  t1: number;
  t2: number;
  A?: RecordedScreen;
  B?: RecordedScreen;
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
