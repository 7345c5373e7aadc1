import { isPersonName, isRoomName, isUserId } from '../../protocol/clientMessage.ts';

/** What the page's address asks for; every part is optional. */
export interface CallAddress {
  room: string | null;
  user: string | null;
  autojoin: boolean;
  lang: string | null;
  direction: 'ltr' | 'rtl' | null;
  /** Base of the call server: `signal`, `lab` and `ping` are beside it. */
  server: URL;
  relay: boolean;
  /** Replaces what is probed: the call server, and one other host. */
  probe: { server?: string; other?: string };
  /** Draw a picture and play a tone even where there are devices. */
  drawn: boolean;
}

const defaultPort = 8787;

export function readAddress(location: URL, ownServer: string | null): CallAddress {
  const { searchParams } = location;
  const [server, other] = (searchParams.get('probe') ?? '')
    .split(',')
    .filter((text) => URL.canParse(text));
  const accepted = (name: string, check: (value: unknown) => boolean) => {
    const value = searchParams.get(name);
    return check(value) ? value : null;
  };
  return {
    room: accepted('room', isRoomName),
    user: accepted('user', isPersonName),
    autojoin: searchParams.get('autojoin') === '1',
    lang: searchParams.get('lang'),
    direction: accepted('dir', (value) => value === 'rtl' || value === 'ltr') as
      | 'ltr'
      | 'rtl'
      | null,
    server: findServer(location, searchParams.get('signal'), ownServer),
    relay: searchParams.get('relay') !== 'off',
    probe: { ...(server && { server }), ...(other && { other }) },
    drawn: searchParams.get('media') === 'drawn',
  };
}

/** The address says which; else the server these pages came from; else this host's usual port, or behind TLS this site. */
function findServer(location: URL, signal: string | null, ownServer: string | null): URL {
  if (signal && URL.canParse(signal, location)) return withProtocol(new URL(signal, location));
  if (ownServer) return withProtocol(new URL(ownServer, location));
  if (location.protocol === 'https:') return withProtocol(new URL('.', location));
  const server = new URL('/', location);
  server.port = String(defaultPort);
  return withProtocol(server);
}

function withProtocol(url: URL): URL {
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  const plain = new URL(url);
  plain.protocol = secure ? 'https:' : 'http:';
  plain.search = '';
  plain.hash = '';
  return plain;
}

/** One of the server's doors, naming who asks so that the lab can harm this person alone. */
export function doorOf(
  server: URL,
  path: 'signal' | 'lab' | 'ping',
  who?: { room: string; id: string },
): string {
  const door = new URL(path, server);
  if (who) door.search = String(new URLSearchParams({ room: who.room, id: who.id }));
  if (path !== 'ping') door.protocol = door.protocol === 'https:' ? 'wss:' : 'ws:';
  return door.href;
}

/** An id that reads like the name where the name allows it. */
export function idFromName(name: string, suffix = ''): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const id = [plain || 'guest', suffix].filter(Boolean).join('-');
  return isUserId(id) ? id : `guest-${suffix}`;
}

export function randomText(length = 8): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => letters[byte % letters.length],
  ).join('');
}
