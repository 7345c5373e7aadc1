import NERTC from 'nertc-web-sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../clock/clock.ts';
import type { SourceEvent } from '../../events/networkEvent.ts';
import { attachSource, type Call } from '../attachSource.test.helper.ts';
import { testRows } from '../describeRows.test.helper.ts';
import { connection } from '../expectedFacts.test.helper.ts';
import { nertc } from './nertc.ts';
import { allRows } from './nertcRows.test.helper.ts';

type Client = ReturnType<typeof NERTC.createClient>;
/** There at run time, not in the declarations. */
interface Emitting {
  emit(event: string, ...args: readonly unknown[]): boolean;
  eventNames(): string[];
  listeners(event: string): unknown[];
}

let client: Client & Emitting;
// It talks a lot.
for (const level of ['log', 'info', 'warn', 'error'] as const)
  vi.spyOn(console, level).mockImplementation(() => {});
beforeEach(() => {
  client = NERTC.createClient({ appkey: 'a'.repeat(32), debug: false }) as Client & Emitting;
});
afterEach(() => client.destroy());

const say = (...calls: readonly Call[]) => {
  for (const call of calls) client.emit(...call);
};
const counts = () =>
  client
    .eventNames()
    .filter((event) => !event.startsWith('@'))
    .map((event) => [event, client.listeners(event).length]);

it('reads the state of a real client', () => {
  const { facts } = attachSource(nertc(client));
  expect(facts()).toEqual([{ type: 'snapshotTaken', phase: 'idle', users: [] }]);
});

describe('said by a real client', () => {
  testRows(attach, allRows);

  function attach() {
    // Known once joined, which nobody can here.
    client.getUid = () => 1;
    return { say, ...attachSource(nertc(client)) };
  }
});

it('leaves no listener on the client', () => {
  const before = counts();
  const { detach } = attachSource(nertc(client));
  expect(counts()).not.toEqual(before);
  detach();
  expect(counts()).toEqual(before);
});

it('listens to errors as long as it is attached', () => {
  const { detach } = attachSource(nertc(client));
  expect(client.listeners('error')).toHaveLength(1);
  detach();
  expect(client.listeners('error')).toHaveLength(0);
});

it('says connecting, then that joining failed, in a real join without a network', async () => {
  const events: SourceEvent[] = [];
  const emit = (event: SourceEvent) => void events.push(event);
  const detach = nertc(client).subscribe({ clock: systemClock, emit });
  const joining = client.join({ channelName: 'room', uid: 1, token: '' });
  await expect(joining).rejects.toBeDefined();
  await expect.poll(() => client.getConnectionState()).toBe('DISCONNECTED');
  const states = events.filter(({ type }) => type === 'connectionChanged');
  expect(states.map(({ raw: _raw, ...fact }) => fact)).toEqual([
    connection('connecting', 'join'),
    connection('failed', 'joinFailed'),
  ]);
  // One object is all the SDK has for this: the copies tell the states apart.
  expect(states.map(({ raw }) => raw?.args[0])).toMatchObject([
    { curState: 'CONNECTING', prevState: 'DISCONNECTED' },
    { curState: 'DISCONNECTED', prevState: 'CONNECTING' },
  ]);
  detach();
}, 60_000);
