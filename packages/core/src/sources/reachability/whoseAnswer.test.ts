import { describe, expect, it } from 'vitest';
import { fresh, probing, settled } from './probing.test.helper.ts';
import type { ReachabilityOptions } from './reachability.ts';

describe('whose answer it is', () => {
  const answeredBy = async (url: string, options: Partial<ReachabilityOptions> = {}) => {
    const probe = await probing({ server: url, other: undefined, ...options });
    probe.look('alert');
    await settled();
    await probe.requests[0]?.answer({ type: 'opaque' });
    return probe;
  };

  it.each([
    'https://calls.example/ping',
    'http://localhost:8787/ping',
    'http://calls.localhost/ping',
    'http://127.0.0.1/ping',
    'http://127.8.0.1:80/ping',
    'http://[::1]:8787/ping',
  ])('is known of %s', async (url) => {
    const [fact] = (await answeredBy(url)).events;
    expect(fact).toMatchObject({ outcome: 'reachable' });
    expect(fact).not.toHaveProperty('unverified');
  });

  it.each([
    'http://calls.example/ping',
    'http://10.0.0.1/ping',
    'http://localhost.example/ping',
    'http://127.0.0.1.example/',
    '/ping',
  ])('is anybody’s of %s', async (url) => {
    expect((await answeredBy(url)).events).toMatchObject([
      { outcome: 'reachable', unverified: true },
    ]);
  });

  it('of a relative address is known where the page’s is', async () => {
    Object.assign(globalThis, { location: { href: 'https://calls.example/room' } });
    try {
      expect((await answeredBy('/ping')).events[0]).not.toHaveProperty('unverified');
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });

  it('is no question where there was none', async () => {
    const { advance, requests, look, events } = await probing({ server: 'http://calls.example/' });
    look('alert');
    await advance(100);
    await requests[0]?.refuse();
    await advance(1500);
    expect(events.length).toBeGreaterThan(1);
    for (const fact of events) expect(fact).not.toHaveProperty('unverified');
  });
});

describe('a host without a certificate', () => {
  const plain = 'http://calls.example/ping';
  const asked = async (options: Partial<ReachabilityOptions> = {}) => {
    const probe = fresh({ server: plain, other: undefined, ...options }, 'alert');
    await settled();
    return probe;
  };

  it('is known by answers that let themselves be read', async () => {
    const { requests, events } = await asked();
    expect(requests[0]?.init).toMatchObject({ method: 'HEAD', mode: 'cors', credentials: 'omit' });
    await requests[0]?.answer({ type: 'cors', status: 204 });
    expect(events).toMatchObject([{ outcome: 'reachable' }]);
    expect(events[0]).not.toHaveProperty('unverified');
  });

  it('is asked again where they do not: somebody answered', async () => {
    const { requests, events } = await asked();
    await requests[0]?.refuse();
    expect(events).toEqual([]);
    expect(requests[1]?.init).toMatchObject({ method: 'HEAD', mode: 'no-cors' });
    await requests[1]?.answer({ type: 'opaque' });
    expect(events).toMatchObject([{ outcome: 'reachable', unverified: true }]);
  });

  it('refuses where neither is answered', async () => {
    const { requests, outcomes } = await asked();
    await requests[0]?.refuse();
    await requests[1]?.refuse();
    expect(outcomes()).toEqual([['server', 'refused', 0]]);
  });

  it('has not answered when what could be read no longer can: it is a portal’s', async () => {
    const { requests, outcomes, advance } = await asked();
    await requests[0]?.answer({ type: 'cors' });
    await advance(1000);
    await requests[1]?.refuse();
    expect(outcomes()).toEqual([
      ['server', 'reachable', 0],
      ['server', 'refused', 0],
    ]);
    expect(requests).toHaveLength(2);
  });

  it('is not asked again when the time is over', async () => {
    const { requests, advance } = await asked();
    await advance(1500);
    expect(requests.filter(({ init }) => init.mode === 'no-cors')).toEqual([]);
  });

  it('proves nothing when it is the page’s own, which may be answered for too', async () => {
    const { requests, events } = await asked();
    await requests[0]?.answer({ type: 'basic' });
    expect(events).toMatchObject([{ outcome: 'reachable', unverified: true }]);
  });
});

describe('an app that can tell its own answers', () => {
  const plain = 'http://calls.example/ping';
  const asked = async (options: Partial<ReachabilityOptions>) => {
    const probe = fresh({ server: plain, other: undefined, ...options }, 'alert');
    await settled();
    return probe;
  };

  it('has them asked for readably', async () => {
    const { requests } = await asked({ verify: () => true });
    expect(requests[0]?.init).toMatchObject({ method: 'GET', mode: 'cors', credentials: 'omit' });
  });

  it.each<[string, ReachabilityOptions['verify']]>([
    ['at once', ({ status }) => status === 204],
    ['after reading', async ({ status }) => status === 204],
  ])('says so %s', async (_when, verify) => {
    const { requests, events } = await asked({ verify });
    await requests[0]?.answer({ status: 204 });
    expect(events).toEqual([
      {
        type: 'probeFinished',
        target: 'server',
        outcome: 'reachable',
        sentAt: 1_000_000,
        tookMs: 0,
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['says no', () => false],
    ['says no after reading', async () => false],
    ['says anything else', () => 'yes'],
    [
      'throws',
      () => {
        throw new Error('no token');
      },
    ],
    ['fails to read', () => Promise.reject(new Error('no token'))],
  ])('has not been reached when it %s', async (_what, verify) => {
    const { requests, events } = await asked({ verify: verify as never });
    await requests[0]?.answer({ status: 200 });
    expect(events).toMatchObject([{ outcome: 'timedOut' }]);
    expect(events[0]).not.toHaveProperty('unverified');
  });

  it('has not been reached when reading takes too long', async () => {
    const { requests, advance, outcomes } = await asked({ verify: () => new Promise(() => {}) });
    await requests[0]?.answer();
    await advance(1500);
    expect(outcomes()[0]).toEqual(['server', 'timedOut', 1500]);
  });

  it('is not even asked about an answer from elsewhere', async () => {
    const { requests, outcomes } = await asked({ verify: () => expect.unreachable() });
    await requests[0]?.answer({ redirected: true, url: 'http://portal.hotel.example/welcome' });
    expect(outcomes()).toEqual([['server', 'timedOut', 0]]);
  });

  it('is asked about another host too, unless its certificate tells', async () => {
    for (const [url, mode] of [
      ['http://elsewhere.example/', 'cors'],
      ['https://elsewhere.example/', 'no-cors'],
    ]) {
      const { requests, events } = await asked({ other: url, verify: () => false });
      await requests[1]?.answer();
      expect(requests[1]?.init.mode).toBe(mode);
      expect(events).toMatchObject([
        { target: 'other', outcome: mode === 'cors' ? 'timedOut' : 'reachable' },
      ]);
    }
  });
});
