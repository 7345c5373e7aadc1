import type { SignRow } from '../observation.ts';

// Packets that were on their way when the event came still arrive.
const onTheirWayMs = 800;

/** What the device itself says: the browser, or an SDK that tells the kind of network. */
export const deviceSigns: readonly SignRow[] = [
  {
    /**
     * Read from `online` false. Cannot tell: that the word `online` proves no internet, and that its absence proves nothing:
     * a laptop with a container bridge or a VPN never goes offline. Once disproved it counts for nothing until its next word.
     */
    sign: 'device offline',
    leaf: 'device',
    way: 'both',
    state: 'dead',
    witness: 'browser',
    stale: 'held',
    holdMs: 0,
    read: ({ call: { device } }) =>
      device.online === false
        ? { at: device.changedAt + onTheirWayMs, since: device.changedAt, sure: true }
        : undefined,
  },
  {
    /** Read from `online` true after `online` false. Cannot tell: whether there is internet behind the network. */
    sign: 'device online again',
    leaf: 'device',
    way: 'both',
    state: 'alive',
    witness: 'browser',
    stale: 'held',
    holdMs: 0,
    read: ({ call: { device } }) =>
      device.online && device.offlineAt !== undefined ? { at: device.changedAt } : undefined,
  },
];
