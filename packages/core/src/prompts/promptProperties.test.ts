import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallDiagnosisCause } from '../diagnosis/diagnosis.ts';
import type { PromptCall } from './promptCall.test.helper.ts';
import { promptCall } from './promptCall.test.helper.ts';
import { defaultPolicy, definePromptPolicy } from './promptPolicy.ts';

const everything = definePromptPolicy({
  prompts: {
    'weak.restored': { enabled: true },
    'network.changed': { enabled: true },
    'remote.left': { enabled: true },
  },
});

const causes: CallDiagnosisCause[] = [
  'none',
  'none',
  'deviceOffline',
  'noInternet',
  'serverUnreachable',
  'signalingLost',
  'mediaBlocked',
  'notHeard',
  'weakUplink',
  'weakDownlink',
  'weakBoth',
  'deviceBusy',
  'resumed',
  'unknownOutage',
];
const isNamed = /^(deviceOffline|noInternet|serverUnreachable|mediaBlocked|notHeard)$/;
const users = ['ann', 'bo', 'cy', 'di'];
type Change = (call: PromptCall) => void;

const named = (name: string, change: Change): Change =>
  Object.assign(change, { toString: () => name });

const diagnose = fc
  .record({
    cause: fc.constantFrom(...causes),
    level: fc.constantFrom('bad', 'vbad'),
    between: fc.boolean(),
  })
  .map(({ cause, level, between }) =>
    named(`diagnose ${cause} ${level}`, (call) =>
      call.diagnose(cause, { level: level as 'bad', betweenUs: between }),
    ),
  );
const phase = fc
  .constantFrom('connected', 'connected', 'reconnecting', 'lost', 'failed', 'left')
  .map((to) =>
    named(`phase ${to}`, (call) => {
      const was = call.view.call.connection;
      if (was.phase === to) return;
      const broken = to === 'reconnecting' || to === 'lost';
      call.connection({
        phase: to as 'lost',
        everConnected: true,
        outageSince: broken ? (was.outageSince ?? call.now) : undefined,
        connectedAt: to === 'connected' ? call.now : was.connectedAt,
      });
    }),
  );
const remote = fc
  .record({
    userId: fc.constantFrom(...users),
    what: fc.constantFrom('none', 'interrupted', 'dropped', 'weak', 'returned', 'left'),
  })
  .map(({ userId, what }) =>
    named(`${userId} ${what}`, (call) => {
      if (what === 'returned')
        call.blame(userId, 'none', { presence: 'returned', returnedAt: call.now });
      else if (what === 'left')
        call.blame(userId, 'none', { presence: 'left', leaveReason: 'quit', leftAt: call.now });
      else call.blame(userId, what as 'none');
    }),
  );
const dismiss = fc
  .record({ nth: fc.nat(5), forThisCall: fc.boolean() })
  .map(({ nth, forThisCall }) =>
    named(`dismiss #${nth}`, (call) => {
      const id = call.screen()[nth];
      if (id) call.dismiss(id, forThisCall);
    }),
  );
const network = fc
  .constantFrom('wifi', '4g')
  .map((networkType) =>
    named(`network ${networkType}`, (call) =>
      call.set({ device: { networkType, previousType: 'lan', typeChangedAt: call.now } as never }),
    ),
  );
const wait = fc
  .oneof(
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 5_000 }),
    fc.integer({ min: 1, max: 40_000 }),
  )
  .map((ms) => named(`wait ${ms}`, (call) => call.wait(ms)));

const history = fc.record({
  size: fc.constantFrom(1, 4),
  changes: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: wait },
      { weight: 3, arbitrary: diagnose },
      { weight: 2, arbitrary: phase },
      { weight: 3, arbitrary: remote },
      dismiss,
      network,
    ),
    { maxLength: 60 },
  ),
});

/** Plays a history, checking after every look. */
function play(
  { size, changes }: { size: number; changes: readonly Change[] },
  check: (call: PromptCall) => void = () => {},
) {
  const call = promptCall(everything);
  call.group(size);
  const { look } = call;
  call.look = () => {
    look();
    check(call);
  };
  for (const change of changes) change(call);
  return call;
}

/** The nth of all orders of the items. */
function permutation<Item>(items: readonly Item[], nth: number): Item[] {
  if (!items.length) return [];
  const first = nth % items.length;
  const rest = items.filter((_item, index) => index !== first);
  return [items[first]!, ...permutation(rest, Math.floor(nth / items.length))];
}

function makeHealthy(call: PromptCall): void {
  for (const userId of users) call.forget(userId);
  call.connection({ phase: 'connected', outageSince: undefined, connectedAt: call.now });
  call.diagnose('none');
}

const holds = (property: fc.IProperty<unknown> | ReturnType<typeof fc.property>): void => {
  // NETCUE_RUNS=5000 digs deeper.
  void fc.assert(property as never, { numRuns: Number(process.env.NETCUE_RUNS ?? 200) });
};

