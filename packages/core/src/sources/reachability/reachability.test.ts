import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock } from '../../testing/createFakeClock.ts';
import type { Attention } from '../source.ts';
import { fresh, other, probing, server, settled } from './probing.test.helper.ts';
import { reachability, type ReachabilityOptions } from './reachability.ts';

describe('when it asks', () => {
  it('is never again while all is well', async () => {
    const { requests, advance, clock, look } = await probing();
    await advance(600_000);
    look('asleep');
    await advance(600_000);
    expect(requests).toEqual([]);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('is at once when something looks wrong, both hosts', async () => {
    const { requests, advance, look } = await probing();
    look('alert');
    await advance(50);
    expect(requests.map(({ url }) => url)).toEqual([server, other]);
  });

  it('is at once also when it is attached in the middle of trouble', async () => {
    const { requests, advance } = fresh({}, 'alert');
    await advance(50);
    expect(requests).toHaveLength(2);
  });

  it('is the server alone where no other host is named', async () => {
    const { requests, advance, look } = await probing({ other: undefined });
    look('alert');
    await advance(50);
    expect(requests.map(({ url }) => url)).toEqual([server]);
  });

  it('is every second, for half a minute; then ever slower, up to a quarter of a minute', async () => {
    const { requests, advance, look, clock } = await probing({ other: undefined });
    const start = clock.now();
    look('alert');
    await settled();
    await advance(90_000);
    const times = requests.map(({ sentAt }) => (sentAt - start) / 1000);
    expect(times.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(times.slice(30)).toEqual([30, 32, 36, 44, 59, 74, 89]);
  });

  it('is for five seconds more when all looks well again', async () => {
    const { requests, advance, look } = await probing({ other: undefined });
    look('alert');
    await advance(2500);
    look('calm');
    await advance(20_000);
    expect(requests).toHaveLength(3 + 5);
  });

  it('is at its old pace when trouble is back within these, and at once when it comes later', async () => {
    const { requests, advance, look } = await probing({ other: undefined });
    look('alert');
    await advance(500);
    look('calm');
    await advance(2000);
    look('alert');
    await advance(60_000);
    expect(requests.at(-1)?.sentAt).toBe(1_000_000 + 59_000);
    look('calm');
    await advance(20_000);
    requests.length = 0;
    look('alert');
    await advance(1500);
    expect(requests).toHaveLength(2);
  });

  it('is at most two requests at a time for each host', async () => {
    const { requests, advance, look } = await probing({ other: undefined });
    look('alert');
    await advance(10_000);
    const open = requests.filter(({ init }) => !init.signal?.aborted);
    expect(open.length).toBeLessThanOrEqual(2);
  });

  it('is not when nobody says how closely to look', async () => {
    const clock = createFakeClock();
    reachability({ server, fetch: () => expect.unreachable() }).subscribe({
      clock,
      emit: () => {},
    });
    clock.advance(60_000);
    expect(clock.pendingTimers()).toBe(0);
  });
});

describe('what an answer means', () => {
  const asked = async (options: Partial<ReachabilityOptions> = {}) => {
    const probe = await probing({ other: undefined, ...options });
    probe.look('alert');
    await settled();
    return probe;
  };

  it('reachable, however long it took', async () => {
    const { requests, advance, outcomes } = await asked();
    await advance(900);
    await requests[0]?.answer();
    expect(outcomes()).toEqual([['server', 'reachable', 900]]);
  });

  it.each<[string, Partial<Response>]>([
    ['an opaque one', { type: 'opaque', status: 0 }],
    ['an error of the server', { ok: false, status: 503 }],
    [
      'one after a redirect on the same host',
      { redirected: true, url: 'https://calls.example/login' },
    ],
    ['one after a redirect nobody can name', { redirected: true, url: '' }],
  ])('reachable, whatever it says: %s', async (_what, response) => {
    const { requests, outcomes } = await asked();
    await requests[0]?.answer(response);
    expect(outcomes()).toEqual([['server', 'reachable', 0]]);
  });

  it('not our server, when a captive portal answers in its place', async () => {
    const { requests, outcomes } = await asked();
    await requests[0]?.answer({ redirected: true, url: 'http://portal.hotel.example/welcome' });
    expect(outcomes()).toEqual([['server', 'timedOut', 0]]);
  });

  it('our server under a relative address, sent on to another page of it', async () => {
    const { requests, outcomes } = await asked({ server: '/ping' });
    await requests[0]?.answer({ redirected: true, url: 'https://calls.example/ping/' });
    expect(outcomes()).toEqual([['server', 'reachable', 0]]);
  });

  it('refused, when the request failed', async () => {
    const { requests, advance, outcomes } = await asked();
    await advance(50);
    await requests[0]?.refuse();
    expect(outcomes()).toEqual([['server', 'refused', 50]]);
  });

  it('refused, when fetch itself throws', async () => {
    const { outcomes } = await asked({
      fetch: () => {
        throw new TypeError('blocked');
      },
    });
    expect(outcomes()).toEqual([['server', 'refused', 0]]);
  });

  it('timed out after a second and a half, and the request is given up', async () => {
    const { requests, advance, outcomes } = await asked();
    await advance(1500);
    expect(outcomes()).toEqual([['server', 'timedOut', 1500]]);
    expect(requests[0]?.init.signal?.aborted).toBe(true);
    await requests[0]?.answer();
    expect(outcomes()).toHaveLength(1);
  });

  it('timed out after as long as the app says', async () => {
    const { advance, outcomes } = await asked({ timeoutMs: 300 });
    await advance(300);
    expect(outcomes()).toEqual([['server', 'timedOut', 300]]);
  });

  it('nothing, when our own timer was so late that the answer may be waiting behind us', async () => {
    const { outcomes, requests } = await asked();
    const late = createLateClock();
    reachability({ server, fetch: () => new Promise(() => {}) }).subscribe(late.context);
    late.fire(1701);
    expect(late.events).toEqual([]);
    expect(outcomes()).toEqual([]);
    expect(requests).toHaveLength(1);
    const punctual = createLateClock();
    reachability({ server, fetch: () => new Promise(() => {}) }).subscribe(punctual.context);
    punctual.fire(1700);
    expect(punctual.events).toHaveLength(1);
  });

  it('carries when it was asked', async () => {
    const { requests, advance, events, clock } = await asked();
    const sentAt = clock.now();
    await advance(200);
    await requests[0]?.answer();
    expect(events[0]).toMatchObject({ sentAt, tookMs: 200 });
  });

  it('carries when it was asked, also when a later one is answered first', async () => {
    const { requests, advance, events, clock } = await asked();
    const sentAt = clock.now();
    await advance(1100);
    await requests[1]?.answer();
    await requests[0]?.answer();
    expect(events).toMatchObject([
      { outcome: 'reachable', sentAt: sentAt + 1000, tookMs: 100 },
      { outcome: 'reachable', sentAt, tookMs: 1100 },
    ]);
  });

  it.each([undefined, null, 7])(
    'refused, when fetch gives %s, and a warning, once',
    async (wrong) => {
      const { advance, events, outcomes } = await asked({ fetch: (async () => wrong) as never });
      await advance(2500);
      expect(outcomes()).toHaveLength(3);
      expect(outcomes().every(([, outcome]) => outcome === 'refused')).toBe(true);
      expect(events.filter(({ type }) => type === 'warningRaised')).toEqual([]);
      const anew = fresh({ fetch: (async () => wrong) as never }, 'alert');
      await anew.advance(2500);
      expect(anew.events.filter(({ type }) => type === 'warningRaised')).toEqual([
        { type: 'warningRaised', code: 'reachability', text: 'fetch() gave no response' },
      ]);
    },
  );

  it.each([new TypeError('blocked'), Object.create(null)])(
    'refused, when fetch throws at once, and a warning, once',
    async (error) => {
      const throwing = (() => {
        throw error;
      }) as never;
      const { advance, events, outcomes } = fresh({ fetch: throwing }, 'alert');
      await advance(2500);
      expect(outcomes().filter(([, outcome]) => outcome === 'refused')).toHaveLength(6);
      expect(events.filter(({ type }) => type === 'warningRaised')).toHaveLength(1);
    },
  );

  /** A clock whose timers fire only when told, at a time that is told. */
  function createLateClock() {
    let now = 0;
    const timers: (() => void)[] = [];
    const events: SourceEvent[] = [];
    return {
      events,
      context: {
        emit: (event: SourceEvent) => void events.push(event),
        clock: {
          now: () => now,
          after: (delayMs: number, callback: () => void) => {
            if (delayMs === 1500) timers.push(callback);
            return () => {};
          },
        },
        onAttention: (callback: (attention: Attention) => void) => {
          callback('alert');
          return () => {};
        },
      },
      fire: (at: number) => {
        now = at;
        timers[0]?.();
      },
    };
  }
});

describe('how it asks', () => {
  it('is a bare HEAD that the page’s own rules allow: no cookies, no cache, any answer', async () => {
    const { requests, look } = await probing();
    look('alert');
    await settled();
    const { signal, ...init } = requests[0]?.init ?? {};
    expect(init).toEqual({
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
    });
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  it('is the fetch of the page unless another is handed in', async () => {
    const original = globalThis.fetch;
    const asked: unknown[] = [];
    globalThis.fetch = (async (url: string) => (asked.push(url), new Response())) as never;
    try {
      const { look } = fresh({ fetch: undefined });
      look('alert');
      await settled();
    } finally {
      globalThis.fetch = original;
    }
    expect(asked).toEqual([server, other]);
  });

  it('is a warning where there is none', () => {
    const original = globalThis.fetch;
    globalThis.fetch = undefined as never;
    try {
      const { events, look, clock, detach } = fresh({ fetch: undefined });
      look('alert');
      expect(events).toEqual([
        { type: 'warningRaised', code: 'reachability', text: expect.stringContaining('fetch') },
      ]);
      expect(clock.pendingTimers()).toBe(0);
      detach();
    } finally {
      globalThis.fetch = original;
    }
  });

  it.each([undefined, {}, { server: '' }])(
    'without a server, %j, is a mistake that says what to do',
    (options) => {
      expect(() => reachability(options as never)).toThrow(/needs `server`.*Pass reachability/s);
    },
  );
});

describe('detaching', () => {
  it('gives up every request and leaves no timer', async () => {
    const { requests, advance, look, detach, clock, outcomes } = await probing();
    look('alert');
    await advance(1200);
    detach();
    expect(clock.pendingTimers()).toBe(0);
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.every(({ init }) => init.signal?.aborted)).toBe(true);
    await settled();
    look('alert');
    await advance(10_000);
    expect(outcomes()).toEqual([]);
  });

  it('while it would look on for five seconds ends that too', async () => {
    const { advance, look, detach, clock } = await probing();
    look('alert');
    await advance(100);
    look('calm');
    detach();
    expect(clock.pendingTimers()).toBe(0);
  });
});
