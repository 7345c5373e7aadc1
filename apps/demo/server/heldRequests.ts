import type { Duplex } from 'node:stream';

/** Connections that get no answer, as behind a broken network: open until the other end gives up. */
export interface HeldRequests {
  hold(connection: Duplex): void;
  close(): void;
}

const maxHeld = 200;

export function createHeldRequests(): HeldRequests {
  const held = new Set<Duplex>();
  return {
    hold(connection) {
      held.add(connection);
      connection.on('close', () => held.delete(connection));
      connection.on('error', () => {});
      const [oldest] = held;
      if (held.size > maxHeld) oldest?.destroy();
    },
    close: () => held.forEach((connection) => connection.destroy()),
  };
}
