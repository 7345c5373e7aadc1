import { describe, expect, it } from 'vitest';
import { judgeScreen } from './judge.ts';
import type { Shown } from './record.ts';
import type { RecordedScreen, Recording, Side } from './recording.ts';

type Event = RecordedScreen['ev'][number];

const t0 = 1_000_000;
const healAt = 15_000;
const endAt = 35_000;
const stepMs = 250;

/** A screen that hears the other all the time, but for these stretches. */
function screen(deaf: readonly [from: number, to: number][], ev: Event[] = []): RecordedScreen {
  let packets = 0;
  const st: RecordedScreen['st'] = [];
  for (let at = -10_000; at <= endAt; at += stepMs) {
    if (!deaf.some(([from, to]) => at >= from && at < to)) packets += 12;
    st.push({ t: t0 + at, id: 0, ia0: { p: packets } });
  }
  return { ev: ev.map((event) => ({ ...event, t: event.t + t0 })), st };
}

function call(id: string, screens: Partial<Record<Side, RecordedScreen>>): Recording {
  const times = { t0a: t0, t0, t1a: t0 + healAt, t1: t0 + healAt, t2: t0 + endAt };
  return { file: id, id, mode: 'janus', what: '', ...times, ...screens };
}

function shown(text: string, from: number, to: number): Shown {
  const [kind = '', userId] = text.replace(')', '').split('(');
  const isNeutral = kind === 'weak.between';
  return {
    kind: isNeutral ? 'weak.both' : kind,
    ...(userId && { userId }),
    betweenUs: isNeutral,
    surfaces: ['banner'],
    from,
    to,
    why: '',
  };
}

const bothOut: [number, number][] = [[0, healAt]];
const out = (ev: Event[] = [], id = 'b-blackhole') =>
  call(id, { A: screen(bothOut, ev), B: screen(bothOut) });
const calm = (id: string, ev: Event[] = []) => call(id, { A: screen([], ev), B: screen([]) });
const saidOffline: Event = { t: 20, k: 'offline' };

type Said = Parameters<typeof shown>;
const right: Said = ['local.noInternet', 2500, 15_900];
const back: Said = ['local.restored', 15_900, 18_900];

describe('on the screen of who is out', () => {
  it.each<[what: string, verdict: string, ...said: Said[]]>([
    ['the right word in time', 'ok', right, back],
    ['a neutral one first', 'ok', ['local.reconnecting', 1000, 2500], right],
    ['the right word late', 'late', ['local.noInternet', 3600, 15_900]],
    ['nothing', 'MISSED'],
    ['the other is blamed, however short', 'WRONG', right, ['remote.interrupted(B)', 1000, 1100]],
    ['the server is blamed', 'WRONG', right, ['local.serverUnreachable', 1000, 2500]],
    ['the device is blamed, and never said so', 'WRONG', right, ['local.offline', 1000, 2500]],
    ['a word before the fault', 'BEFORE', ['local.noInternet', -3000, -2000], right],
    ['a word that stayed', 'STALE', ['local.noInternet', 2500, 16_600]],
    ['a word after the heal', 'WRONG', right, ['local.noInternet', 20_000, 21_000]],
    ['back too soon', 'WRONG', right, ['local.restored', 9000, 12_000]],
    ['back from nothing', 'WRONG MISSED', back],
    [
      'a word told again',
      'AGAIN',
      ['local.noInternet', 2500, 6000],
      ['local.noInternet', 9000, 15_900],
    ],
    ['"still trying" before 20 s', 'WRONG', right, ['local.lost', 10_000, 15_900]],
  ])('%s: %s', (_what, verdict, ...said) => {
    const prompts = said.map((one) => shown(...one));
    expect(judgeScreen(out(), 'A', prompts).verdict).toBe(verdict);
  });

  it('has three seconds where a connection was made anew', () => {
    const prompts = [shown('local.noInternet', 2500, 17_900)];
    const rejoined = out([{ t: 15_500, k: 'pc', id: 1 }]);
    expect(judgeScreen(rejoined, 'A', prompts).verdict).toBe('ok');
    expect(judgeScreen(out(), 'A', prompts).words[0]?.untrueMs).toBe(1400);
  });

  it.each([
    ['local.offline', [saidOffline], 'ok'],
    ['local.offline', [], 'WRONG MISSED'],
    ['local.noInternet', [], 'ok'],
  ])('without a route: %s, device: %o, is %s', (kind, ev, verdict) => {
    const recording = out(ev, 'a3-noroute');
    expect(judgeScreen(recording, 'A', [shown(kind, 2500, 15_900)]).verdict).toBe(verdict);
  });

  it('may say less where a witness is missing, and nothing false', () => {
    const without = new Set(['probes'] as const);
    const vague = [shown('local.mediaInterrupted', 2500, 15_900)];
    expect(judgeScreen(out(), 'A', vague).verdict).toBe('WRONG MISSED');
    expect(judgeScreen(out(), 'A', vague, without).verdict).toBe('ok');
    const blame = [shown('remote.interrupted(B)', 2500, 15_900)];
    expect(judgeScreen(out(), 'A', blame, without).verdict).toBe('WRONG');
  });

  it('is judged by the heal alone where only one screen was recorded', () => {
    const alone = call('b-blackhole', { A: { ev: [], st: [] } });
    expect(judgeScreen(alone, 'A', [shown(...right), shown(...back)]).verdict).toBe('ok');
  });
});

