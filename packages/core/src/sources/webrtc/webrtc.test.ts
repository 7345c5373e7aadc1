import { describe, expect, it } from 'vitest';
import type { MediaSampled, SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock, type FakeClock } from '../../testing/createFakeClock.ts';
import type { Attention } from '../source.ts';
import {
  type Counters,
  type FakeConnection,
  fakeConnection,
  firefox,
  safari,
} from './statsReports.test.helper.ts';
import { type WatchedConnection, webrtc } from './webrtc.ts';

interface Watching {
  clock: FakeClock;
  events: SourceEvent[];
  /** Everything said since the last look. */
  news(): SourceEvent[];
  samples(): MediaSampled[];
  warnings(): string[];
  /** Time passes; what was asked is answered. */
  advance(ms: number): Promise<void>;
  look(attention: Attention): void;
  detach(): void;
  attentionListeners: number;
}

async function answered(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

async function watching(
  connections: Parameters<typeof webrtc>[0],
  {
    options = {},
    attention = 'calm' as Attention,
    onEvent = (_event: SourceEvent): void => {},
  } = {},
): Promise<Watching> {
  const clock = createFakeClock(1_000_000);
  const events: SourceEvent[] = [];
  const listeners = new Set<(attention: Attention) => void>();
  let seen = 0;
  const detach = webrtc(connections, options as Parameters<typeof webrtc>[1]).subscribe({
    clock,
    emit: (event) => {
      events.push(event);
      onEvent(event);
    },
    onAttention(callback) {
      listeners.add(callback);
      callback(attention);
      return () => listeners.delete(callback);
    },
  });
  await answered();
  return {
    clock,
    events,
    detach,
    news: () => events.slice(seen, (seen = events.length)),
    samples: () => events.filter((event) => event.type === 'mediaSampled'),
    warnings: () =>
      events.flatMap((event) => (event.type === 'warningRaised' ? [event.text ?? ''] : [])),
    advance: async (ms) => {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        clock.advance(Math.min(10, end - clock.now()));
        await answered();
      }
    },
    look: (next) => {
      for (const listener of listeners) listener(next);
    },
    get attentionListeners() {
      return listeners.size;
    },
  };
}

/** A connection on which packets flow, as its counters show at any time. */
function flowing(
  clock: () => number,
  change: (at: number) => Partial<Counters> = () => ({}),
): FakeConnection {
  const connection = fakeConnection({ at: 0 });
  const { getStats } = connection;
  connection.getStats = () => {
    const at = clock();
    connection.counters = {
      at,
      audioIn: { packets: Math.floor(at / 20) },
      audioOut: { packets: Math.floor(at / 20) },
      bytesIn: at,
      lastPacketAt: at,
      ...change(at),
    };
    return getStats();
  };
  return connection;
}

/** One flowing connection, watched. */
async function watchingOne(
  options: Parameters<typeof watching>[1] = {},
  change?: (at: number) => Partial<Counters>,
) {
  let now = () => 1_000_000;
  const connection = flowing(() => now(), change);
  const watch = await watching(connection, options);
  now = () => watch.clock.now();
  return { connection, watch };
}

