import type { Side } from './recording.ts';

/** What one screen must and may say about one fault, in words as `word.ts` names them. Everything else is wrong. */
export interface Expectation {
  /** One of these, `by` so many milliseconds after the fault. None: silence. */
  must?: readonly string[];
  by?: number;
  /** These are true as well. */
  may?: readonly string[];
  /** True, but less than the sources know: right where one of them is missing. */
  vague?: readonly string[];
  /** Not true, and forgiven for a second. */
  brief?: readonly string[];
  /** Silence is as good as `must`. */
  optional?: boolean;
  /** The network is not what it was after the heal: weak words may stay. */
  staysWeak?: boolean;
  /** The call is over: words may stay. */
  stays?: boolean;
  /** The fault was there before the call. */
  fromTheStart?: boolean;
}

/** The call that a fault happens in. `mesh`: media goes from person to person, no server sees it. */
export interface CallShape {
  path: 'mesh' | 'sfu';
  people: readonly Side[];
}

export type Says = (call: CallShape) => Readonly<Partial<Record<Side, Expectation>>>;
