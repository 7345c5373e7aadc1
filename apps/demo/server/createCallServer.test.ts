import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { HarmChange } from '../protocol/harm.ts';
import type { LabReply } from '../protocol/labMessage.ts';
import { limits } from '../protocol/limits.ts';
import { pingSign } from '../protocol/ping.ts';
import { closeCodes } from '../protocol/serverMessage.ts';
import { type CallServer, createCallServer } from './createCallServer.ts';
import { createTestCaller } from './testCaller.ts';

let server: CallServer;

beforeEach(async () => {
  server = await createCallServer();
});
afterEach(() => server.close());

const caller = (query?: string) => createTestCaller(server, query);

async function two() {
  const [ana, bo] = [await caller(), await caller()];
  await ana.joins('ana');
  await bo.joins('bo');
  await ana.hears('joined');
  return { ana, bo };
}

async function lab(command: object): Promise<LabReply> {
  const response = await fetch(`http://127.0.0.1:${server.port}/lab`, {
    method: 'POST',
    body: JSON.stringify(command),
  });
  return (await response.json()) as LabReply;
}

const harm = (id: string, change: HarmChange, forMs?: number) =>
  lab({ type: 'harm', room: 'den', id, change, ...(forMs && { forMs }) });

it('tells a newcomer who is there, and those who are there of the newcomer', async () => {
  const [ana, bo] = [await caller(), await caller()];
  expect((await ana.joins('ana', { name: 'Ana <b>' })).people).toEqual([]);
  expect((await bo.joins('bo')).people).toMatchObject([
    { id: 'ana', name: 'Ana <b>', presence: 'present' },
  ]);
  expect((await ana.hears('joined')).person).toMatchObject({ id: 'bo' });
});

it('says that somebody hung up', async () => {
  const { ana, bo } = await two();
  bo.say({ type: 'leave' });
  expect(await ana.hears('left')).toEqual({ type: 'left', id: 'bo', reason: 'hangup' });
  expect(await bo.closed).toBe(1000);
});

it('says at once that a socket closed without a goodbye, and keeps the seat for its page', async () => {
  const { ana, bo } = await two();
  bo.socket.terminate();
  expect(await ana.hears('presence', 500)).toEqual({
    type: 'presence',
    id: 'bo',
    presence: 'closed',
  });
  const again = await caller();
  await again.joins('bo');
  expect(await ana.hears('presence')).toEqual({ type: 'presence', id: 'bo', presence: 'present' });
  expect(ana.inbox.some((message) => message.type === 'joined' || message.type === 'left')).toBe(
    false,
  );
});

it('gives a closed seat to another page that asks for the same id', async () => {
  const { ana, bo } = await two();
  bo.socket.terminate();
  await ana.hears('presence');
  const other = await caller();
  await other.joins('bo', { key: 'another' });
  expect(await ana.hears('left')).toMatchObject({ id: 'bo', reason: 'closed' });
  expect(await ana.hears('joined')).toMatchObject({ person: { id: 'bo' } });
});

it('notices who falls silent while the socket stays open, and who speaks again', async () => {
  const { ana, bo } = await two();
  const talking = setInterval(() => ana.say({ type: 'ping', n: 1 }), 500);
  expect(await ana.hears('presence', 3_500)).toMatchObject({ id: 'bo', presence: 'silent' });
  bo.say({ type: 'ping', n: 7 });
  expect(await bo.hears('pong')).toEqual({ type: 'pong', n: 7 });
  expect(await ana.hears('presence')).toMatchObject({ id: 'bo', presence: 'present' });
  clearInterval(talking);
});

it('lets the newest socket of a page replace the old one', async () => {
  const { ana, bo } = await two();
  const fresh = await caller();
  await fresh.joins('bo');
  expect(await bo.closed).toBe(closeCodes.replaced);
  fresh.say({ type: 'tell', text: 'still me' });
  expect(await ana.hears('told')).toEqual({ type: 'told', from: 'bo', text: 'still me' });
});

