import type { CallFacts } from '../state/networkState.ts';
import type { CallSign, OutageMemory } from './diagnosis.ts';
import type { MediaSigns } from './mediaSigns.ts';
import type { RemotesView } from './remotesView.ts';
import type { MeasureWeakness } from './weakness/weakness.ts';

/** Where along the path device → internet → server → channel → media → remotes something is seen. */
export type Leaf =
  | 'device'
  | 'serverHost'
  | 'otherHost'
  | 'appChannel'
  | 'mediaChannel'
  | 'session'
  | 'mediaIn'
  | 'mediaOut'
  | 'theirReports';

/** `both`: a round trip, which fails if either way does. */
export type Way = 'in' | 'out' | 'both';

/** Who is independent of whom: two rows of one witness are one witness. */
export type WitnessName =
  | 'browser'
  | 'probes'
  | 'channels'
  | 'sdk'
  | 'server'
  | 'media'
  | 'reports'
  | 'checks'
  | 'peers';

/** What was seen at a leaf. */
export interface Seen {
  /**
   * Alive: the newest moment that is proved, not when we learned it. Dead: the start of the newest attempt that failed,
   * or when the first missing thing was due. Unix milliseconds.
   */
  at: number;
  /** Dead: since when, where that is earlier than the newest attempt. */
  since?: number;
  value?: number | string;
  /** A second witness, which names nothing by itself. */
  faint?: boolean;
  /** Sure enough to be told without waiting for a second witness. */
  sure?: boolean;
}

/** One row of the table of signs: what is read from the facts, and what it says of the path. */
export interface SignRow {
  sign: CallSign;
  leaf: Leaf;
  way: Way;
  state: 'alive' | 'dead';
  witness: WitnessName;
  /** `held`: true until its source's next word. Otherwise unknown after so many milliseconds without another. */
  stale: 'held' | number;
  /** Milliseconds it must have held before it counts. */
  holdMs: number;
  read(view: SignView): Seen | undefined;
}

export type Observation = Omit<SignRow, 'read' | 'stale' | 'holdMs'> & Seen & { since: number };

/** What signs are read from. */
export interface SignView {
  call: CallFacts;
  media: MediaSigns;
  remotes: RemotesView;
  outage: OutageMemory | undefined;
  now: number;
  /** Brought by whoever measures. */
  measureWeakness?: MeasureWeakness | undefined;
}
