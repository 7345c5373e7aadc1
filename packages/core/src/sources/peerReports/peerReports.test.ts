import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock, type FakeClock } from '../../testing/createFakeClock.ts';
import type { OwnReport, SourceContext } from '../source.ts';
import { createPeerReports, type PeerReports } from './peerReports.ts';

interface Talking {
  clock: FakeClock;
  reports: PeerReports;
  sent: string[];
  events: SourceEvent[];
  own: OwnReport;
  hear(from: unknown, text: unknown): void;
  attach(): () => void;
  detach(): void;
  warnings(): [code: string | number, text: string | undefined][];
  listening: number;
}

function talking(
  userId = 'me',
  change: Partial<Parameters<typeof createPeerReports>[0]> = {},
): Talking {
  const clock = createFakeClock(1_000_000);
  const events: SourceEvent[] = [];
  const sent: string[] = [];
  const handlers = new Set<(from: string, text: string) => void>();
  const reports = createPeerReports({
    userId,
    send: (text) => sent.push(text),
    onMessage: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    ...change,
  });
  const test: Talking = {
    clock,
    reports,
    sent,
    events,
    own: { uplink: 'good', downlink: 'good', hears: {} },
    hear: (from, text) => {
      for (const handler of handlers) handler(from as string, text as string);
    },
    attach: () =>
      reports.subscribe({ clock, emit: (event) => events.push(event), ownReport: () => test.own }),
    detach: () => {},
    warnings: () =>
      events.flatMap((event) =>
        event.type === 'warningRaised' ? [[event.code, event.text]] : [],
      ) as never,
    get listening() {
      return handlers.size;
    },
  };
  test.detach = test.attach();
  return test;
}

describe('what we tell', () => {
  it('is our report, once a second', () => {
    const { clock, sent } = talking();
    clock.advance(10_000);
    expect(sent.length).toBeGreaterThanOrEqual(8);
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(sent[0]).toBe('{"nc":1,"u":1,"d":1}');
  });

  it('is told at once when it changed, at most every 0.3 s', () => {
    const test = talking();
    test.clock.advance(5100);
    test.sent.length = 0;
    for (const uplink of ['bad', 'vbad', 'down', 'good'] as const) {
      test.own = { ...test.own, uplink };
      test.clock.advance(300);
    }
    expect(test.sent).toHaveLength(4);
    test.own = { ...test.own, uplink: 'poor' };
    test.clock.advance(299);
    expect(test.sent).toHaveLength(4);
  });

  it('is nothing where nobody measures', () => {
    const clock = createFakeClock();
    const sent: string[] = [];
    createPeerReports({
      userId: 'me',
      send: (text) => sent.push(text),
      onMessage: () => {},
    }).subscribe({
      clock,
      emit: () => {},
    });
    clock.advance(5000);
    expect(sent).toEqual([]);
  });

  it('goes on when sending is refused later, and the failure is a warning', async () => {
    const { clock, warnings } = talking('me', {
      send: () => Promise.reject(new Error('reconnecting')),
    });
    clock.advance(1000);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(warnings()[0]).toEqual(['peer-reports: send', 'Error: reconnecting']);
  });

  it('must arrive when it is said once, and only then', () => {
    const how: boolean[] = [];
    const { clock, reports } = talking('me', {
      send: (_text, { mustArrive }) => how.push(mustArrive),
    });
    clock.advance(400);
    reports.announce('leaving');
    expect(how).toEqual([false, true]);
  });

  it('knows itself late: what is said of an id is about us from then on', () => {
    let own: string | undefined;
    const { hear, events } = talking('', { userId: () => own });
    hear('maya', '{"nc":1,"h":{"me":2}}');
    own = 'me';
    hear('maya', '{"nc":1,"h":{"me":2}}');
    hear('me', '{"nc":1}');
    expect(events.map((event) => 'hearsUs' in event && event.hearsUs)).toEqual([false, 'notAtAll']);
  });

  it('goes on when sending fails, and the failure is a warning', () => {
    let attempts = 0;
    const { clock, warnings } = talking('me', {
      send: () => {
        attempts += 1;
        if (attempts < 3) throw new Error('socket closed');
      },
    });
    clock.advance(5000);
    expect(attempts).toBeGreaterThan(3);
    expect(warnings()).toEqual([
      ['peer-reports: send', 'Error: socket closed'],
      ['peer-reports: send', 'Error: socket closed'],
    ]);
  });

  it('ends with detaching', () => {
    const { clock, sent, detach, ...test } = talking();
    detach();
    sent.length = 0;
    clock.advance(10_000);
    expect(sent).toEqual([]);
    expect(clock.pendingTimers()).toBe(0);
    expect(test.reports.announce('leaving')).toBeUndefined();
    expect(sent).toEqual([]);
  });
});

