import type { Parts } from './parts.ts';
import { createTcpStream, type TcpStream } from './tcpStream.ts';

export type Health = 'alive' | 'late' | 'closed';

/** One person's WebSocket to a server process, with the app's own pings once a second. */
export interface Socket {
  step(): void;
  send(message: unknown): void;
  /** From the server to the person. */
  push(message: unknown): void;
  /** An answer is missing, as nobody but the world knows at once. */
  isDead(): boolean;
  isOpen(): boolean;
}

export interface SocketEnds {
  person: string;
  process: string;
  onHealth(health: Health): void;
  /** At the person's end. */
  onMessage(message: unknown): void;
  /** At the server's end. */
  onRequest(message: unknown): void;
  onServerClose?(): void;
}

const pingEveryMs = 1000;
const lateMs = 1500;
const deadAfterMs = 300;
const reopenEveryMs = 1500;
const giveUpMs = 30_000;
const ping = { type: 'ping' };
const pong = { type: 'pong' };

export function createSocket(ends: SocketEnds, parts: Parts): Socket {
  const { person, process } = ends;
  const { network, deeds, now } = parts;
  let up: TcpStream | undefined;
  let down: TcpStream | undefined;
  let unanswered: number[] = [];
  let nextPingAt = 0;
  let nextOpenAt = 0;
  let isLate = false;
  let hadNewAddress = false;
  /** What the kernel took for a process that does not read it yet. */
  let held: unknown[] = [];

  const serve = () => {
    const requests = held;
    held = [];
    for (const request of requests) {
      if (request === ping) down?.send(pong);
      ends.onRequest(request);
    }
  };
  const open = () => {
    let isCurrent = true;
    up = createTcpStream(person, process, parts, (message) => {
      if (isCurrent) held.push(message);
    });
    down = createTcpStream(process, person, parts, (message) => {
      if (!isCurrent || !deeds.isRunning(person, now())) return;
      if (message === pong) answered();
      else ends.onMessage(message);
    });
    unanswered = [];
    isLate = false;
    nextPingAt = now();
    ends.onHealth('alive');
    drop = () => (isCurrent = false);
  };
  let drop = (): void => {};

  const answered = () => {
    unanswered.shift();
    if (isLate && !unanswered.some((at) => now() - at > lateMs)) {
      isLate = false;
      ends.onHealth('alive');
    }
  };
  const close = (says: boolean) => {
    drop();
    held = [];
    up = undefined;
    down = undefined;
    nextOpenAt = now() + reopenEveryMs;
    if (says) ends.onHealth('closed');
  };
  const canOpen = () =>
    deeds.isRunning(process, now()) &&
    network.isOpen(person, process, 'tcp') &&
    network.isOpen(process, person, 'tcp');

  const hasTrouble = (pick: 'newAddress' | 'reset') =>
    network
      .troublesOf(person)
      .some((trouble) => (pick === 'reset' ? trouble.refusal === 'reset' : trouble.newAddress));

  const sendPing = () => {
    nextPingAt = now() + pingEveryMs;
    unanswered.push(now());
    up?.send(ping);
  };
  const watch = () => {
    const [oldest = now()] = unanswered;
    if (!isLate && now() - oldest > lateMs) {
      isLate = true;
      ends.onHealth('late');
    }
    if (now() - oldest > giveUpMs) close(false);
  };
  const breakOff = () => {
    const isReset = hasTrouble('reset') && (up?.isWaiting() || down?.isWaiting());
    const movedOn = hadNewAddress && !hasTrouble('newAddress');
    hadNewAddress = hasTrouble('newAddress');
    if (!isReset && !movedOn && deeds.isPresent(process, now())) return;
    if (isReset) ends.onServerClose?.();
    close(true);
    if (movedOn) nextOpenAt = now() + 300;
  };

  return {
    isOpen: () => up !== undefined,
    isDead: () => !up || now() - (unanswered[0] ?? now()) > deadAfterMs,
    send: (message) => up?.send(message),
    push: (message) => down?.send(message),
    step() {
      if (!deeds.isRunning(person, now())) return;
      if (!up) {
        if (now() >= nextOpenAt && canOpen()) open();
        return;
      }
      breakOff();
      if (!up) return;
      up.step();
      down?.step();
      if (deeds.isRunning(process, now())) serve();
      if (now() >= nextPingAt) sendPing();
      watch();
    },
  };
}
