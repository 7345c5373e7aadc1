import type { Prompt } from './prompt.ts';
import { noPrompts, type PromptState } from './promptState.ts';
import type { Trouble } from './trouble.ts';

/** One trouble from its first sign until it is over, shown or not. */
export interface Track {
  id: string;
  kind: string;
  userId?: string;
  /** False when it is over; then only `raisedAt` still matters, to notice flapping. */
  live: boolean;
  /** Its trigger held at the last look. */
  on: boolean;
  since: number;
  began: number;
  /** When its delay is over. */
  dueAt: number;
  /** When its trigger began to hold, lately; newest last. */
  raisedAt: readonly number[];
  /** When its trigger stopped holding. */
  offAt: number;
  /** On screen since; absent while it is not. */
  shownAt?: number;
  /** It was on screen earlier in this call when it appeared. */
  repeated: boolean;
  /** Its toast has had its time. */
  toasted: boolean;
  announced: boolean;
  /** The rule that kept it off the screen at the last look. */
  verdict?: string;
  trouble: Trouble;
  /** As drawn, one per surface. */
  prompts: readonly Prompt<string>[];
}

/** What deciding needs to know of the past. A value: never changed in place. */
export interface PromptMemory {
  tracks: ReadonlyMap<string, Track>;
  /** How often each kind came on screen in this call. */
  shown: ReadonlyMap<string, number>;
  /** Until when a dismissed prompt stays away. */
  dismissed: ReadonlyMap<string, number>;
  /** Dismissed for this call. */
  muted: ReadonlySet<string>;
  /** What was shown and whose end has not been told, with the time it was last on screen. */
  debts: ReadonlyMap<string, number>;
  outage: boolean;
  outageEndedAt: number;
  announcedAt: number;
  state: PromptState;
}

/** Nothing has happened yet. */
export const emptyMemory: PromptMemory = {
  tracks: new Map(),
  shown: new Map(),
  dismissed: new Map(),
  muted: new Set(),
  debts: new Map(),
  outage: false,
  outageEndedAt: -Infinity,
  announcedAt: -Infinity,
  state: noPrompts,
};
