import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServerMessage } from '../../protocol/serverMessage.ts';
import { createSignaling, type SignalingHealth } from './signaling.ts';

/** A socket whose server does what the test says. */
class FakeSocket {
  static all: FakeSocket[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  sent: { type: string; n?: number; id?: string }[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  opens() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  says(message: Partial<ServerMessage>) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  welcomes() {
    this.opens();
    this.says({ type: 'welcome', people: [] });
  }
  answersPings() {
    for (const { type, n } of this.sent.splice(0))
      if (type === 'ping') this.says({ type: 'pong', n: n ?? 0 });
  }
  breaks() {
    this.onclose?.();
  }
}

let healths: SignalingHealth[];
let messages: string[];
let id: string;
let line: ReturnType<typeof createSignaling>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('window', new EventTarget());
  FakeSocket.all = [];
  healths = [];
  messages = [];
  id = 'ana';
  line = createSignaling({
    url: () => 'ws://server/signal',
    join: () => ({ type: 'join', id }) as never,
    onIdTaken: () => (id = 'ana-2'),
    onMessage: ({ type }) => messages.push(type),
    onHealth: (health) => healths.push(health),
  });
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const [first, second, third] = [0, 1, 2].map((index) => () => FakeSocket.all[index]!);

/** Lets time pass while this socket answers its pings. */
function passAnswered(ms: number, socket: FakeSocket) {
  for (let passed = 0; passed < ms; passed += 250) {
    vi.advanceTimersByTime(250);
    socket.answersPings();
  }
}

it('joins, pings every second and is content with answers', () => {
  first!().welcomes();
  passAnswered(10_000, first!());
  expect(FakeSocket.all).toHaveLength(1);
  expect(healths).toEqual(['alive']);
  expect(messages).toEqual(['welcome']);
});

it('says that answers are late, and opens a fresh socket beside the mute one', () => {
  first!().welcomes();
  passAnswered(3_000, first!());
  vi.advanceTimersByTime(4_000);
  expect(healths).toEqual(['alive', 'late']);
  expect(FakeSocket.all).toHaveLength(2);
  expect(first!().closed).toBe(false);

  second!().welcomes();
  expect(first!().closed).toBe(true);
  expect(healths.at(-1)).toBe('alive');
});

it('keeps the old socket when it answers first', () => {
  first!().welcomes();
  vi.advanceTimersByTime(4_000);
  first!().answersPings();
  expect(second!().closed).toBe(true);
  passAnswered(5_000, first!());
  expect(FakeSocket.all).toHaveLength(2);
});

it('comes back after a closed socket, waiting longer each time', () => {
  first!().welcomes();
  first!().breaks();
  expect(healths).toEqual(['alive', 'closed']);
  vi.advanceTimersByTime(300);
  second!().breaks();
  vi.advanceTimersByTime(300);
  expect(FakeSocket.all).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  third!().welcomes();
  expect(healths.at(-1)).toBe('alive');
});

it('asks again under another name when its own is taken', () => {
  first!().opens();
  first!().says({ type: 'error', code: 'idTaken', message: '' });
  expect(first!().sent.map((message) => message.id)).toEqual(['ana', 'ana-2']);
  expect(messages).toEqual([]);
});

it('blames nobody for the time its own device stood still', () => {
  first!().welcomes();
  passAnswered(2_000, first!());
  vi.setSystemTime(Date.now());
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 60_000);
  vi.advanceTimersByTime(250);
  expect(healths).toEqual(['alive']);
});

it('leaves no timer and no socket behind', () => {
  first!().welcomes();
  line.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(first!().closed).toBe(true);
});