describe('the pace', () => {
  it.each<[Attention, perTwoSeconds: number]>([
    ['calm', 4],
    ['alert', 8],
    ['asleep', 1],
  ])('is %s: %i polls in two seconds', async (attention, count) => {
    const { connection, watch } = await watchingOne({ attention });
    connection.asked = 0;
    await watch.advance(2000);
    expect(connection.asked).toBe(count);
  });

  it('is what the app chooses, where it chooses', async () => {
    const { connection, watch } = await watchingOne({ options: { pollMs: { calm: 1000 } } });
    connection.asked = 0;
    await watch.advance(4000);
    expect(connection.asked).toBe(4);
    watch.look('alert');
    connection.asked = 0;
    await watch.advance(1000);
    expect(connection.asked).toBe(4);
  });

  it('quickens at once, counted from the last poll', async () => {
    const { connection, watch } = await watchingOne();
    await watch.advance(1100);
    watch.look('alert');
    connection.asked = 0;
    await watch.advance(150);
    expect(connection.asked).toBe(1);
  });

  it('quickens at once when the last poll is longer ago than the new pace', async () => {
    const { connection, watch } = await watchingOne();
    await watch.advance(1400);
    watch.look('alert');
    connection.asked = 0;
    await watch.advance(10);
    expect(connection.asked).toBe(1);
    expect(watch.samples().at(-1)?.lateMs).toBeUndefined();
  });

  it('slows down after the poll that was due', async () => {
    const { connection, watch } = await watchingOne({ attention: 'alert' });
    await watch.advance(1000);
    watch.look('calm');
    connection.asked = 0;
    await watch.advance(2000);
    expect(connection.asked).toBe(4);
  });

  it('stays the same however often it changes, also from within a poll', async () => {
    const wanted: { watch?: Watching; next: Attention } = { next: 'alert' };
    const { connection, watch } = await watchingOne({
      onEvent: () => {
        wanted.watch?.look('calm');
        wanted.watch?.look(wanted.next);
      },
    });
    wanted.watch = watch;
    await watch.advance(5000);
    connection.asked = 0;
    await watch.advance(2000);
    expect(connection.asked).toBe(8);
    expect(watch.clock.pendingTimers()).toBe(1);
  });

  it('is calm without anybody to say how closely to look', async () => {
    const clock = createFakeClock(1_000_000);
    const connection = flowing(() => clock.now());
    webrtc(connection).subscribe({ clock, emit: () => {} });
    await answered();
    connection.asked = 0;
    for (let step = 0; step < 20; step += 1) {
      clock.advance(100);
      await answered();
    }
    expect(connection.asked).toBe(4);
  });
});

describe('a poll', () => {
  it('says what happened since the last, and how good that is', async () => {
    const { watch } = await watchingOne({}, (at) => ({
      rtt: at / 1e7,
      report: { at, fraction: 0, rtt: 0.1, jitter: at / 1e9 },
    }));
    watch.news();
    await watch.advance(500);
    expect(watch.news()).toEqual([
      expect.objectContaining({
        type: 'mediaSampled',
        connectionId: 'pc0',
        intervalMs: 500,
        state: 'connected',
        downlink: expect.objectContaining({ packets: 25, bytes: 500 }),
      }),
      {
        type: 'qualitySampled',
        basis: 'derived',
        uplink: 'excellent',
        downlink: 'excellent',
        overall: 'excellent',
      },
    ]);
  });

  it.each([
    ['Firefox', firefox],
    ['Safari', safari],
  ])('works with the reports of %s', async (_name, shape) => {
    const connection = fakeConnection({ at: 1, audioIn: { packets: 1 } }, shape);
    const watch = await watching(connection);
    connection.counters = { at: 501, audioIn: { packets: 26 } };
    await watch.advance(500);
    expect(watch.samples()).toHaveLength(1);
    expect(watch.samples()[0]?.downlink.packets).toBe(25);
    expect(watch.warnings()).toEqual([]);
  });

  it('derives no quality where nothing moved', async () => {
    const connection = fakeConnection({ at: 1 });
    const watch = await watching(connection);
    connection.counters = { at: 501 };
    await watch.advance(500);
    expect(watch.events.map(({ type }) => type)).toEqual(['mediaSampled']);
  });

  it('hands over all facts at once where that is possible', async () => {
    const clock = createFakeClock(1_000_000);
    const together: number[] = [];
    webrtc(flowing(() => clock.now())).subscribe({
      clock,
      emit: () => expect.unreachable(),
      emitTogether: (facts) => together.push(facts.length),
    });
    await answered();
    clock.advance(500);
    await answered();
    expect(together).toEqual([2]);
  });

  it('that came much later than planned is marked with what we overslept', async () => {
    const { connection, watch } = await watchingOne();
    await watch.advance(500);
    const { getStats } = connection;
    // The machine was busy: what was asked is answered nearly two seconds later.
    connection.getStats = async () => {
      await new Promise<void>((resolve) => void watch.clock.after(1900, resolve));
      return getStats();
    };
    await watch.advance(2500);
    expect(watch.samples().at(-1)).toMatchObject({ intervalMs: 2400, lateMs: 2400 - 750 });
  });

  it('that came a little late is not', async () => {
    const { watch } = await watchingOne();
    await watch.advance(2000);
    expect(watch.samples().every(({ lateMs }) => lateMs === undefined)).toBe(true);
  });

  it.each(['new', 'connecting', 'connected', 'disconnected', 'failed'] as const)(
    'names the state of the connection: %s',
    async (state) => {
      const { connection, watch } = await watchingOne();
      connection.connectionState = state;
      await watch.advance(500);
      expect(watch.samples().at(-1)?.state).toBe(state);
    },
  );

  it.each([
    ['sleeping', 'new'],
    [undefined, 'connected'],
  ])('takes the state %s for %s', async (state, named) => {
    const { connection, watch } = await watchingOne();
    connection.connectionState = state as string;
    await watch.advance(500);
    expect(watch.samples().at(-1)?.state).toBe(named);
  });
});