describe('on the other screen', () => {
  const gone: Said = ['remote.interrupted(A)', 2300, 15_900];

  it.each<[what: string, verdict: string, ...said: Said[]]>([
    ['who is gone', 'ok', gone, ['remote.returned(A)', 15_900, 18_900]],
    ['own trouble', 'WRONG', gone, ['local.reconnecting', 1000, 2300]],
    ['back while silent', 'WRONG', gone, ['remote.returned(A)', 10_000, 12_000]],
  ])('%s: %s', (_what, verdict, ...said) => {
    const prompts = said.map((one) => shown(...one));
    expect(judgeScreen(out(), 'B', prompts).verdict).toBe(verdict);
  });
});

describe('of a weak network', () => {
  it.each<[what: string, verdict: string, ...said: Said[]]>([
    ['the right side', 'ok', ['weak.up', 3000, 18_000]],
    ['no side', 'ok', ['weak.between', 3000, 18_000]],
    [
      'the wrong side, withdrawn at once',
      'ok',
      ['weak.down', 2000, 3000],
      ['weak.up', 3000, 18_000],
    ],
    ['the wrong side', 'WRONG', ['weak.down', 2000, 3200], ['weak.up', 3200, 18_000]],
    ['the other', 'WRONG', ['remote.weak(B)', 2000, 3200], ['weak.up', 3200, 18_000]],
    ['held for ten seconds', 'ok', ['weak.up', 3000, 25_200]],
    ['held for longer', 'STALE', ['weak.up', 3000, 25_400]],
    ['after the heal', 'WRONG', ['weak.up', 3000, 16_000], ['weak.up', 27_000, 30_000]],
    [
      'flapping',
      'AGAIN',
      ['weak.up', 2000, 4000],
      ['weak.both', 5000, 6000],
      ['weak.up', 7000, 8000],
    ],
  ])('%s: %s', (_what, verdict, ...said) => {
    const prompts = said.map((one) => shown(...one));
    expect(judgeScreen(calm('g-up15'), 'A', prompts).verdict).toBe(verdict);
  });

  it('is nothing to say in a calm call, however short', () => {
    const prompts = [shown('weak.down', 5000, 5100)];
    expect(judgeScreen(calm('none'), 'A', prompts).verdict).toBe('WRONG');
    expect(judgeScreen(calm('none'), 'A', []).verdict).toBe('ok');
  });
});

describe('of signalling', () => {
  const late: Event = { t: 1500, k: 'sigpinglate' };
  const answered: Event = { t: 24_000, k: 'sigpingok' };

  it('the word may stay until the server is heard again', () => {
    const heard = calm('e1-sigtcp', [late, answered]);
    expect(judgeScreen(heard, 'A', [shown('local.signalingOnly', 3500, 24_500)]).verdict).toBe(
      'ok',
    );
    expect(judgeScreen(heard, 'A', [shown('local.signalingOnly', 3500, 26_000)]).verdict).toBe(
      'STALE',
    );
  });

  it('the word is not true while media is silent', () => {
    const prompts = [
      shown('local.noInternet', 2500, 15_900),
      shown('local.signalingOnly', 1500, 2500),
    ];
    expect(judgeScreen(out([late, answered]), 'A', prompts).verdict).toBe('WRONG');
  });
});
