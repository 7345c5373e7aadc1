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
  /** The rule that kept it off the screen at the last look. */
  verdict?: string;
  trouble: Trouble;
  /** As drawn, one per surface. */
  prompts: readonly Prompt<string>[];
}

/** A prompt that was dismissed, and with it its lesser kin. */
export interface Dismissal {
  id: string;
  until: number;
  priority: number;
  forThisCall: boolean;
}

/** What deciding needs to know of the past. A value: never changed in place. */
export interface PromptMemory {
  tracks: ReadonlyMap<string, Track>;
  /** How often each kind came on screen in this call. */
  shown: ReadonlyMap<string, number>;
  dismissals: readonly Dismissal[];
  /** What people were told of and not yet of its end, with the time it was last on screen. */
  debts: ReadonlyMap<string, number>;
  /** Kinds whose own trigger has thrown. */
  thrown: ReadonlySet<string>;
  outage: boolean;
  outageEndedAt: number;
  announcedAt: number;
  state: PromptState;
}

/** Nothing has happened yet. */
export const emptyMemory: PromptMemory = {
  tracks: new Map(),
  shown: new Map(),
  dismissals: [],
  debts: new Map(),
  thrown: new Set(),
  outage: false,
  outageEndedAt: -Infinity,
  announcedAt: -Infinity,
  state: noPrompts,
};

/** What a prompt is about: its first word, and the user. */
export function familyOf(id: string): string {
  return id.replace(/\.[^:]*/, '');
}

/** Whether dismissing that one also keeps this one away. The end of a trouble is another matter than the trouble. */
export function silences({ id, priority }: Dismissal, track: Track): boolean {
  return (
    id === track.id ||
    (!track.trouble.endOf && track.rule.priority <= priority && familyOf(id) === familyOf(track.id))
  );
}
