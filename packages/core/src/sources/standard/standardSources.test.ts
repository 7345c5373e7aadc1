import { describe, expect, it, vi } from 'vitest';
import { createNetworkStatus } from '../../createNetworkStatus.ts';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { createFakeClock } from '../../testing/createFakeClock.ts';
import { createFakePage, looking } from '../observed/fakePage.test.helper.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { webrtc } from '../webrtc/webrtc.ts';
import { type StandardSourcesOptions, standardSources } from './standardSources.ts';

/** An SDK that says what the test says. */
function fakeSdk(tracks: Record<string, string[]> = {}) {
  let context: SourceContext | undefined;
  const source: NetworkSource = {
    name: 'sdk',
    capabilities: { lost: 'native' },
    detectionLagMs: { lost: 7 },
    tracksOf: (userId) => tracks[userId] ?? [],
    subscribe: (given) => {
      context = given;
      return () => {
        context = undefined;
      };
    },
  };
  return { source, say: (event: SourceEvent) => context?.emit(event) };
}

const names = (options?: StandardSourcesOptions) =>
  standardSources(fakeSdk().source, options).map(({ name }) => name);

describe('the standard sources', () => {
  it('are the SDK, the device and the connections of the page; nobody is contacted', () => {
    expect(names()).toEqual(['sdk', 'browser', 'observed']);
  });

  it('ask the call server where it is named', () => {
    expect(names({ reach: 'https://calls.example/' }).at(-1)).toBe('reachability');
    expect(names({ reach: { server: 'https://calls.example/', timeoutMs: 900 } })).toHaveLength(4);
  });

  it('are left out one by one', () => {
    expect(names({ device: false })).toEqual(['sdk', 'observed']);
    expect(names({ connections: false })).toEqual(['sdk', 'browser']);
  });

  it('give way to others', () => {
    const own: NetworkSource = { ...webrtc([]), name: 'own' };
    expect(names({ device: own, connections: own })).toEqual(['sdk', 'own', 'own']);
  });

  it('stand beside several sources of the app', () => {
    const all = standardSources([fakeSdk().source, webrtc([])], { device: false });
    expect(all.map(({ name }) => name)).toEqual(['sdk', 'webrtc', 'observed']);
  });

  it('leave what the SDK’s source declares and says as it is', () => {
    const { source, say } = fakeSdk();
    const [followed] = standardSources(source);
    expect(followed).toMatchObject({
      name: source.name,
      capabilities: source.capabilities,
      detectionLagMs: source.detectionLagMs,
    });
    const said: SourceEvent[] = [];
    followed?.subscribe({ clock: createFakeClock(), emit: (event) => said.push(event) });
    const joined: SourceEvent = { type: 'userJoined', userId: 'maya' };
    say(joined);
    expect(said).toEqual([joined]);
  });

  it('make no global and no request in Node, and leave nothing behind', () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const globals = Object.getOwnPropertyNames(globalThis);
    const clock = createFakeClock();
    const network = createNetworkStatus({ sources: standardSources(fakeSdk().source), clock });
    clock.advance(60_000);
    network.destroy();
    expect(fetched).not.toHaveBeenCalled();
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(globals);
    expect(clock.pendingTimers()).toBe(0);
    fetched.mockRestore();
  });

  it('ask the address a socket was given, over http', async () => {
    const asked: string[] = [];
    const fetch = async (url: unknown) => {
      asked.push(String(url));
      return new Response();
    };
    const [source] = standardSources([], {
      reach: { server: 'wss://calls.example/rtc', other: 'ws://10.0.0.1', fetch: fetch as never },
      device: false,
      connections: false,
    });
    source?.subscribe({
      clock: createFakeClock(),
      emit: () => {},
      onAttention: (callback) => {
        callback('alert');
        return () => {};
      },
    });
    await Promise.resolve();
    expect(asked).toEqual(['https://calls.example/rtc', 'http://10.0.0.1']);
  });
});

describe('a stream that arrives', () => {
  async function owners(users: string[], tracks: Record<string, string[]> = {}) {
    const page = createFakePage();
    const sdk = fakeSdk(tracks);
    const [followed, measured] = standardSources(sdk.source, {
      connections: { host: page },
      device: false,
    });
    followed?.subscribe({ clock: createFakeClock(), emit: () => {} });
    const { look } = looking(measured as NetworkSource);
    page.open();
    for (const userId of users) sdk.say({ type: 'userJoined', userId });
    const found = async () => {
      const events = await look();
      const all = events.flatMap((event) => (event.type === 'mediaSampled' ? event.streams : []));
      return [...new Set(all.map(({ userId }) => userId))];
    };
    return { ...sdk, found };
  }

  it('belongs to whose track it is', async () => {
    const { found } = await owners(['maya', 'ben'], { ben: ['track'] });
    expect(await found()).toEqual(['ben']);
  });

  it('belongs to the only other person, though the SDK hands out no tracks', async () => {
    const { found } = await owners(['maya']);
    expect(await found()).toEqual(['maya']);
  });

  it('is nobody’s while it cannot be told', async () => {
    const { found, say } = await owners(['maya', 'ben']);
    expect(await found()).toEqual([undefined]);
    say({ type: 'userLeft', userId: 'maya', reason: 'quit' });
    expect(await found()).toEqual(['ben']);
    say({ type: 'connectionChanged', phase: 'left', cause: 'localLeave', willRetry: false });
    expect(await found()).toEqual([undefined]);
    say({ type: 'snapshotTaken', phase: 'connected', users: ['kim'] });
    expect(await found()).toEqual(['kim']);
  });
});
