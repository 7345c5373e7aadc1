import { describe, expect, it } from 'vitest';
import { isSameDrawn } from './isSameDrawn.ts';
import { promptCall, start } from './promptCall.test.helper.ts';
import { definePromptPolicy, type PolicyChanges } from './promptPolicy.ts';

const policyWith = (prompts: object) =>
  definePromptPolicy({ prompts: prompts as PolicyChanges['prompts'] });

const cycle: Record<string, unknown> = { name: 'cycle' };
cycle.self = cycle;
const unprintable = Object.create(null) as object;

/** What is offline for ten seconds says, whatever else the policy says. */
function offlineWith(prompts: object) {
  const call = promptCall(policyWith(prompts));
  call.diagnose('deviceOffline');
  call.wait(10_000);
  return call;
}

describe('an own trigger', () => {
  it.each([
    ['NaN', Number.NaN],
    ['infinite', -Infinity],
    ['text', '2026-11-22'],
    ['an unprintable object', unprintable],
  ])('whose began is %s is silenced alone, with a word about it', (_what, began) => {
    const call = offlineWith({ 'own.one': { when: () => ({ began }) } });
    expect(call.screen()).toEqual(['local.offline']);
    expect(call.log().filter((line) => line.includes('own.one'))).toEqual([
      expect.stringContaining('suppressed own.one (trigger gave no time as began: '),
    ]);
  });

  it('that throws what cannot be printed is silenced alone', () => {
    const call = offlineWith({
      'own.one': {
        when: () => {
          throw unprintable;
        },
      },
    });
    expect(call.screen()).toEqual(['local.offline']);
    expect(call.log()).toContain('suppressed own.one (trigger threw: unprintable)');
  });

  it.each([
    ['a big integer', () => ({ count: 1n })],
    ['a cycle', () => cycle],
    ['a new cycle each time', () => ((one) => Object.assign(one, { one }))({} as object)],
    ['no number', () => ({ count: Number.NaN })],
    ['a function', () => ({ format: () => 'x' })],
    ['a date', () => ({ at: new Date(5) })],
  ])('may mention %s', (_what, params) => {
    const call = offlineWith({ 'own.one': { when: () => ({ params: params() }) } });
    call.look();
    expect(call.screen()).toEqual(['local.offline', 'own.one']);
    expect(call.log().filter((line) => line.includes('own.one'))).toEqual([
      'shown own.one (at once)',
    ]);
  });

  it('that changes what it mentions changes what is drawn', () => {
    let count = 1n;
    const call = offlineWith({ 'own.one': { when: () => ({ params: { of: [{ count }] } }) } });
    count = 2n;
    call.look();
    expect(call.find('own.one')?.params).toEqual({ of: [{ count: 2n }] });
    expect(call.log().at(-1)).toBe('updated own.one (in place)');
  });

  it('that never comes to rest does not hang the others', () => {
    let times = 0;
    const call = promptCall(
      policyWith({ 'own.one': { holdMs: 0, when: () => (times++ % 2 ? {} : false) } }),
    );
    call.diagnose('deviceOffline');
    call.wait(10_000);
    expect(call.banner()).toBe('local.offline');
    expect(times).toBeLessThan(1_000);
  });
});