describe('connections', () => {
  const list = (watch: () => number, ...ids: string[]): WatchedConnection[] =>
    ids.map((id) => ({ id, connection: flowing(watch) }));

  it('may be several, each with its id', async () => {
    let now = () => 1_000_000;
    const watch = await watching(list(() => now(), 'publisher', 'subscriber'));
    now = () => watch.clock.now();
    await watch.advance(500);
    expect(watch.samples().map(({ connectionId }) => connectionId)).toEqual([
      'publisher',
      'subscriber',
    ]);
  });

  it('without a name keep the one they were given', async () => {
    let now = () => 1_000_000;
    const [one, other] = [flowing(() => now()), flowing(() => now())];
    let present = [one, other];
    const watch = await watching(() => present);
    now = () => watch.clock.now();
    present = [other, one];
    await watch.advance(500);
    expect(watch.samples().map(({ connectionId }) => connectionId)).toEqual(['pc1', 'pc0']);
  });

  it('in a mesh belong to one user, streams of a server to whom the app says', async () => {
    let now = () => 1_000_000;
    const watch = await watching([
      { id: 'a', connection: flowing(() => now()), userId: 'maya', userOf: () => 'nobody' },
      {
        id: 'b',
        connection: flowing(() => now()),
        userOf: ({ mid }) => (mid === '0' ? 'jon' : undefined),
      },
      { id: 'c', connection: flowing(() => now()) },
    ]);
    now = () => watch.clock.now();
    await watch.advance(500);
    expect(watch.samples().map(({ userId, streams }) => [userId, streams[0]?.userId])).toEqual([
      ['maya', 'maya'],
      [undefined, 'jon'],
      [undefined, undefined],
    ]);
  });

  it('come and go: who is gone is said, who is new starts over', async () => {
    let now = () => 1_000_000;
    const [one, other] = list(() => now(), 'one', 'other');
    let present = one ? [one] : [];
    const watch = await watching(() => present);
    now = () => watch.clock.now();
    await watch.advance(500);
    watch.news();
    present = other ? [other] : [];
    await watch.advance(500);
    expect(watch.news()).toEqual([{ type: 'mediaClosed', connectionId: 'one' }]);
    await watch.advance(500);
    expect(watch.news().map((event) => 'connectionId' in event && event.connectionId)).toEqual([
      'other',
      false,
    ]);
    present = one ? [one] : [];
    await watch.advance(500);
    expect(watch.news()).toEqual([{ type: 'mediaClosed', connectionId: 'other' }]);
  });

  it('that are closed are gone, though still listed', async () => {
    const { connection, watch } = await watchingOne();
    await watch.advance(500);
    watch.news();
    connection.connectionState = 'closed';
    await watch.advance(1000);
    expect(watch.news()).toEqual([{ type: 'mediaClosed', connectionId: 'pc0' }]);
  });
});

const unprintable = {
  toString: () => {
    throw new Error('not that either');
  },
};

