import { Room, setLogLevel } from 'livekit-client';
import { expect, it, onTestFinished } from 'vitest';
import { attachSource } from '../attachSource.test.helper.ts';
import { livekit } from './livekit.ts';

setLogLevel('silent');

// In Node the SDK refuses to connect: it finds no WebRTC.
it('follows a join on the real Room that finds no server', async () => {
  const room = new Room();
  const { facts, detach } = attachSource(livekit(room));
  onTestFinished(detach);
  facts();
  await expect(room.connect('ws://127.0.0.1:9', 'token')).rejects.toThrow();
  expect(facts()).toMatchObject([
    { type: 'connectionChanged', phase: 'connecting', cause: 'join' },
    { type: 'connectionChanged', phase: 'failed', cause: 'joinFailed', willRetry: false },
  ]);
});
