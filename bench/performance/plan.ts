/** A number of the plan: what it was when the plan was made, and what it shall be. */
export interface Target {
  what: string;
  was: string;
  goal: string;
}

export const plan = {
  oneHalfWeak: { what: 'one of 5,000 changes, half weak', was: '6.4x', goal: '≤ 1.5x' },
  oneNoneWeak: { what: 'one of 5,000 changes, none weak', was: '2.8x', goal: '≤ 1.5x' },
  allHalfWeak: {
    what: 'all of 1,000 change in one callback, half weak',
    was: '60x, 1 commit',
    goal: '≤ 3x, 1 commit',
  },
  allAlone: { what: '… core alone, per changed user', was: '–', goal: '≤ 3 µs' },
  someHalfWeak: { what: '5 % of 1,000 change, half weak', was: '346x', goal: '≤ 7x' },
  someNoneWeak: { what: '5 % of 1,000 change, none weak', was: '46x', goal: '≤ 7x' },
  someRenders: { what: '… renders for tiles with news', was: '105 of 50', goal: 'as many' },
  sameHalfWeak: {
    what: 'nothing changed, 1,000 delivered, half weak',
    was: '55 ms',
    goal: '≤ 1 ms',
  },
  sameNoneWeak: {
    what: 'nothing changed, 1,000 delivered, none weak',
    was: '8 ms',
    goal: '≤ 1 ms',
  },
  sameRenders: { what: '… renders', was: '19–156', goal: 'none' },
  oneFact: {
    what: 'one fact while half of 10,000 are weak, report, have left, as a room of 10',
    was: '∝ N',
    goal: '1x',
  },
  growth: { what: 'subjects of bench:growth that are linear', was: 'partly', goal: 'all' },
  statistics: {
    what: 'statistics: server 9, server 1,000, mesh 100, % of a core',
    was: '0.04 / 17.5 / 32',
    goal: '< 0.1 / ≤ 1 / ≤ 1',
  },
  hook: { what: 'event to DOM, hook, of one zustand store', was: '2.1x', goal: '≤ 2x' },
  banner: { what: 'event to DOM, banner without delay', was: '3.3x', goal: '≤ 2x' },
  sizeHooks: { what: 'provider, three hooks and one source', was: '26.1 kB', goal: '≤ 12.5 kB' },
  sizeScreen: { what: 'banner, toaster and one source', was: '28.2 kB', goal: '≤ 20 kB' },
  sizeMore: {
    what: '… and bars, badge, webrtc, browser, reachability',
    was: '33.4 kB',
    goal: 'no more than today',
  },
  heap: {
    what: 'heap grows after 10,000 batches; 100,000 events with 10,000 joins and leaves',
    was: 'bounded',
    goal: 'flat',
  },
} satisfies Record<string, Target>;

export type Key = keyof typeof plan;
/** What was measured now. */
export type Found = Partial<Record<Key, string>>;
