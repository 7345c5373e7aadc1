import type TRTC from 'trtc-sdk-v5';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { trtc } from './trtc.ts';

// For a machine that has other things to do.
const slow = { timeout: 15_000 };
const sockets: FakeSocket[] = [];

/** A signalling server that lets everybody in, or stops doing so. */
class FakeSocket extends EventTarget {
  static admits = true;
  onopen?: () => void;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    sockets.push(this);
    setTimeout(() => this.onopen?.());
  }

  send(text: string): void {
    const { cmd, seq } = JSON.parse(text) as { cmd: string; seq: number };
    const code = FakeSocket.admits ? 0 : 1;
    const data = { code, publishers: [], ability: {} };
    if (cmd.startsWith('join')) this.say({ cmd: 20, code, seq, tinyId: '1', data });
    if (cmd === 'reconnect') this.say({ cmd: 514, code, seq, data });
  }

  say(message: object): void {
    const data = JSON.stringify(message);
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }

  close(): void {}

  cut(): void {
    this.dispatchEvent(new CloseEvent('close', { wasClean: false, code: 1006 }));
  }
}

let sdk: typeof TRTC;

beforeAll(async () => {
  // With a cached schedule the SDK asks nobody where to connect.
  const config = { scheduleCache: true, singlePC: false };
  const schedule = { result: { domains: ['127.0.0.1:9'], config }, expireIn: Date.now() + 600_000 };
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => (key === 'trtc_schedule_cache' ? JSON.stringify(schedule) : null),
    setItem() {},
    removeItem() {},
  });
  vi.stubGlobal('WebSocket', FakeSocket);
  ({ default: sdk } = await import('trtc-sdk-v5'));
  sdk.setLogLevel(5);
});
afterAll(() => void vi.unstubAllGlobals());

async function enterRoom(skip: (note: string) => never) {
  FakeSocket.admits = true;
  const client = sdk.create();
  const attached = attachSource(trtc(client));
  onTestFinished(attached.detach);
  const room = { sdkAppId: 1_400_000_000, userId: 'me', userSig: 'x', roomId: 1 };
  await client
    .enterRoom(room)
    .catch((error: unknown) => skip(`TRTC's signalling has changed: ${String(error)}`));
  const connection = () => attached.facts().filter(({ type }) => /^c(onnection|all)/.test(type));
  return { client, connection, clock: attached.clock };
}

describe('trtc in a call on the real instance', () => {
  it('follows a join', async ({ skip }) => {
    const { connection } = await enterRoom(skip);
    expect(connection()).toMatchObject([
      { phase: 'connecting', cause: 'join' },
      { phase: 'connected', cause: 'joined' },
    ]);
  });

  it('tells a broken connection at once', async ({ skip }) => {
    const { connection } = await enterRoom(skip);
    connection();
    sockets.at(-1)?.cut();
    expect(connection()).toMatchObject([{ phase: 'reconnecting', willRetry: true }]);
    await expect.poll(connection, slow).toMatchObject([{ phase: 'connected', recovered: true }]);
  });

  it('tells leaving half a second later, and nothing before', async ({ skip }) => {
    const { client, clock, connection } = await enterRoom(skip);
    connection();
    await client.exitRoom();
    expect(connection()).toEqual([]);
    clock.advance(500);
    expect(connection()).toMatchObject([{ phase: 'left', cause: 'localLeave' }]);
  });

  it('tells giving up, when the server takes nobody back', async ({ skip }) => {
    const { clock, connection } = await enterRoom(skip);
    connection();
    FakeSocket.admits = false;
    sockets.at(-1)?.cut();
    const facts = connection();
    await expect
      .poll(() => (facts.push(...connection()), facts.at(-1)), slow)
      .toMatchObject({ type: 'callEnded', cause: 'serverError' });
    expect(facts.at(-2)).toMatchObject({ phase: 'failed', cause: 'serverError' });
    expect(facts).not.toContainEqual(expect.objectContaining({ phase: 'left' }));
    clock.advance(5000);
    expect(connection()).toEqual([]);
  });

  // Last: after a kick the SDK forgets its schedule.
  it('tells a kick, which comes with the same disconnect as leaving', async ({ skip }) => {
    const { clock, connection } = await enterRoom(skip);
    connection();
    sockets.at(-1)?.say({ cmd: 9, code: 0, data: { reason: 'kick' } });
    await expect.poll(connection, slow).toMatchObject([
      { phase: 'failed', cause: 'duplicateLogin' },
      { type: 'callEnded', cause: 'duplicateLogin' },
    ]);
    clock.advance(5000);
    expect(connection()).toEqual([]);
  });
});
