import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock } from '../../testing/createFakeClock.ts';
import { type BrowserHost, browser } from './browser.ts';

/** A target that knows how many listen. */
class Target extends EventTarget {
  listeners = 0;
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...args);
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...args);
  }
}

function page({
  onLine = true as boolean | undefined,
  hidden = false,
  type = undefined as string | undefined,
} = {}) {
  const window = new Target();
  const document = Object.assign(new Target(), { visibilityState: hidden ? 'hidden' : 'visible' });
  const connection = Object.assign(new Target(), { type });
  const host: BrowserHost = { window, document, navigator: { onLine, connection } };
  return {
    host,
    window,
    document,
    connection,
    show: (visible: boolean) => {
      document.visibilityState = visible ? 'visible' : 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
    },
    listeners: () => window.listeners + document.listeners + connection.listeners,
  };
}

function attach(host: BrowserHost | undefined) {
  const clock = createFakeClock();
  const events: SourceEvent[] = [];
  const detach = browser(host).subscribe({ clock, emit: (event) => events.push(event) });
  return { clock, events, detach };
}

describe('on attaching', () => {
  it.each<[string, Parameters<typeof page>[0], SourceEvent[]]>([
    ['an online page', {}, [{ type: 'deviceNetworkChanged', online: true }]],
    ['an offline page', { onLine: false }, [{ type: 'deviceNetworkChanged', online: false }]],
    [
      'a page on Wi-Fi',
      { type: 'wifi' },
      [{ type: 'deviceNetworkChanged', online: true, networkType: 'wifi' }],
    ],
    [
      'a hidden page',
      { hidden: true },
      [
        { type: 'deviceNetworkChanged', online: true },
        { type: 'visibilityChanged', visible: false },
      ],
    ],
  ])('%s says so', (_what, state, events) => {
    expect(attach(page(state).host).events).toEqual(events);
  });

  it('a page that does not know says nothing', () => {
    const { host } = page();
    expect(attach({ ...host, navigator: {} }).events).toEqual([]);
  });
});

describe('each event of the browser is one fact', () => {
  const facts = (
    act: (shown: ReturnType<typeof page>) => void,
    state: Parameters<typeof page>[0] = {},
  ) => {
    const shown = page(state);
    const { events } = attach(shown.host);
    events.length = 0;
    act(shown);
    return events;
  };

  it('offline', () => {
    expect(facts(({ window }) => window.dispatchEvent(new Event('offline')))).toEqual([
      { type: 'deviceNetworkChanged', online: false },
    ]);
  });

  it('online, with the kind of network', () => {
    expect(
      facts(({ window }) => window.dispatchEvent(new Event('online')), { type: 'ethernet' }),
    ).toEqual([{ type: 'deviceNetworkChanged', online: true, networkType: 'lan' }]);
  });

  it.each([
    ['wifi', 'wifi'],
    ['ethernet', 'lan'],
    ['cellular', 'cellular'],
    ['none', 'none'],
  ])('another network: %s', (type, networkType) => {
    const events = facts(({ connection }) => {
      connection.type = type;
      connection.dispatchEvent(new Event('change'));
    });
    expect(events).toEqual([{ type: 'deviceNetworkChanged', networkType }]);
  });

  it.each([undefined, 'unknown', 'bluetooth', 'constructor', ''])(
    'a change to %j is none',
    (type) => {
      const events = facts(({ connection }) => {
        connection.type = type;
        connection.dispatchEvent(new Event('change'));
      });
      expect(events).toEqual([]);
    },
  );

  it('hidden and visible again', () => {
    const events = facts(({ show }) => {
      show(false);
      show(true);
    });
    expect(events).toEqual([
      { type: 'visibilityChanged', visible: false },
      { type: 'visibilityChanged', visible: true },
    ]);
  });
});

