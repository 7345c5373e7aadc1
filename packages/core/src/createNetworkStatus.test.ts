import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createNetworkStatus } from './createNetworkStatus.ts';
import { createPromptEngine } from './prompts/createPromptEngine.ts';
import type { Phase, SourceEvent } from './events/networkEvent.ts';
import type { Prompt } from './prompts/prompt.ts';
import { defaultPolicy, definePromptPolicy } from './prompts/promptPolicy.ts';
import { createFakeEmitter } from './sources/attachSource.test.helper.ts';
import { nertc } from './sources/nertc/nertc.ts';
import type { NetworkSource, SourceContext } from './sources/source.ts';
import type { NetworkStatus } from './store/networkStatus.ts';
import { createFakeClock, type FakeClock } from './testing/createFakeClock.ts';
import { createFakeSource, type FakeSource } from './testing/createFakeSource.ts';

const phase = (name: Phase): SourceEvent => ({
  type: 'connectionChanged',
  phase: name,
  cause: 'network',
  willRetry: name === 'reconnecting' || name === 'lost',
});
const joined = (userId: string): SourceEvent => ({ type: 'userJoined', userId });
const offline: SourceEvent = { type: 'deviceNetworkChanged', online: false };

interface TestNetwork {
  clock: FakeClock;
  source: FakeSource;
  network: NetworkStatus;
}

function connectedCall(options: Parameters<typeof createNetworkStatus>[0] = {}): TestNetwork {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({
    clock,
    prompts: createPromptEngine,
    sources: [source],
    ...options,
  });
  source.emit(phase('connecting'), phase('connected'));
  return { clock, source, network };
}

function warnings({ timeline }: NetworkStatus): string[] {
  return timeline
    .entries()
    .flatMap(({ detail }) =>
      'type' in detail && detail.type === 'warningRaised'
        ? [String((detail as { text?: string }).text)]
        : [],
    );
}

const broken = (change: Partial<NetworkSource>): NetworkSource => ({
  name: 'broken',
  capabilities: {},
  detectionLagMs: {},
  subscribe: () => () => {},
  ...change,
});

describe('one call', () => {
  it('turns what a source says into state, diagnosis, prompt and timeline', () => {
    const { clock, source, network } = connectedCall();
    clock.advance(20_000);
    source.emit(phase('reconnecting'));
    expect(network.store.getState()).toMatchObject({
      connection: { phase: 'reconnecting', everConnected: true },
      diagnosis: { cause: 'unknownOutage' },
    });
    expect(network.prompts.getState().banner).toBeNull();
    clock.advance(2000);
    expect(network.prompts.getState().banner?.kind).toBe('local.reconnecting');
    expect(network.timeline.entries().map(({ kind }) => kind)).toContain('diagnosis');
    expect(network.explain('local.reconnecting')).toMatch(/local\.reconnecting/);
  });

  it('stamps every fact with the time and its source', () => {
    const { clock, network } = connectedCall();
    const [first] = network.timeline
      .entries()
      .filter(({ detail }) => 'type' in detail && detail.type === 'connectionChanged');
    expect(first?.detail).toMatchObject({ source: 'fake', at: clock.now() });
  });

  it('says before anything happened that nothing is known', () => {
    const network = createNetworkStatus({ clock: createFakeClock() });
    expect(network.store.getState()).toBe(network.store.getInitialState());
    expect(network.store.getState()).toMatchObject({
      connection: { phase: 'idle' },
      diagnosis: { cause: 'none' },
      usersRevision: 0,
    });
    expect(network.users.ids()).toEqual([]);
    expect(network.prompts.getState()).toBe(network.prompts.getInitialState());
  });

  it('tells the app of each prompt as it comes', () => {
    const seen: string[] = [];
    const onPrompt = ({ kind }: Prompt<string>) => void seen.push(kind);
    const { clock, source } = connectedCall({ onPrompt });
    clock.advance(20_000);
    source.emit(phase('reconnecting'));
    clock.advance(5000);
    expect(seen).toEqual(['local.reconnecting']);
  });
});

