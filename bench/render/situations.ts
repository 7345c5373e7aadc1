/** What happens to a room, over and over. */
export interface Situation {
  name: string;
  users: number;
  /** Levels as the SDK numbers them, each as likely: from 4 on a network is weak. */
  levels: readonly number[];
  /** How many users' levels change with a callback. */
  changed: number;
  /** How many users the callback tells of. */
  delivered: number;
  /** Milliseconds from one callback to the next. */
  everyMs: number;
  /** Callbacks that are measured. */
  times: number;
}

const calm = [1, 2, 3];
const halfWeak = [1, 2, 3, 4, 5, 6];
// Quick enough for what the others were told to be still fresh.
const oneAtATime = { users: 5_000, changed: 1, delivered: 1, everyMs: 20, times: 120 };
const all = { users: 1_000, delivered: 1_000, everyMs: 2_000, times: 24 };

export const situations = {
  oneHalfWeak: { ...oneAtATime, name: 'one of 5,000 changes, half weak', levels: halfWeak },
  oneNoneWeak: { ...oneAtATime, name: 'one of 5,000 changes, none weak', levels: calm },
  allHalfWeak: { ...all, name: 'all of 1,000 change, half weak', levels: halfWeak, changed: 1_000 },
  allNoneWeak: { ...all, name: 'all of 1,000 change, none weak', levels: calm, changed: 1_000 },
  someHalfWeak: { ...all, name: '5 % of 1,000 change, half weak', levels: halfWeak, changed: 50 },
  someNoneWeak: { ...all, name: '5 % of 1,000 change, none weak', levels: calm, changed: 50 },
  sameHalfWeak: { ...all, name: 'nothing changed, half weak', levels: halfWeak, changed: 0 },
  sameNoneWeak: { ...all, name: 'nothing changed, none weak', levels: calm, changed: 0 },
} satisfies Record<string, Situation>;

export type SituationName = keyof typeof situations;