describe('sleep', () => {
  /** A clock that the test may let stand still while time goes on, as a sleeping machine does. */
  function sleepyPage(state: Parameters<typeof page>[0] = {}) {
    let now = 0;
    const timers: { at: number; callback: () => void }[] = [];
    const events: SourceEvent[] = [];
    const shown = page(state);
    const detach = browser(shown.host).subscribe({
      emit: (event) => events.push(event),
      clock: {
        now: () => now,
        after: (delayMs, callback) => {
          const timer = { at: now + delayMs, callback };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer), 1);
        },
      },
    });
    events.length = 0;
    return {
      ...shown,
      events,
      detach,
      timers,
      /** Time goes by without us. */
      sleep: (ms: number) => void (now += ms),
      /** The next timer fires so much later than it should. */
      tickLateBy: (ms: number) => {
        const timer = timers.shift();
        if (!timer) throw new Error('No timer waits');
        now = Math.max(now, timer.at + ms);
        timer.callback();
      },
    };
  }

  it.each([0, 1000, 8000])('is not concluded from a timer %i ms late', (ms) => {
    const { tickLateBy, events } = sleepyPage();
    tickLateBy(ms);
    expect(events).toEqual([]);
  });

  it('is a timer over eight seconds late', () => {
    const { tickLateBy, events } = sleepyPage();
    tickLateBy(8001);
    expect(events).toEqual([{ type: 'deviceResumed', gapMs: 8001 }]);
  });

  it('is told once for each', () => {
    const { tickLateBy, events } = sleepyPage();
    tickLateBy(60_000);
    tickLateBy(0);
    tickLateBy(10_000);
    expect(events).toHaveLength(2);
  });

  it.each([8001, 20_000, 55_000, 120_000])('of a hidden page is the same: %i ms', (ms) => {
    const { tickLateBy, events } = sleepyPage({ hidden: true });
    tickLateBy(8000);
    expect(events).toEqual([]);
    tickLateBy(ms);
    expect(events).toEqual([{ type: 'deviceResumed', gapMs: ms }]);
  });

  it('is told at once when the page is shown again, before that, and once', () => {
    const { sleep, show, tickLateBy, events } = sleepyPage({ hidden: true });
    sleep(25_000);
    show(true);
    expect(events).toEqual([
      { type: 'deviceResumed', gapMs: 20_000 },
      { type: 'visibilityChanged', visible: true },
    ]);
    tickLateBy(20_050);
    tickLateBy(0);
    expect(events).toHaveLength(2);
    tickLateBy(9000);
    expect(events.at(-1)).toEqual({ type: 'deviceResumed', gapMs: 9000 });
  });

  it.each(['resume', 'pageshow'])('is told at once on %s', (event) => {
    const { sleep, document, window, events } = sleepyPage({ hidden: true });
    sleep(45_000);
    (event === 'resume' ? document : window).dispatchEvent(new Event(event));
    expect(events).toEqual([{ type: 'deviceResumed', gapMs: 40_000 }]);
  });

  it('is not concluded from being shown, resumed or hidden soon', () => {
    const { sleep, document, window, show, events } = sleepyPage();
    sleep(13_000);
    show(true);
    document.dispatchEvent(new Event('resume'));
    window.dispatchEvent(new Event('pageshow'));
    sleep(30_000);
    show(false);
    expect(events.map(({ type }) => type)).toEqual(['visibilityChanged', 'visibilityChanged']);
  });

  it('that the browser announced is as long as it was, also when it was short', () => {
    const { sleep, document, events, tickLateBy } = sleepyPage({ hidden: true });
    const frozenFor = (ms: number) => {
      document.dispatchEvent(new Event('freeze'));
      sleep(ms);
      document.dispatchEvent(new Event('resume'));
    };
    sleep(3000);
    frozenFor(1000);
    expect(events).toEqual([]);
    frozenFor(4000);
    expect(events).toEqual([{ type: 'deviceResumed', gapMs: 4000 }]);
    tickLateBy(3000);
    expect(events).toHaveLength(1);
  });

  it('is not watched any more after detaching', () => {
    const { timers, detach } = sleepyPage();
    expect(timers).toHaveLength(1);
    detach();
    expect(timers).toHaveLength(0);
  });
});

describe('detaching', () => {
  it('removes every listener and the timer', () => {
    const shown = page();
    const { detach, clock, events } = attach(shown.host);
    expect(shown.listeners()).toBeGreaterThan(4);
    detach();
    expect(shown.listeners()).toBe(0);
    expect(clock.pendingTimers()).toBe(0);
    events.length = 0;
    shown.window.dispatchEvent(new Event('offline'));
    expect(events).toEqual([]);
  });
});

describe('outside a browser', () => {
  it.each<[string, BrowserHost | undefined]>([
    ['in Node', undefined],
    ['with nothing at all', {}],
    [
      'with things that only look like a page',
      { window: {} as never, document: {} as never, navigator: {} },
    ],
    ['without a connection', { window: new EventTarget(), navigator: { onLine: true } }],
  ])('attaches, waits for nothing and detaches: %s', (_what, host) => {
    const { detach, clock } = attach(host);
    clock.advance(60_000);
    expect(detach).not.toThrow();
    expect(clock.pendingTimers()).toBe(0);
  });
});
