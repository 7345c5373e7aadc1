import type { CDPSession, Page } from '@playwright/test';

/** What Chromium does to a page's packets; nothing by default. */
export interface EmulatedNetwork {
  offline?: boolean;
  /** Milliseconds each way. */
  latency?: number;
  /** Percent of the packets of either way. */
  packetLoss?: number;
  upKbps?: number;
  downKbps?: number;
}

/** A page's network, in the hands of Chromium itself instead of the relay. */
export interface Emulation {
  set(network: EmulatedNetwork): Promise<void>;
  /** `navigator.onLine` and its events alone: no packet is touched. */
  pretendOnline(online: boolean): Promise<void>;
}

// Chromium's word for "as it is".
const unlimited = -1;

/** To be called before the page opens a connection: Chromium leaves alone what was open before it began. */
export async function emulateNetwork(page: Page): Promise<Emulation> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytes = (kbps?: number) => (kbps === undefined ? unlimited : (kbps * 1000) / 8);
  const emulation: Emulation = {
    async set({ offline = false, latency = 1, packetLoss = 0, upKbps, downKbps }) {
      await session.send('Network.emulateNetworkConditions', {
        offline,
        latency,
        packetLoss,
        uploadThroughput: bytes(upKbps),
        downloadThroughput: bytes(downKbps),
      });
    },
    async pretendOnline(online) {
      await session.send('Network.overrideNetworkState', {
        offline: !online,
        latency: 0,
        uploadThroughput: unlimited,
        downloadThroughput: unlimited,
      });
    },
  };
  await emulation.set({});
  return emulation;
}