describe('a number that is none', () => {
  const numbers = ['priority', 'delayMs', 'holdMs', 'settleMs', 'showForMs', 'stickiness'];
  const cases = numbers.flatMap((name) =>
    [Number.NaN, '2s', null, 5n].map((value) => [name, value] as const),
  );

  it.each(cases)('%s: %s silences its rule alone', (name, value) => {
    const call = promptCall(policyWith({ 'weak.up': { [name]: value } }));
    call.diagnose('weakUplink');
    call.wait(100);
    expect(call.screen()).toEqual([]);
    expect(call.log()).toEqual([`suppressed weak.up (${name} is no number: ${String(value)})`]);
    call.diagnose('deviceOffline');
    call.wait(10_000);
    expect(call.screen()).toEqual(['local.offline']);
  });

  it.each([{ oneToOne: { delayMs: '2s' } }, { prolonged: { afterMs: Number.NaN } }])(
    'also within: %j',
    (change) => {
      const call = promptCall(policyWith({ 'weak.up': change }));
      call.diagnose('weakUplink');
      expect(call.screen()).toEqual([]);
    },
  );

  it.each([Number.MAX_SAFE_INTEGER, Infinity, 30 * 86_400_000])('%f means never', (delayMs) => {
    const call = offlineWith({ 'local.offline': { delayMs } });
    expect(call.screen()).toEqual([]);
    expect(call.recheckAt).toBe(delayMs === Infinity ? Infinity : start + delayMs);
  });

  it.each(['warmUpMs', 'mergeMs', 'flapWindowMs', 'thawMs', 'newsMs', 'announceEveryMs', 'awayMs'])(
    'of the policy itself, as %s, hangs nothing',
    (name) => {
      for (const value of [Number.NaN, '2s', undefined]) {
        const call = promptCall(definePromptPolicy({ [name]: value }));
        for (const cause of ['deviceOffline', 'none', 'weakUplink', 'none'] as const) {
          call.diagnose(cause);
          call.blame('bo', cause === 'none' ? 'none' : 'interrupted');
          call.wait(20_000);
        }
        expect(call.log().join()).toContain('shown local.offline');
      }
    },
  );
});

describe('the beginning of a trouble that a source got wrong', () => {
  it('is when it was found', () => {
    const call = promptCall();
    call.connection({ phase: 'reconnecting', outageSince: Number.NaN });
    call.wait(2_000);
    expect(call.banner()).toBe('local.reconnecting');
    expect(call.bannerPrompt()?.began).toBe(start);
  });
});

describe('ids', () => {
  const own = (kind: string) => policyWith({ [kind]: { perRemote: true, when: () => ({}) } });

  it('with dots in the user’s part belong to that user alone', () => {
    const call = promptCall(own('hand'));
    for (const user of ['a.b', 'a.c']) call.remote(user);
    expect(call.screen()).toEqual(['hand:a.b', 'hand:a.c']);
    call.dismiss('hand:a.b');
    expect(call.screen()).toEqual(['hand:a.c']);
  });

  it('a dot in a user id takes nothing away from the kin', () => {
    const call = promptCall();
    call.group(4);
    for (const user of ['a.b', 'a.c']) call.blame(user, 'dropped');
    call.wait(3_000);
    call.dismiss('remote.dropped:a.b');
    expect(call.toasts()).toEqual(['remote.dropped:a.c']);
  });

  it('of kinds with a colon can be dismissed', () => {
    const call = promptCall(own('my:hand'));
    for (const user of ['x:y', 'z']) call.remote(user);
    call.dismiss('my:hand:x:y');
    expect(call.screen()).toEqual(['my:hand:z']);
  });

  it('can be silenced for the call when they have just gone', () => {
    const call = promptCall(own('my:hand'));
    call.dismiss('my:hand:x:y', true);
    call.remote('x:y');
    expect(call.screen()).toEqual([]);
    call.remote('z');
    expect(call.screen()).toEqual(['my:hand:z']);
  });
});

describe('what is drawn is the same', () => {
  it.each([
    [1, 1, true],
    [Number.NaN, Number.NaN, true],
    [1n, 1n, true],
    [1n, 2n, false],
    [null, undefined, false],
    [{ a: undefined }, {}, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, [2]], [1, [2]], true],
    [[1], { 0: 1 }, false],
    [new Date(1), new Date(1), true],
    [new Date(1), new Date(2), false],
    ['1', 1, false],
  ])('%o and %o: %s', (one, other, same) => {
    expect(isSameDrawn(one, other)).toBe(same);
    expect(isSameDrawn(other, one)).toBe(same);
  });
});