describe('a source', () => {
  it('attached late tells what it can read at once', () => {
    const network = createNetworkStatus({ clock: createFakeClock() });
    const late = createFakeSource({
      onSubscribe: [{ type: 'snapshotTaken', phase: 'connected', users: ['maya', 'jon'] }],
    });
    network.attach(late);
    expect(network.store.getState().connection).toMatchObject({
      phase: 'connected',
      everConnected: true,
    });
    expect(network.users.ids()).toEqual(['maya', 'jon']);
  });

  it('attached in the middle of an outage starts it', () => {
    const clock = createFakeClock();
    const network = createNetworkStatus({ clock, prompts: createPromptEngine });
    network.attach(
      createFakeSource({
        onSubscribe: [{ type: 'snapshotTaken', phase: 'reconnecting', users: [] }],
      }),
    );
    expect(network.store.getState().diagnosis.cause).toBe('unknownOutage');
    clock.advance(2000);
    expect(network.prompts.getState().banner?.kind).toBe('local.reconnecting');
  });

  it('is heard until detached, and again when attached again', () => {
    const { network, source } = connectedCall({ sources: [] });
    const detach = network.attach(source);
    source.emit(joined('maya'));
    detach();
    expect(source.attached).toBe(false);
    source.emit(joined('jon'));
    expect(network.users.ids()).toEqual(['maya']);
    network.attach(source);
    source.emit(joined('jon'));
    expect(network.users.ids()).toEqual(['maya', 'jon']);
    detach();
    expect(source.attached).toBe(true);
  });

  it('survives the double mount of StrictMode without a trace on screen', () => {
    const { network, clock } = connectedCall({ sources: [] });
    const source = createFakeSource({
      onSubscribe: [{ type: 'snapshotTaken', phase: 'connected', users: ['maya'] }],
    });
    const first = network.attach(source);
    const { connection } = network.store.getState();
    const maya = network.users.get('maya');
    first();
    const second = network.attach(source);
    expect(network.store.getState().connection).toBe(connection);
    expect(network.users.get('maya')).toBe(maya);
    clock.advance(30_000);
    expect(network.prompts.getState()).toBe(network.prompts.getInitialState());
    second();
    clock.advance(3_000);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('that throws while it subscribes is a warning, and may have said something before', () => {
    const { network } = connectedCall();
    const detach = network.attach(
      broken({
        subscribe: ({ emit }: SourceContext) => {
          emit(joined('maya'));
          throw new Error('SDK not initialised');
        },
      }),
    );
    expect(network.users.ids()).toEqual(['maya']);
    expect(warnings(network)).toEqual(['Error: SDK not initialised']);
    expect(network.store.getState().warnings).toBe(1);
    expect(detach).not.toThrow();
  });

  it('that throws while it is undone is a warning, and gone', () => {
    const { network } = connectedCall();
    let say: SourceContext['emit'] = () => {};
    const detach = network.attach(
      broken({
        subscribe: ({ emit }) => {
          say = emit;
          return () => {
            throw new Error('already destroyed');
          };
        },
      }),
    );
    detach();
    expect(warnings(network)).toEqual(['Error: already destroyed']);
    say(joined('maya'));
    expect(network.users.ids()).toEqual([]);
    detach();
    expect(warnings(network)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['no list', 7],
    [
      'a fact that cannot be read',
      [
        {
          get type() {
            throw new Error('revoked');
          },
        },
      ],
    ],
    ['nothing among facts', [null, undefined, 'connected', { kind: 'x' }]],
  ])('that emits %s gets no error, and a warning is recorded', (_what, given) => {
    const { network } = connectedCall({ sources: [] });
    let context: Parameters<NetworkSource['subscribe']>[0] | undefined;
    network.attach(broken({ subscribe: (given) => ((context = given), () => {}) }));
    expect(() => context?.emitTogether?.(given as never)).not.toThrow();
    expect(() => context?.emit((Array.isArray(given) ? given[0] : given) as never)).not.toThrow();
    expect(network.timeline.export()).toContain('no fact');
  });

  it('that emits an empty list says nothing', () => {
    const { network } = connectedCall({ sources: [] });
    let context: Parameters<NetworkSource['subscribe']>[0] | undefined;
    network.attach(broken({ subscribe: (given) => ((context = given), () => {}) }));
    context?.emitTogether?.([]);
    expect(network.timeline.export()).not.toContain('no fact');
  });

  it('that returns no undo is detached all the same', () => {
    const { network } = connectedCall();
    const detach = network.attach(broken({ subscribe: (() => undefined) as never }));
    expect(detach).not.toThrow();
  });

  it('may emit again while it is being told of a change: its fact waits its turn', () => {
    const { network, source } = connectedCall();
    const seen: string[] = [];
    network.users.subscribe('maya', () => {
      seen.push(`maya ${network.users.get('maya')?.here ? 'here' : 'gone'}`);
      if (seen.length === 1)
        source.emit({ type: 'userLeft', userId: 'maya', reason: 'quit' }, joined('jon'));
    });
    source.emit(joined('maya'));
    expect(seen).toEqual(['maya here', 'maya gone']);
    expect(network.users.ids()).toEqual(['jon']);
  });

  it.each([undefined, null, 'volcengine', {}])('that is %j is refused with what to do', (wrong) => {
    const network = createNetworkStatus({ clock: createFakeClock() });
    expect(() => network.attach(wrong as never)).toThrow(
      /attach\(\) needs a source.*subscribe.*Pass/s,
    );
  });

  it('takes what it measured along when it goes: media of a moment ago proves nothing', () => {
    const { network, source, clock } = connectedCall();
    const measuring = createFakeSource({ name: 'webrtc' });
    const detach = network.attach(measuring);
    measuring.emit({
      type: 'mediaSampled',
      connectionId: 'pc0',
      intervalMs: 500,
      state: 'connected',
      streams: [],
      uplink: { packets: 20, kbps: 100, audio: true, video: false },
      downlink: { packets: 20, lost: 0, kbps: 100, bytes: 9000 },
    });
    detach();
    expect(network.store.getState().media).toEqual({});
    clock.advance(60_000);
    source.emit(phase('reconnecting'));
    expect(network.store.getState().diagnosis.cause).toBe('unknownOutage');
  });
});

describe('an SDK that never says lost', () => {
  it('is said to have lost the connection after ten seconds, and its statistics are read meanwhile', () => {
    const clock = createFakeClock();
    const sdk = createFakeEmitter();
    let looks = 0;
    const client = {
      ...sdk,
      getConnectionState: () => 'CONNECTED',
      getUid: () => 1,
      getTransportStats: async () => {
        looks += 1;
        return {};
      },
    };
    const { store } = createNetworkStatus({ clock, sources: [nertc(client)] });
    clock.advance(10_000);
    expect(looks).toBeGreaterThan(0);
    sdk.emit('connection-state-change', {
      curState: 'CONNECTING',
      prevState: 'CONNECTED',
      reconnect: true,
    });
    expect(store.getState().connection.phase).toBe('reconnecting');
    clock.advance(10_000);
    expect(store.getState().connection.phase).toBe('lost');
  });
});

describe('code of the app that throws', () => {
  it('as a subscriber of the store keeps the news from nobody, nor the prompt from the screen', () => {
    const { network, source, clock } = connectedCall();
    clock.advance(20_000);
    const seen: Phase[] = [];
    network.store.subscribe(() => {
      throw new Error('bug in the app');
    });
    network.store.subscribe(({ connection }) => void seen.push(connection.phase));
    source.emit(phase('reconnecting'));
    clock.advance(2000);
    expect(seen).toContain('reconnecting');
    expect(network.prompts.getState().banner?.kind).toBe('local.reconnecting');
    expect(warnings(network)).toContain('Error: bug in the app');
  });

  it('as a subscriber of one user keeps the news from nobody', () => {
    const { network, source } = connectedCall();
    let told = 0;
    network.users.subscribe('maya', () => {
      throw new Error('bug in a tile');
    });
    network.users.subscribe('maya', () => (told += 1));
    source.emit(joined('maya'));
    expect(told).toBe(1);
    expect(network.store.getState().usersRevision).toBe(1);
    expect(warnings(network)).toEqual(['Error: bug in a tile']);
  });

  it('as a subscriber of the prompts, or told of a prompt, keeps the next one from nobody', () => {
    const { network, source, clock } = connectedCall({
      onPrompt: () => {
        throw new Error('bug in onPrompt');
      },
    });
    const seen: unknown[] = [];
    network.prompts.subscribe(() => {
      throw new Error('bug in a banner');
    });
    network.prompts.subscribe(({ banner }) => seen.push(banner?.kind));
    clock.advance(20_000);
    source.emit(phase('reconnecting'));
    clock.advance(2000);
    source.emit(phase('failed'));
    expect(seen).toEqual(['local.reconnecting', 'local.failed']);
    expect(new Set(warnings(network))).toEqual(
      new Set(['Error: bug in onPrompt', 'Error: bug in a banner']),
    );
  });

  it('as an own policy reaches neither the source nor the timer', () => {
    const policy = {
      ...defaultPolicy,
      get prompts(): never {
        throw new Error('bug in the policy');
      },
    };
    const { network, source, clock } = connectedCall({ policy: policy as never });
    expect(() => source.emit(offline)).not.toThrow();
    expect(() => clock.advance(5000)).not.toThrow();
    expect(() => network.dismiss('local.offline')).not.toThrow();
    expect(() => network.offerActions(['leave'])()).not.toThrow();
    expect(network.store.getState().diagnosis.cause).toBe('deviceOffline');
    expect(warnings(network)).toContain('Error: bug in the policy');
  });
});

describe('two calls on a page', () => {
  it('share nothing', () => {
    const clock = createFakeClock();
    const [one, other] = [createFakeSource(), createFakeSource()];
    const first = createNetworkStatus({ clock, prompts: createPromptEngine, sources: [one] });
    const second = createNetworkStatus({
      clock,
      prompts: createPromptEngine,
      sources: [other],
    });
    one.emit(phase('connected'), joined('maya'), offline);
    clock.advance(5000);
    expect(second.store.getState()).toBe(second.store.getInitialState());
    expect(second.users.ids()).toEqual([]);
    expect(second.prompts.getState()).toBe(second.prompts.getInitialState());
    expect(second.timeline.entries().map(({ detail }) => 'type' in detail && detail.type)).toEqual([
      'promptsAttached',
      'sourceAttached',
    ]);
    first.destroy();
    other.emit(phase('connected'));
    expect(second.store.getState().connection.phase).toBe('connected');
  });

  it('may hear the same source', () => {
    const clock = createFakeClock();
    const source = createFakeSource();
    const first = createNetworkStatus({ clock, sources: [source] });
    const second = createNetworkStatus({ clock, sources: [source] });
    first.destroy();
    source.emit(joined('maya'));
    expect(first.users.ids()).toEqual([]);
    expect(second.users.ids()).toEqual(['maya']);
  });
});

describe('after destroy', () => {
  it('nothing is attached, heard or waiting', () => {
    const { network, source, clock } = connectedCall();
    source.emit(phase('reconnecting'));
    expect(clock.pendingTimers()).toBeGreaterThan(0);
    network.destroy();
    expect(clock.pendingTimers()).toBe(0);
    expect(source.attached).toBe(false);
    source.emit(phase('connected'));
    expect(network.store.getState().connection.phase).toBe('reconnecting');
  });

  it('destroying again is nothing', () => {
    const { network } = connectedCall();
    network.destroy();
    expect(() => network.destroy()).not.toThrow();
  });
});

describe('who we are ourselves', () => {
  it('is never a remote: a ghost of ours, left behind by a rejoin, stays hidden', () => {
    const { network, source } = connectedCall({ userId: 'me' });
    source.emit(joined('me'), joined('maya'), {
      type: 'snapshotTaken',
      phase: 'connected',
      users: ['me', 'maya'],
    });
    source.emit({ type: 'streamPublished', userId: 'me', media: ['audio'] });
    source.emit({ type: 'userConnectionChanged', userId: 'me', phase: 'lost' });
    expect(network.users.ids()).toEqual(['maya']);
    expect(network.users.get('me')).toBeUndefined();
  });

  it('is whom a score with our id is about', () => {
    const { network, source } = connectedCall({ userId: 'me' });
    source.emit({ type: 'qualitySampled', userId: 'me', uplink: 'good', basis: 'sdk' });
    expect(network.store.getState().quality.uplink.raw).toBe('good');
  });
});

describe('an own policy', () => {
  it('decides what is shown, not what is true', () => {
    const policy = definePromptPolicy({ prompts: { 'local.offline': { enabled: false } } });
    const { network, source, clock } = connectedCall({ policy });
    clock.advance(20_000);
    source.emit(offline);
    clock.advance(5000);
    expect(network.store.getState().diagnosis.cause).toBe('deviceOffline');
    expect(network.prompts.getState().banner?.kind).not.toBe('local.offline');
  });
});

describe('importing', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    exports: Record<string, { 'netcue-source'?: string }>;
  };
  const entries = Object.values(manifest.exports).flatMap((entry) => entry['netcue-source'] ?? []);

  // A page that notices everything a module could do to it while it is loaded.
  const watchedPage = (entry: string) => `
    const done = [];
    const noted = (name) => new Proxy(function () {}, { apply: () => void done.push(name), construct: () => { done.push(name); return {}; } });
    for (const name of ['setTimeout', 'setInterval', 'fetch', 'addEventListener', 'queueMicrotask', 'requestAnimationFrame', 'WebSocket', 'XMLHttpRequest', 'RTCPeerConnection'])
      globalThis[name] = noted(name);
    Date.now = noted('Date.now');
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    for (const name of ['window', 'document', 'navigator', 'localStorage'])
      Object.defineProperty(globalThis, name, { configurable: true, get() { done.push(name); return undefined; } });
    for (const name of ['window', 'document', 'navigator', 'localStorage']) before.add(name);
    await import(${JSON.stringify(entry)});
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    process.stdout.write(JSON.stringify({ done, added }));
  `;

  it.each(entries)('%s touches no global, starts nothing and needs no page', async (entry) => {
    const url = new URL(entry, new URL('../', import.meta.url)).href;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=netcue-source', '--input-type=module', '--eval', watchedPage(url)],
      { cwd: folder },
    );
    expect(JSON.parse(stdout)).toEqual({ done: [], added: [] });
  });
});