describe('whatever goes wrong is a warning, said once', () => {
  const broken: [string, () => Promise<never>, RegExp][] = [
    ['rejects', () => Promise.reject(new Error('closed')), /closed/],
    [
      'throws',
      () => {
        throw new Error('InvalidStateError');
      },
      /InvalidStateError/,
    ],
    ['hangs', () => new Promise(() => {}), /does not answer/],
    ['gives nothing', () => Promise.resolve(undefined as never), /does not answer/],
    ['gives something else', () => Promise.resolve(42 as never), /forEach/],
    ['gives holes', () => Promise.resolve([null] as never), /./],
    ['rejects with nothing to print', () => Promise.reject(Object.create(null)), /unreadable/],
    ['rejects with what cannot be printed', () => Promise.reject(unprintable), /unreadable/],
  ];

  it.each(broken)(
    'a getStats() that %s does not keep the others from being looked at',
    async (_what, getStats, text) => {
      let now = () => 1_000_000;
      const watch = await watching([
        { id: 'broken', connection: { getStats } },
        { id: 'works', connection: flowing(() => now()) },
      ]);
      now = () => watch.clock.now();
      await watch.advance(6000);
      const works = watch.samples().filter(({ connectionId }) => connectionId === 'works');
      expect(works.length).toBeGreaterThanOrEqual(7);
      expect(watch.warnings()).toHaveLength(1);
      expect(watch.warnings()[0]).toMatch(text);
    },
  );

  it('and said again when it came back in between', async () => {
    const { connection, watch } = await watchingOne();
    const { getStats } = connection;
    for (let turn = 0; turn < 2; turn += 1) {
      connection.getStats = () => Promise.reject(new Error('busy'));
      await watch.advance(1000);
      connection.getStats = getStats;
      await watch.advance(1000);
    }
    expect(watch.warnings()).toEqual(['Error: busy', 'Error: busy']);
    expect(watch.samples().length).toBeGreaterThan(1);
  });

  it('a getStats() that hangs is asked again only when it has answered', async () => {
    let answer: (report: Map<string, object>) => void = () => {};
    let asked = 0;
    const connection = {
      getStats: () => {
        asked += 1;
        return new Promise<Map<string, object>>((resolve) => (answer = resolve));
      },
    };
    const watch = await watching(connection);
    await watch.advance(10_000);
    expect(asked).toBe(1);
    answer(new Map());
    await watch.advance(600);
    expect(asked).toBe(2);
  });

  it('a list that throws is tried again', async () => {
    let calls = 0;
    let now = () => 1_000_000;
    const connection = flowing(() => now());
    const watch = await watching(() => {
      calls += 1;
      if (calls < 4) throw new Error('not joined yet');
      return [connection];
    });
    now = () => watch.clock.now();
    await watch.advance(4000);
    expect(watch.warnings()).toEqual(['Error: not joined yet']);
    expect(watch.samples().length).toBeGreaterThan(3);
  });

  it.each([undefined, null, 7, [null]])('%j instead of connections', async (wrong) => {
    const watch = await watching(wrong as never);
    await watch.advance(2000);
    expect(watch.warnings()).toHaveLength(1);
  });
});

describe('detaching', () => {
  it('ends the polling', async () => {
    const { connection, watch } = await watchingOne();
    await watch.advance(600);
    watch.detach();
    expect(watch.clock.pendingTimers()).toBe(0);
    expect(watch.attentionListeners).toBe(0);
    connection.asked = 0;
    watch.look('alert');
    await watch.advance(5000);
    expect(connection.asked).toBe(0);
  });

  it('in the middle of a poll says nothing more', async () => {
    const { watch } = await watchingOne();
    watch.clock.advance(500);
    watch.detach();
    const { length } = watch.events;
    await watch.advance(5000);
    expect(watch.events).toHaveLength(length);
    expect(watch.clock.pendingTimers()).toBe(0);
  });

  it('from within what it says ends it as well', async () => {
    const ends: { watch?: Watching } = {};
    const { connection, watch } = await watchingOne({ onEvent: () => ends.watch?.detach() });
    ends.watch = watch;
    await watch.advance(500);
    connection.asked = 0;
    await watch.advance(5000);
    expect(connection.asked).toBe(0);
    expect(watch.clock.pendingTimers()).toBe(0);
  });

  it('while a look hangs leaves no timer behind', async () => {
    const watch = await watching({ getStats: () => new Promise(() => {}) });
    watch.detach();
    expect(watch.clock.pendingTimers()).toBe(0);
  });
});

it('reads a hundred connections in one poll', async () => {
  let now = () => 1_000_000;
  const watch = await watching(
    Array.from({ length: 100 }, (_, index) => ({
      id: `c${index}`,
      connection: flowing(() => now()),
    })),
  );
  now = () => watch.clock.now();
  await watch.advance(500);
  expect(watch.samples()).toHaveLength(100);
  expect(watch.events.filter(({ type }) => type === 'qualitySampled')).toHaveLength(1);
});
