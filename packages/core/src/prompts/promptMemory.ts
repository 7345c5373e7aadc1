import type { Prompt } from './prompt.ts';
import type { PromptRule } from './promptRule.ts';
import { noPrompts, type PromptState } from './promptState.ts';
import type { Trouble } from './trouble.ts';

/** One trouble from its first sign until it is over, shown or not. */
export interface Track {
  id: string;
  kind: string;
  /** As it applies in a call of this size. */
  rule: PromptRule;
  userId?: string;
  /** False when it is over; then it only serves to notice that it is back. */
  live: boolean;
  /** It was found at the last look. */
  on: boolean;
  since: number;
  began: number;
  /** When its delay is over. */
  dueAt: number;
  /** When it last turned up. */
  raisedAt: number;
  /** How often it came back shortly after. */
  returns: number;
  /** When it was last found. */
  offAt: number;
  /** On screen since; absent while it is not. */
  shownAt?: number;
  /** This kind was shown earlier in the call. */
  repeated?: boolean;
  /** Its toast has had its time. */
  toasted?: boolean;
  announced?: boolean;
  /** When it lately came on screen. */
  appearances?: readonly number[];
  /** A group spoke for it. */
  grouped?: boolean;
  /** It has been on screen since it began. */
  told?: boolean;
  /** When it last left the screen. */
  goneAt?: number;
  /** What left the screen just now does not come back before this. */
  notBefore?: number;
  /** The rule that kept it off the screen at the last look. */
  verdict?: string;
  trouble: Trouble;
  /** As drawn, one per surface. */
  prompts: readonly Prompt<string>[];
}

/** A prompt that was dismissed, and with it its lesser kin. */
export interface Dismissal {
  id: string;
  family: string;
  until: number;
  priority: number;
  forThisCall: boolean;
}

/** What is remembered of the outages of our own side. */
export interface OwnOutage {
  /** One was found at the last look. */
  lasts: boolean;
  /** When the one that lasts, or the last one, began. */
  began: number;
  endedAt: number;
  /** People were told of the one that lasts, or are to be told now. */
  told: boolean;
  /** How many came shortly one after another. */
  breaks: number;
  /** The kinds that were on screen, until the end was told. */
  kinds: ReadonlySet<string>;
  /** Until then nothing new is said of remotes. */
  thawsAt: number;
}

/** What deciding needs to know of the past. A value: never changed in place. */
export interface PromptMemory {
  tracks: ReadonlyMap<string, Track>;
  /** How often each kind came on screen in this call. */
  shown: ReadonlyMap<string, number>;
  dismissals: readonly Dismissal[];
  /** What people were told of and not yet of its end, with the time until which the end is news. */
  debts: ReadonlyMap<string, number>;
  /** Kinds whose rule or trigger is of no use, as was noted. */
  faulty: ReadonlySet<string>;
  own: OwnOutage;
  announcedAt: number;
  state: PromptState;
}

/** Nothing has happened yet. */
export const emptyMemory: PromptMemory = {
  tracks: new Map(),
  shown: new Map(),
  dismissals: [],
  debts: new Map(),
  faulty: new Set(),
  own: {
    lasts: false,
    began: Infinity,
    endedAt: -Infinity,
    told: false,
    breaks: 0,
    kinds: new Set(),
    thawsAt: -Infinity,
  },
  announcedAt: -Infinity,
  state: noPrompts,
};

/** What a prompt is about: the first word of its kind, and the user. */
export function familyOf({ kind, userId }: { kind: string; userId?: string }): string {
  const [word = ''] = kind.split('.');
  return userId === undefined ? word : `${word}:${userId}`;
}

/** Whether dismissing that one also keeps this one away. The end of a trouble is another matter than the trouble. */
export function silences({ id, family, priority }: Dismissal, track: Track): boolean {
  return (
    id === track.id ||
    (!track.trouble.endOf && track.rule.priority <= priority && family === familyOf(track))
  );
}
