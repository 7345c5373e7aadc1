import type { ClientMessage } from '../../protocol/clientMessage.ts';
import { timing } from '../../protocol/limits.ts';
import type { ServerMessage } from '../../protocol/serverMessage.ts';

export type SignalingHealth = 'connecting' | 'alive' | 'late' | 'closed';

export interface SignalingOptions {
  url: () => string;
  /** The first message on every socket. */
  join: () => ClientMessage;
  /** Somebody has our id: `join` is asked again afterwards. */
  onIdTaken(): void;
  onMessage(message: ServerMessage): void;
  onHealth(health: SignalingHealth, lateMs: number): void;
  /** The server answered a ping: the way there and back is open. */
  onPong?(): void;
}

/** A line to the call server that replaces its socket when that is closed, or open and mute. */
export interface Signaling {
  say(message: ClientMessage): void;
  /** Answers within the usual time. */
  isAlive(): boolean;
  /** Opens a fresh socket now. */
  retry(): void;
  close(): void;
}

const lookEvery = 250;
const attemptTimeout = 4_000;
const backoff = [0, 500, 1_000, 2_000, 4_000];

/** After sleep or in a frozen tab timers stood still: the answers may be waiting unread. */
const stoodStill = 2_000;

export function createSignaling({
  url,
  join,
  onIdTaken,
  onMessage,
  onHealth,
  onPong,
}: SignalingOptions): Signaling {
  let current: WebSocket | null = null;
  let attempt: { socket: WebSocket; startedAt: number } | null = null;
  let attempts = 0;
  let nextAttemptAt = 0;
  let pings: { n: number; sentAt: number }[] = [];
  let pingCount = 0;
  let pingedAt = 0;
  let health: SignalingHealth = 'connecting';
  let lookedAt = performance.now();
  let closed = false;

  const setHealth = (next: SignalingHealth, lateMs = 0) => {
    if (health === next) return;
    health = next;
    onHealth(next, lateMs);
  };

  function open(): void {
    attempts += 1;
    const socket = new WebSocket(url());
    attempt = { socket, startedAt: performance.now() };
    socket.onopen = () => socket.send(JSON.stringify(join()));
    socket.onmessage = ({ data }) => receive(socket, JSON.parse(String(data)) as ServerMessage);
    socket.onclose = () => lose(socket);
  }

  function receive(socket: WebSocket, message: ServerMessage): void {
    if (closed) return;
    if (message.type === 'welcome') adopt(socket);
    if (message.type === 'pong' && socket === current) {
      pings = pings.filter((ping) => ping.n > message.n);
      attempts = 0;
      drop(attempt?.socket);
      attempt = null;
      if (health === 'alive') onPong?.();
      return setHealth('alive');
    }
    if (message.type === 'error' && message.code === 'idTaken') {
      onIdTaken();
      return socket.send(JSON.stringify(join()));
    }
    // A refused join comes before any welcome; everything else from a socket given up is old news.
    if (socket === current || message.type === 'error') onMessage(message);
  }

  function adopt(socket: WebSocket): void {
    drop(current);
    current = socket;
    attempt = null;
    attempts = 0;
    pings = [];
    setHealth('alive');
  }

  function lose(socket: WebSocket): void {
    if (closed) return;
    if (attempt?.socket === socket) {
      attempt = null;
      plan();
      if (health === 'connecting') setHealth('closed');
    }
    if (current !== socket) return;
    current = null;
    pings = [];
    setHealth('closed');
    plan();
  }

  const plan = () => {
    nextAttemptAt = performance.now() + (backoff[Math.min(attempts, backoff.length - 1)] ?? 0);
  };

  function look(): void {
    const now = performance.now();
    if (now - lookedAt > stoodStill) for (const ping of pings) ping.sentAt = now;
    lookedAt = now;

    if (attempt && now - attempt.startedAt > attemptTimeout) {
      drop(attempt.socket);
      attempt = null;
      plan();
    }
    ping(now);
    const lateMs = pings[0] ? now - pings[0].sentAt : 0;
    if (current && lateMs > timing.pongLateAfter) setHealth('late', lateMs);
    const mute = !current || lateMs > timing.freshSocketAfter;
    if (mute && !attempt && now >= nextAttemptAt) open();
  }

  function ping(now: number): void {
    if (!current || now - pingedAt < timing.pingEvery) return;
    pingedAt = now;
    pingCount += 1;
    pings.push({ n: pingCount, sentAt: now });
    send(current, { type: 'ping', n: pingCount });
  }

  function retry(): void {
    attempts = 0;
    nextAttemptAt = 0;
    if (health !== 'alive') look();
  }

  open();
  const timer = setInterval(look, lookEvery);
  window.addEventListener('online', retry);

  return {
    say(message) {
      if (current) send(current, message);
    },
    isAlive: () => health === 'alive',
    retry,
    close() {
      closed = true;
      clearInterval(timer);
      window.removeEventListener('online', retry);
      drop(attempt?.socket);
      // Let a last message out before closing.
      current?.close(1000);
    },
  };
}

function send(socket: WebSocket, message: ClientMessage): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function drop(socket: WebSocket | null | undefined): void {
  if (!socket) return;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}
