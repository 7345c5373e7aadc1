import { WebSocket } from 'ws';
import type { ClientMessage } from '../protocol/clientMessage.ts';
import type { ServerMessage } from '../protocol/serverMessage.ts';
import type { CallServer } from './createCallServer.ts';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** A page as a test plays it: says what it likes and reads what it is told, in order. */
export async function createTestCaller(server: CallServer, query = '') {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signal${query}`);
  const inbox: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    inbox.push(JSON.parse(String(data)) as ServerMessage);
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));

  const caller = {
    socket,
    inbox,
    closed,
    say: (message: ClientMessage) => socket.send(JSON.stringify(message)),
    /** The next unread message of this type. */
    hears<T extends ServerMessage['type']>(type: T, withinMs = 4_000): Promise<Of<T>> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No "${type}" within ${withinMs} ms, but: ${JSON.stringify(inbox)}`));
        }, withinMs);
        const look = () => {
          const index = inbox.findIndex((message) => message.type === type);
          if (index < 0) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(inbox.splice(index, 1)[0] as Of<T>);
        };
        waiting.add(look);
        look();
      });
    },
    async joins(id: string, over: Partial<Extract<ClientMessage, { type: 'join' }>> = {}) {
      caller.say({
        type: 'join',
        room: 'den',
        id,
        key: `key-of-${id}`,
        name: id,
        relay: true,
        media: { audio: true, video: true, wantsVideo: true },
        ...over,
      });
      return caller.hears('welcome');
    },
  };
  return caller;
}