it.each([
  ['no JSON', 'hello', 'notJson'],
  ['a list', '[]', 'notJson'],
  ['a type it does not know', '{"type":"boom"}', 'unknownType'],
  ['a type from the prototype', '{"type":"constructor"}', 'unknownType'],
  ['a missing field', '{"type":"ping"}', 'badField'],
  [
    'a name that would rewrite the line',
    '{"type":"join","room":"den","id":"x","key":"k","name":"a\\u202eb","relay":true,"media":{"audio":true,"video":true,"wantsVideo":true}}',
    'badField',
  ],
  [
    'an id with markup',
    '{"type":"join","room":"den","id":"<b>","key":"k","name":"a","relay":true,"media":{"audio":true,"video":true,"wantsVideo":true}}',
    'badField',
  ],
  ['too much', `{"type":"tell","text":"${'x'.repeat(limits.messageBytes)}"}`, 'tooLarge'],
  ['a ping before joining', '{"type":"ping","n":1}', 'joinFirst'],
])('refuses %s and says why', async (_, text, code) => {
  const ana = await caller();
  ana.socket.send(text);
  expect(await ana.hears('error')).toMatchObject({
    code,
    message: expect.stringMatching(/\w+ .+\./),
  });
  await ana.joins('ana');
});

it('refuses binary, and closes on a flood or a message beyond all bounds, without harm to the others', async () => {
  const { ana, bo } = await two();
  ana.socket.send(Buffer.from([1, 2, 3]));
  expect(await ana.hears('error')).toMatchObject({ code: 'binary' });
  for (let n = 0; n <= limits.messagesPerSecond * 2; n++) bo.say({ type: 'ping', n });
  expect(await bo.closed).toBe(closeCodes.tooFast);
  const cy = await caller();
  cy.socket.send('x'.repeat(limits.messageBytes * 5));
  expect(await cy.closed).toBe(1009);
  ana.say({ type: 'ping', n: 1 });
  await ana.hears('pong');
});

it('keeps a room to its size', async () => {
  for (let n = 0; n < limits.peoplePerRoom; n++) await (await caller()).joins(`p${n}`);
  const late = await caller();
  late.say({
    type: 'join',
    room: 'den',
    id: 'late',
    key: 'k',
    name: 'Late',
    relay: true,
    media: { audio: true, video: true, wantsVideo: true },
  });
  expect(await late.hears('error')).toMatchObject({ code: 'roomFull' });
  await late.joins('late', { room: 'elsewhere' });
});

it('refuses a taken id', async () => {
  await two();
  const other = await caller();
  other.say({
    type: 'join',
    room: 'den',
    id: 'bo',
    key: 'another',
    name: 'Bo',
    relay: true,
    media: { audio: true, video: true, wantsVideo: true },
  });
  expect(await other.hears('error')).toMatchObject({ code: 'idTaken' });
});

it('answers nothing while signalling is silenced, and everything in order when healed', async () => {
  const { ana, bo } = await two();
  await harm('ana', { signalingSilent: true });
  ana.say({ type: 'ping', n: 1 });
  ana.say({ type: 'tell', text: 'late' });
  bo.say({ type: 'tell', text: 'to nobody yet' });
  await expect(ana.hears('pong', 400)).rejects.toThrow();
  await lab({ type: 'heal', room: 'den' });
  await ana.hears('told');
  await ana.hears('pong');
  expect(await bo.hears('told')).toMatchObject({ text: 'late' });
});

it('holds a fresh socket of a silenced person unanswered', async () => {
  await two();
  await harm('ana', { signalingSilent: true });
  const fresh = new WebSocket(`ws://127.0.0.1:${server.port}/signal?room=den&id=ana`);
  const outcome = await Promise.race([
    once(fresh, 'open').then(() => 'open'),
    new Promise((resolve) => setTimeout(() => resolve('nothing'), 400)),
  ]);
  fresh.on('error', () => {}).terminate();
  expect(outcome).toBe('nothing');
});

it('answers probes from anywhere, and those of a person it is told to be silent to not at all', async () => {
  await two();
  const probe = (port: number, id: string) =>
    fetch(`http://127.0.0.1:${port}/ping?room=den&id=${id}`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(400),
    }).then(
      (response) => response.status,
      (error: Error) => error.name,
    );
  expect(
    (await fetch(`http://127.0.0.1:${server.port}/ping`)).headers.get(
      'access-control-allow-origin',
    ),
  ).toBe('*');
  await harm('ana', { serverSilent: true });
  expect(await probe(server.port, 'ana')).toBe('TimeoutError');
  expect(await probe(server.port, 'bo')).toBe(204);
  expect(await probe(server.otherPort, 'ana')).toBe(204);
  await harm('ana', { otherHostSilent: true });
  expect(await probe(server.otherPort, 'ana')).toBe('TimeoutError');
});

