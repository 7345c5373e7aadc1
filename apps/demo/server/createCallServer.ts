import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Harm } from '../protocol/harm.ts';
import { limits } from '../protocol/limits.ts';
import { pingSign } from '../protocol/ping.ts';
import { closeCodes } from '../protocol/serverMessage.ts';
import { createHeldRequests } from './heldRequests.ts';
import { commandLab, serveLab } from './lab.ts';
import { isWelcome } from './origin.ts';
import { servePage } from './pages.ts';
import { createRooms } from './rooms.ts';
import { serveSignaling } from './signaling.ts';

export interface CallServerOptions {
  host?: string;
  /** 0 takes any free port. */
  port?: number;
  /** A second port that answers `/ping`: a stand-in for any other host on the internet. */
  otherPort?: number;
  /** A folder with the built pages. */
  pages?: string;
  relay?: boolean;
  relayAddress?: string;
  lab?: boolean;
}

export interface CallServer {
  host: string;
  port: number;
  otherPort: number;
  close(): Promise<void>;
}

/** The demo's call server: signalling, the relay with its lab, `/ping`, and the pages. */
export async function createCallServer(options: CallServerOptions = {}): Promise<CallServer> {
  const {
    host = '127.0.0.1',
    port = 0,
    otherPort = 0,
    pages,
    relay = true,
    relayAddress,
    lab = true,
  } = options;
  const rooms = createRooms();
  const held = createHeldRequests();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes * 4 });
  const signaling = {
    rooms,
    relay,
    ...(relayAddress && { relayAddress }),
    otherHostPort: () => portOf(other),
  };

  const isSilent = (request: IncomingMessage, what: keyof Harm) => {
    const { searchParams } = urlOf(request);
    return rooms.findSeat(searchParams.get('room'), searchParams.get('id'))?.harm[what] === true;
  };

  const ping = (
    request: IncomingMessage,
    response: ServerResponse,
    what: 'serverSilent' | 'otherHostSilent',
  ) =>
    isSilent(request, what)
      ? held.hold(request.socket)
      : void response
          .writeHead(204, { ...anyOrigin, ...signed, 'cache-control': 'no-store' })
          .end();

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = urlOf(request);
    if (pathname === '/ping') return ping(request, response, 'serverSilent');
    if (pathname === '/lab' && lab) return void answerLab(request, response);
    if (pages && (request.method === 'GET' || request.method === 'HEAD'))
      return void servePage(pages, request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n');
  };

  async function answerLab(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || !isWelcome(request.headers.origin, host)) {
      response
        .writeHead(405, { 'content-type': 'text/plain' })
        .end('POST one lab command as JSON.\n');
      return;
    }
    const text = await readBody(request);
    const reply =
      text === null
        ? ({ type: 'error', code: 'tooLarge', message: 'Too large.' } as const)
        : commandLab(rooms, text);
    response
      .writeHead(reply.type === 'error' ? 400 : 200, {
        ...anyOrigin,
        'content-type': 'application/json',
      })
      .end(JSON.stringify(reply));
  }

  function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    connection.on('error', () => {});
    const serve = serveSocket(urlOf(request).pathname);
    if (!serve || !isWelcome(request.headers.origin, host)) {
      connection.end(
        `HTTP/1.1 ${serve ? '403 Forbidden' : '404 Not Found'}\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    if (isSilent(request, 'signalingSilent')) return held.hold(connection);
    sockets.handleUpgrade(request, connection, head, (socket) => {
      if (sockets.clients.size > limits.sockets)
        return socket.close(closeCodes.tooManySockets, 'Too many connections.');
      serve(socket, request);
    });
  }

  function serveSocket(
    path: string,
  ): ((socket: WebSocket, request: IncomingMessage) => void) | null {
    if (path === '/signal' || path === '/')
      return (socket, request) => serveSignaling(socket, request, signaling);
    if (path === '/lab' && lab) return (socket) => serveLab(socket, rooms);
    return null;
  }

  const main = createServer(answer).on('upgrade', upgrade);
  const other = createServer((request, response) => ping(request, response, 'otherHostSilent'));

  await listen(main, host, port);
  await listen(other, host, otherPort).catch(async (error: unknown) => {
    main.close();
    throw error;
  });

  return {
    host,
    port: portOf(main),
    otherPort: portOf(other),
    async close() {
      rooms.close();
      held.close();
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all([stop(main), stop(other)]);
    },
  };
}

const anyOrigin = { 'access-control-allow-origin': '*' };
const signed = {
  [pingSign.header]: pingSign.value,
  'access-control-expose-headers': pingSign.header,
};
const portOf = (server: Server) => (server.address() as AddressInfo).port;

function urlOf(request: IncomingMessage): URL {
  const base = 'http://server/';
  return URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base) : new URL(base);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > limits.messageBytes) return null;
  }
  return text;
}
