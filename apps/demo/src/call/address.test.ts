import { expect, it } from 'vitest';
import { doorOf, idFromName, readAddress } from './address.ts';

const read = (query: string, page = 'http://calls.example/demo/', own: string | null = null) =>
  readAddress(new URL(query, page), own);

it('reads what automation asks for', () => {
  const address = read(
    '?room=den&user=Ana&autojoin=1&lang=zh-CN&relay=off&probe=http://a/ping,http://b/ping&signal=ws://c:99',
  );
  expect(address).toMatchObject({
    room: 'den',
    user: 'Ana',
    autojoin: true,
    lang: 'zh-CN',
    relay: false,
    probe: { server: 'http://a/ping', other: 'http://b/ping' },
  });
  expect(address.server.href).toBe('http://c:99/');
});

it('asks for nothing by itself', () => {
  expect(read('')).toMatchObject({
    room: null,
    user: null,
    autojoin: false,
    relay: true,
    probe: {},
  });
});

it('takes no room and no name that the server would refuse', () => {
  expect(read('?room=a%20b&user=a%0Ab')).toMatchObject({ room: null, user: null });
});

it.each([
  [
    'the address says which',
    '?signal=wss://c.example/x/signal',
    null,
    'https://c.example/x/signal',
  ],
  ['the pages came from it', '', './', 'http://calls.example/demo/'],
  ['this host, at its usual port', '', null, 'http://calls.example:8787/'],
])('finds the call server: %s', (_, query, own, server) => {
  expect(read(query, undefined, own).server.href).toBe(server);
});

it('expects it beside the pages where they are behind TLS', () => {
  expect(read('', 'https://calls.example/demo/').server.href).toBe('https://calls.example/demo/');
});

it('names who asks at each of the server’s doors', () => {
  const server = new URL('https://c.example/x/signal');
  expect(doorOf(server, 'signal', { room: 'd e', id: 'ana' })).toBe(
    'wss://c.example/x/signal?room=d+e&id=ana',
  );
  expect(doorOf(server, 'ping')).toBe('https://c.example/x/ping');
  expect(doorOf(new URL('http://c:99/'), 'lab')).toBe('ws://c:99/lab');
});

it.each([
  ['Ana', '', 'ana'],
  ['Ana', 'x7f3', 'ana-x7f3'],
  ['Éva Nagy!', '', 'va-nagy'],
  ['小明', '', 'guest'],
  ['小明', 'x7f3', 'guest-x7f3'],
])('%s%s has an id that reads like the name', (name, suffix, id) => {
  expect(idFromName(name, suffix)).toBe(id);
});
