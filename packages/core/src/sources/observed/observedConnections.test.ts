import { describe, expect, it } from 'vitest';
import { createFakePage, looking, measured } from './fakePage.test.helper.ts';
import { observeConnections } from './observeConnections.ts';
import { observedConnections } from './observedConnections.ts';

function attach(options: Parameters<typeof observedConnections>[0] = {}) {
  const page = createFakePage();
  const source = observedConnections({ host: page, ...options });
  return { page, source, ...looking(source) };
}

describe('observed connections', () => {
  it('are measured without being handed over', async () => {
    const { page, look } = attach();
    expect(await look()).toEqual([]);
    page.open();
    const events = await look();
    expect(measured(events)).toEqual(['observed0']);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'mediaSampled',
        downlink: expect.objectContaining({ packets: 10 }),
      }),
    );
  });

  it('include those that were noticed before the source was attached', async () => {
    const page = createFakePage();
    const undo = observeConnections(page);
    page.open();
    const { look } = looking(observedConnections({ host: page }));
    expect(measured(await look())).toEqual(['observed0']);
    undo();
  });

  it('survive being detached and attached again, as StrictMode does', async () => {
    const { page, source, look, detach } = attach();
    page.open();
    await look();
    detach();
    const again = looking(source);
    expect(measured(await again.look())).toHaveLength(1);
    again.detach();
  });

  it('are replaced by a full reconnect: the old one is over, the new one has an id of its own', async () => {
    const { page, look } = attach();
    const first = page.open();
    await look();
    first.close();
    page.open();
    const events = await look();
    expect(events).toContainEqual({ type: 'mediaClosed', connectionId: 'observed0' });
    expect(measured(events)).toEqual(['observed1']);
  });

  it('are none that carry no sound and no picture, until they do', async () => {
    const { page, look } = attach();
    const connection = page.open();
    connection.transceivers = [];
    expect(await look()).toEqual([]);
    connection.transceivers = [{}];
    expect(measured(await look())).toHaveLength(1);
  });

  it('are none that never agreed on anything', async () => {
    const { page, look } = attach();
    await new page.RTCPeerConnection().getStats();
    expect(await look()).toEqual([]);
  });

  it('are none that are gone at the second look', async () => {
    const { page, look } = attach();
    const probe = page.open();
    expect(await look(1)).toEqual([]);
    probe.close();
    expect(await look()).toEqual([]);
  });

  it('are only those the app calls its own', async () => {
    const page = createFakePage();
    const other = page.open();
    const { look } = looking(
      observedConnections({ host: page, only: (connection) => connection !== (other as never) }),
    );
    other.addIceCandidate('a');
    page.open();
    expect(measured(await look())).toEqual(['observed0']);
  });

  it('are somebody’s, if that can be told', async () => {
    const { page, look } = attach({
      userOf: ({ trackId }) => (trackId === 'track' ? 'maya' : undefined),
    });
    page.open();
    expect(await look()).toContainEqual(
      expect.objectContaining({ streams: [expect.objectContaining({ userId: 'maya' })] }),
    );
  });

  it('are asked past the observer and past whoever wraps it', async () => {
    const { page, look } = attach();
    const connection = page.open();
    let asked = 0;
    const { prototype } = page.RTCPeerConnection;
    const ours = prototype.getStats;
    prototype.getStats = function () {
      asked += 1;
      return ours.call(this);
    };
    await look();
    expect(page.timesAsked()).toBeGreaterThan(1);
    expect(asked).toBe(0);
    await connection.getStats();
    expect(asked).toBe(1);
  });

  it('end with the source, which leaves the page as it was and no timer', () => {
    const page = createFakePage();
    const before = page.RTCPeerConnection.prototype.getStats;
    const { clock, detach } = looking(observedConnections({ host: page }));
    expect(page.RTCPeerConnection.prototype.getStats).not.toBe(before);
    detach();
    expect(page.RTCPeerConnection.prototype.getStats).toBe(before);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('do not even start a timer where there is no WebRTC', () => {
    const { clock, detach } = looking(observedConnections({ host: {} }));
    expect(clock.pendingTimers()).toBe(0);
    detach();
  });
});
