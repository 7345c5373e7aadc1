import sdk from 'agora-rtc-sdk-ng';
import { expect, it, onTestFinished } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { agora } from './agora.ts';

it('follows a join on the real client that finds no server, and the leave that ends it', async () => {
  sdk.setLogLevel(4);
  const client = sdk.createClient({ mode: 'rtc', codec: 'vp8' });
  const { facts, detach } = attachSource(agora(client, { sdk }));
  onTestFinished(detach);
  facts();
  const joining = client.join('a'.repeat(32), 'room', null, 1).catch(() => 'gave up');
  await expect.poll(() => client.connectionState, { timeout: 15_000 }).toBe('CONNECTING');
  await client.leave();
  expect(await joining).toBe('gave up');
  const connection = facts().filter(({ type }) => type === 'connectionChanged');
  expect(connection[0]).toMatchObject({ phase: 'connecting', cause: 'join' });
  expect(connection.at(-1)).toMatchObject({ phase: 'left', cause: 'localLeave' });
});