describe('whatever happens', { timeout: 300_000 }, () => {
  it('there is one banner at most, one weak prompt, and one toast and badge per person', () => {
    holds(
      fc.property(history, (one) => {
        play(one, ({ memory: { state } }) => {
          const { banner, toasts, badges, inline } = state;
          const drawn = [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
          expect(drawn.filter(({ surface }) => surface === 'banner').length).toBeLessThanOrEqual(1);
          expect(
            drawn.filter(({ kind }) => everything.prompts[kind]?.group === 'weak').length,
          ).toBeLessThanOrEqual(1);
          const people = toasts.flatMap(({ userId }) => userId ?? []);
          expect(new Set(people).size).toBe(people.length);
          expect(new Set(toasts.map(({ id }) => id)).size).toBe(toasts.length);
          for (const [userId, badge] of badges) expect(badge.userId ?? '').toBe(userId);
        });
      }),
    );
  });

  it('nobody is told of a recovery who was not told of the trouble', () => {
    holds(
      fc.property(history, (one) => {
        const told = new Set<string>();
        for (const { what, kind, id } of play(one).decisions) {
          if (what !== 'shown') continue;
          if (kind === 'local.restored') expect(told.delete('outage')).toBe(true);
          else if (kind === 'weak.restored') expect(told.delete('weak')).toBe(true);
          else if (kind === 'remote.returned') {
            const from = ['dropped', 'interrupted'].map((end) => id.replace('returned', end));
            expect(from.filter((one) => told.delete(one))).not.toEqual([]);
          } else if (everything.prompts[kind]?.outage) told.add('outage');
          else if (everything.prompts[kind]?.group === 'weak') told.add('weak');
          else told.add(id);
        }
      }),
    );
  });

  it('no remote is named anew, and no weakness, while our own side is out', () => {
    holds(
      fc.property(history, (one) => {
        const call = play(one, ({ memory, decisions, now }) => {
          if (!memory.own.lasts) return;
          for (const { what, kind, at } of decisions.slice(-8)) {
            if (at !== now || what !== 'shown') continue;
            expect(
              everything.prompts[kind]?.group === 'remote' &&
                memory.tracks.get(kind)?.shownAt === now,
            ).toBe(false);
          }
        });
        expect(call.decisions).toBeDefined();
      }),
    );
  });

  it('a prompt comes on screen only for what is found at that look: nothing for an outage that is over', () => {
    holds(
      fc.property(history, (one) => {
        play(one, ({ memory: { tracks }, now }) => {
          for (const { shownAt, offAt, trouble } of tracks.values())
            if (shownAt === now && !trouble.endOf) expect(offAt).toBe(now);
        });
      }),
    );
  });

  it('what is read out still holds', () => {
    holds(
      fc.property(history, (one) => {
        play(one, ({ memory: { state, tracks, announcedAt, own }, now }) => {
          if (announcedAt !== now || !state.announcement) return;
          const { offAt, trouble } = tracks.get(state.announcement.id) ?? {};
          if (!trouble) return;
          if (trouble.endOf === 'outage') expect(own.lasts).toBe(false);
          else if (!trouble.endOf && state.announcement.shownAt < now) expect(offAt).toBe(now);
        });
      }),
    );
  });

  it('the neutral word never comes while a cause has a name', () => {
    holds(
      fc.property(history, (one) => {
        let before: string | undefined;
        play(one, (call) => {
          const banner = call.banner();
          const isVague = /lost|reconnecting/.test(banner ?? '');
          if (isVague && isNamed.test(call.view.call.diagnosis.cause)) expect(banner).toBe(before);
          before = banner;
        });
      }),
    );
  });

  it('a withdrawn blame leaves nothing of itself, whatever was before', () => {
    holds(
      fc.property(history, (one) => {
        const call = play(one);
        const { phase, ended } = call.view.call.connection;
        fc.pre(phase === 'connected' && !ended);
        call.diagnose('none', { withdrawn: true });
        for (const id of call.screen())
          expect(id).toMatch(/^remote|restored$|^local.signalingOnly$|^network/);
      }),
    );
  });

  it('three weak prompts per call at most', () => {
    holds(
      fc.property(history, (one) => {
        play(one, ({ memory }) => {
          let weak = 0;
          for (const [kind, times] of memory.shown)
            if (everything.prompts[kind]?.group === 'weak') weak += times;
          expect(weak).toBeLessThanOrEqual(defaultPolicy.weakCap);
        });
      }),
    );
  });

  it('everything shown leaves once all is well, and nothing is waited for then', () => {
    holds(
      fc.property(history, (one) => {
        const call = play(one);
        makeHealthy(call);
        call.wait(9_999);
        const late = call.memory.state.toasts.concat(call.memory.state.banner ?? []);
        // Within ten seconds only what is held for ten seconds, and news of the recovery, may be left.
        for (const { kind } of late) expect(kind).toMatch(/^weak|restored|returned/);
        for (const { kind } of call.memory.state.badges.values()) expect(kind).toBe('remote.weak');
        call.wait(11_000);
        expect(call.screen()).toEqual([]);
        expect(call.recheckAt).toBe(Infinity);
        call.wait(60_000);
        call.look();
        expect([call.memory.tracks.size, call.memory.debts.size]).toEqual([0, 0]);
      }),
    );
  });

  it('every outage banner is gone 1.5 s after the trouble, however it flapped', () => {
    holds(
      fc.property(history, (one) => {
        const call = play(one);
        makeHealthy(call);
        call.wait(1_500);
        expect(call.banner() ?? 'weak').toMatch(/^weak/);
      }),
    );
  });

  it('what happens at once to several people and to us shows the same in any order', () => {
    const own = fc.oneof(diagnose, phase);
    const theirs = (userId: string) =>
      fc
        .constantFrom('interrupted', 'dropped', 'weak')
        .map((what) => named(`${userId} ${what}`, (call) => call.blame(userId, what as 'weak')));
    const simultaneous = fc.tuple(own, theirs('em'), theirs('flo'), theirs('gus'));
    holds(
      fc.property(history, simultaneous, fc.nat(23), (past, facts, nth) => {
        const screens = [facts, permutation(facts, nth)].map((order) => {
          const call = play(past);
          call.wait(1);
          for (const change of order) change(call);
          const seen = [call.screen().sort()];
          for (let second = 0; second < 30; second++) {
            call.wait(1_000);
            seen.push(call.screen().sort());
          }
          return seen;
        });
        expect(screens[1]).toEqual(screens[0]);
      }),
    );
  });

  it('an announcement never follows another within three seconds', () => {
    holds(
      fc.property(history, (one) => {
        let last: { id: string; at: number } | undefined;
        play(one, ({ memory: { announcedAt, state }, now }) => {
          if (announcedAt !== now || !state.announcement) return;
          if (last && last.at !== now) expect(now - last.at).toBeGreaterThanOrEqual(3_000);
          last = { id: state.announcement.id, at: now };
        });
      }),
    );
  });

  it('an object changes only when what it says changes', () => {
    holds(
      fc.property(history, (one) => {
        let before = promptCall(everything).memory.state;
        play(one, ({ memory: { state } }) => {
          if (state !== before)
            expect(JSON.stringify([...state.badges, state])).not.toBe(
              JSON.stringify([...before.badges, before]),
            );
          before = state;
        });
      }),
    );
  });
});

describe('whatever flaps, and however', { timeout: 300_000 }, () => {
  const troubles: [string, Change, Change, most?: number][] = [
    ...causes
      .slice(2)
      .map((cause): [string, Change, Change] => [
        cause,
        (call) => call.diagnose(cause),
        (call) => call.diagnose('none'),
      ]),
    [
      'reconnecting',
      (call) => call.connection({ phase: 'reconnecting', outageSince: call.now }),
      (call) => call.connection({ phase: 'connected', connectedAt: call.now }),
    ],
    [
      'remote interrupted',
      (call) => call.blame('bo', 'interrupted'),
      (call) => call.blame('bo', 'none'),
    ],
    [
      'remote dropped',
      (call) => call.blame('bo', 'dropped'),
      (call) => call.blame('bo', 'none', { presence: 'returned', returnedAt: call.now }),
      // "Lost connection", "is back" and its end: three changes for one round.
      12,
    ],
    ['remote weak', (call) => call.blame('bo', 'weak'), (call) => call.blame('bo', 'none')],
  ];

  /** Most changes of what is on screen within any ten seconds. */
  function busiest(changes: readonly number[]): number {
    return Math.max(
      0,
      ...changes.map((at) => changes.filter((other) => other >= at && other < at + 10_000).length),
    );
  }

  it.each(troubles)(
    '%s changes the screen at most ten times in ten seconds',
    (_name, begin, end, most = 10) => {
      const dwell = fc.oneof(
        fc.integer({ min: 20, max: 800 }),
        fc.integer({ min: 20, max: 4_000 }),
      );
      const pattern = fc.array(fc.tuple(dwell, dwell), { minLength: 1, maxLength: 8 });
      holds(
        fc.property(pattern, fc.constantFrom(1, 4), (dwells, size) => {
          const call = promptCall();
          call.group(size);
          const changes: number[] = [];
          let seen = '';
          const { look } = call;
          call.look = () => {
            look();
            const screen = call.screen().join();
            if (screen === seen) return;
            seen = screen;
            if (changes.at(-1) !== call.now) changes.push(call.now);
          };
          for (let times = 0; call.now < 1_060_000; times++) {
            const [on, off] = dwells[times % dwells.length]!;
            begin(call);
            call.wait(on);
            end(call);
            call.wait(off);
          }
          expect(busiest(changes)).toBeLessThanOrEqual(most);
        }),
      );
    },
  );
});