it.each(['port', 'otherPort'] as const)(
  'answers a probe so that pages elsewhere can read who answered: %s',
  async (door) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${server[door]}/ping`, {
      headers: { origin: 'https://page.example' },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toBe(pingSign.header);
    expect(headers.get(pingSign.header)).toBe(pingSign.value);
  },
);

it('heals a blip by itself', async () => {
  await two();
  const reply = await harm('ana', { up: { loss: 0.5 } }, 200);
  expect(reply).toMatchObject({
    people: [{ id: 'ana', harm: { up: { loss: 0.5 } } }, { id: 'bo' }],
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await lab({ type: 'look', room: 'den' })).toMatchObject({
    people: [{ harm: { up: { loss: 0 } } }, {}],
  });
});

it.each([
  ['a loss above one', { type: 'harm', room: 'den', id: 'ana', change: { up: { loss: 2 } } }],
  ['a harm it does not know', { type: 'harm', room: 'den', id: 'ana', change: { fire: true } }],
  ['harm to nobody', { type: 'harm', room: 'den', id: 'nobody', change: {} }],
])('refuses %s in the lab', async (_, command) => {
  await two();
  expect(await lab(command)).toMatchObject({ type: 'error' });
});

it('lets no page of another site in while it serves this machine alone', async () => {
  const upgrade = (origin: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signal`, { origin });
      socket.on('open', () => resolve('open')).on('error', (error) => resolve(error.message));
    });
  expect(await upgrade('https://example.com')).toContain('403');
  expect(await upgrade('http://localhost:5173')).toBe('open');
});

it('survives an address that is none', async () => {
  const status = await new Promise((resolve) => {
    request({ port: server.port, path: '//' }, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBe(404);
});

it('leads media over the relay: nobody learns an address, every packet passes the lab', async () => {
  const { ana, bo } = await two();
  const [deviceA, deviceB] = [
    createSocket('udp4').bind(0, '127.0.0.1'),
    createSocket('udp4').bind(0, '127.0.0.1'),
  ];
  await Promise.all([once(deviceA, 'listening'), once(deviceB, 'listening')]);
  const candidate = {
    candidate: 'candidate:1 1 udp 2122260223 10.9.8.7 5000 typ host',
    sdpMid: '0',
  };

  ana.say({
    type: 'signal',
    to: 'bo',
    session: 's',
    signal: { description: { type: 'offer', sdp: `v=0\r\na=${candidate.candidate}\r\n` } },
  });
  expect(await bo.hears('signal')).toMatchObject({
    from: 'ana',
    session: 's',
    signal: { description: { sdp: 'v=0\r\n' } },
  });
  ana.say({ type: 'signal', to: 'bo', session: 's', signal: { candidate } });
  bo.say({ type: 'signal', to: 'ana', session: 's', signal: { candidate } });
  const doorOf = (message: unknown) =>
    Number(/127\.0\.0\.1 (\d+)/.exec(JSON.stringify(message))?.[1]);
  const [doorB, doorA] = [doorOf(await bo.hears('signal')), doorOf(await ana.hears('signal'))];

  const packet = (sequence: number) => {
    const rtp = Buffer.alloc(100);
    rtp.writeUInt16BE(0x8060, 0);
    rtp.writeUInt16BE(sequence, 2);
    return rtp;
  };
  let arrived = 0;
  deviceB.on('message', () => (arrived += 1));
  deviceB.send(packet(1), doorB);
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let n = 0; n < 50; n++) deviceA.send(packet(n), doorA);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(arrived).toBe(50);

  await harm('bo', { down: { swallow: true } });
  for (let n = 50; n < 100; n++) deviceA.send(packet(n), doorA);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(arrived).toBe(50);
  expect(await lab({ type: 'look', room: 'den' })).toMatchObject({
    people: [{ up: { passed: 100, lost: 0 } }, { down: { passed: 50, lost: 50 } }],
  });
  expect((await ana.hears('heard')).people['ana']).toBeDefined();
  deviceA.close();
  deviceB.close();
});