describe('a goodbye', () => {
  it('is told at once, and no report takes it back', () => {
    const { clock, sent, reports } = talking();
    clock.advance(1000);
    sent.length = 0;
    reports.announce('leaving');
    clock.advance(60_000);
    expect(sent).toEqual(['{"nc":1,"l":1}']);
  });

  it('is over when we are attached again', () => {
    const { clock, sent, reports, detach, attach } = talking();
    reports.announce('leaving');
    detach();
    attach();
    sent.length = 0;
    clock.advance(1000);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('for the time being stands for five seconds, or until we wake up', () => {
    const { clock, sent, reports } = talking();
    reports.announce('suspended');
    clock.advance(4900);
    expect(sent).toEqual(['{"nc":1,"s":1}']);
    clock.advance(400);
    expect(sent.at(-1)).toBe('{"nc":1,"u":1,"d":1}');
  });

  it('that cannot be sent is not worth an error', () => {
    const { reports } = talking('me', {
      send: () => {
        throw new Error('socket closed');
      },
    });
    expect(() => reports.announce('leaving')).not.toThrow();
  });
});

describe('what others tell', () => {
  it('is a report about them, and about us', () => {
    const { hear, events } = talking();
    hear('maya', '{"nc":1,"u":3,"d":0,"h":{"me":1,"jon":2}}');
    expect(events).toEqual([
      {
        type: 'peerReported',
        userId: 'maya',
        uplink: 'bad',
        downlink: 'excellent',
        hearsUs: 'badly',
      },
    ]);
  });

  it('about others than us stays theirs', () => {
    const { hear, events } = talking();
    hear('maya', '{"nc":1,"h":{"jon":2}}');
    expect(events).toEqual([{ type: 'peerReported', userId: 'maya' }]);
  });

  it.each([
    ['{"nc":1,"l":1}', { leaving: true }],
    ['{"nc":1,"s":1}', { suspended: true }],
  ])('may be a goodbye: %s', (text, change) => {
    const { hear, events } = talking();
    hear('maya', text);
    expect(events).toEqual([{ type: 'peerReported', userId: 'maya', ...change }]);
  });

  it('is ours when it comes back to us: ignored', () => {
    const { hear, events } = talking();
    hear('me', '{"nc":1,"u":3}');
    expect(events).toEqual([]);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is not about us because we are called %s',
    (name) => {
      const { hear, events } = talking(name);
      hear('maya', '{"nc":1,"h":{}}');
      expect(events).toEqual([{ type: 'peerReported', userId: 'maya' }]);
      hear('maya', `{"nc":1,"h":{"${name}":2}}`);
      expect(events.at(-1)).toMatchObject({ hearsUs: 'notAtAll' });
    },
  );

  it.each([undefined, null, 7, '', {}])('from nobody in particular, %j, is ignored', (from) => {
    const { hear, events } = talking();
    hear(from, '{"nc":1,"u":3}');
    expect(events).toEqual([]);
  });

  it('after detaching is not heard, even by a transport that never forgets', () => {
    const handlers: ((from: string, text: string) => void)[] = [];
    const { events, detach } = talking('me', {
      onMessage: (handler) => void handlers.push(handler),
    });
    detach();
    handlers[0]?.('maya', '{"nc":1,"u":3}');
    expect(events).toEqual([]);
  });

  it('is asked for once, and no more after detaching', () => {
    const test = talking();
    expect(test.listening).toBe(1);
    test.detach();
    expect(test.listening).toBe(0);
  });

  it('is not asked for any more although the transport fails to forget', () => {
    const { detach, clock } = talking('me', {
      onMessage: () => () => {
        throw new Error('already closed');
      },
    });
    expect(detach).not.toThrow();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('cannot be asked for: nothing is left running', () => {
    const clock = createFakeClock();
    const reports = createPeerReports({
      userId: 'me',
      send: () => {},
      onMessage: () => {
        throw new Error('no transport yet');
      },
    });
    expect(() => reports.subscribe({ clock, emit: () => {} })).toThrow('no transport yet');
    expect(clock.pendingTimers()).toBe(0);
  });
});

describe('what is hostile', () => {
  it('never throws, and is recorded, five times at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.anything(), fc.anything()), { maxLength: 30 }),
        (messages) => {
          const { hear, events, warnings } = talking();
          for (const [from, text] of [
            ...messages,
            ['maya', Object.create(null)],
            ['maya', Symbol('x')],
          ])
            hear(from, text);
          expect(
            events.every(({ type }) => type === 'warningRaised' || type === 'peerReported'),
          ).toBe(true);
          expect(warnings().length).toBeGreaterThan(0);
          expect(warnings().length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });

  it('is recorded shortened', () => {
    const { hear, warnings } = talking();
    hear('maya', 'x'.repeat(5000));
    hear('maya', 5);
    expect(warnings()).toEqual([
      ['peer-reports: malformed', 'x'.repeat(60)],
      ['peer-reports: malformed', 'number'],
    ]);
  });

  it('is a flood: sixty a second from one user are heard, and everybody else', () => {
    const { hear, events, clock, warnings } = talking();
    clock.advance(1000);
    events.length = 0;
    for (let index = 0; index < 500; index += 1) hear('mallory', '{"nc":1}');
    hear('maya', '{"nc":1}');
    const reports = () =>
      events.flatMap((event) => (event.type === 'peerReported' ? event.userId : []));
    expect(reports().filter((userId) => userId === 'mallory')).toHaveLength(60);
    expect(reports()).toContain('maya');
    expect(warnings()[0]).toEqual(['peer-reports: too many', 'mallory']);
    clock.advance(1000);
    hear('mallory', '{"nc":1}');
    expect(reports().at(-1)).toBe('mallory');
  });
});

it('two of them understand each other', () => {
  const clock = createFakeClock();
  const events: SourceEvent[] = [];
  const rooms = new Map<string, (from: string, text: string) => void>();
  const join = (userId: string, context: Partial<SourceContext>) =>
    createPeerReports({
      userId,
      send: (text) => {
        for (const [other, handler] of rooms) if (other !== userId) handler(userId, text);
      },
      onMessage: (handler) => void rooms.set(userId, handler),
    }).subscribe({ clock, emit: () => {}, ...context });
  join('maya', {
    ownReport: () => ({ uplink: 'vbad', downlink: 'good', hears: { jon: 'notAtAll' } }),
  });
  join('jon', { emit: (event) => events.push(event) });
  clock.advance(300);
  expect(events).toEqual([
    { type: 'peerReported', userId: 'maya', uplink: 'vbad', downlink: 'good', hearsUs: 'notAtAll' },
  ]);
});
