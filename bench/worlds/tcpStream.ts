import type { Parts } from './parts.ts';

/** One direction of a TCP connection: nothing is lost, everything may be late. */
export interface TcpStream {
  send(message: unknown): void;
  step(): void;
  /** Something waits to be sent, so a reset of the way is noticed. */
  isWaiting(): boolean;
}

const firstRetryMs = 200;
const slowestRetryMs = 60_000;
const messageBytes = 150;

export function createTcpStream(
  from: string,
  to: string,
  { network, post, now, deeds }: Parts,
  hand: (message: unknown) => void,
): TcpStream {
  let waiting: unknown[] = [];
  let retryMs = firstRetryMs;
  let nextTryAt = 0;
  let newest = 0;

  const attempt = () => {
    // Once a retransmission is due nothing new is sent, so a way cut for acknowledgements alone is cut as well.
    const arrives =
      isAwake(from) && isAwake(to) && network.isOpen(to, from, 'tcp')
        ? network.pass(from, to, 'tcp', messageBytes)
        : undefined;
    if (arrives === undefined) {
      nextTryAt = now() + retryMs;
      retryMs = Math.min(slowestRetryMs, retryMs * 2);
      return;
    }
    newest = Math.max(newest, arrives);
    const messages = waiting;
    waiting = [];
    retryMs = firstRetryMs;
    post.deliver(newest, () => {
      for (const message of messages) hand(message);
    });
  };
  // The kernel answers for a process that hangs, not for a machine that sleeps.
  const isAwake = (end: string) => deeds.isPresent(end, now()) && !deeds.is(end, 'sleeps', now());

  return {
    isWaiting: () => waiting.length > 0,
    send(message) {
      waiting.push(message);
      if (waiting.length === 1) attempt();
    },
    step() {
      if (waiting.length && now() >= nextTryAt) attempt();
    },
  };
}
