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
