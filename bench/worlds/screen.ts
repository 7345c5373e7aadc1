import {
  createNetworkStatus,
  createPromptEngine,
  type NetworkStatus,
} from '../../packages/core/src/index.ts';
import type { Clock } from '../../packages/core/src/clock/clock.ts';
import { browser } from '../../packages/core/src/sources/browser/browser.ts';
import { createPeerReports } from '../../packages/core/src/sources/peerReports/peerReports.ts';
import { reachability } from '../../packages/core/src/sources/reachability/reachability.ts';
import { type WatchedConnection, webrtc } from '../../packages/core/src/sources/webrtc/webrtc.ts';
import type { BrowserHost } from '../../packages/core/src/sources/browser/browser.ts';
import type { Hub } from './hub.ts';
import { createPromptRecord, type Shown } from './promptRecord.ts';
import { probedHosts } from './probes.ts';
import type { Variant } from './variants.ts';

/** What one person's page is made of, whatever its kit makes of it. */
export interface Page {
  person: string;
  clock: Clock;
  host: BrowserHost;
  fetch: typeof fetch;
  scheme: string;
  hub: Hub;
  connections(): readonly WatchedConnection[];
  sendMail(variant: string, text: string): void;
  onMail(variant: string, handler: (from: string, text: string) => void): void;
}

export interface Screen {
  person: string;
  variant: Variant;
  sayGoodbye(): void;
  /** Ends it; what it showed, in milliseconds since the call began. */
  close(): void;
  shown(): readonly Shown[];
}

/** One whole screen: the kit with its own sources, and a record of every prompt. */
export function createScreen(page: Page, variant: Variant, now: () => number): Screen {
  const { person, clock } = page;
  const url = (host: string) => `${page.scheme}://${host}/`;
  const reports = createPeerReports({
    userId: person,
    send: (text) => page.sendMail(variant.name, text),
    onMessage: (handler) => page.onMail(variant.name, handler),
  });
  const network: NetworkStatus = createNetworkStatus({
    clock,
    prompts: createPromptEngine,
    userId: person,
    sources: [
      ...(variant.browser ? [browser(page.host)] : []),
      ...(variant.stats ? [webrtc(() => page.connections())] : []),
      ...(variant.probes
        ? [
            reachability({
              server: url(probedHosts.server),
              other: url(probedHosts.other),
              fetch: page.fetch,
            }),
          ]
        : []),
      page.hub.source((witness) => variant.believes[witness]),
      ...(variant.reports ? [reports] : []),
    ],
  });
  const record = createPromptRecord(network, now);
  let isOpen = true;
  let saidGoodbye = false;
  return {
    person,
    variant,
    sayGoodbye() {
      if (!saidGoodbye) reports.announce('leaving');
      saidGoodbye = true;
    },
    shown: record.shown,
    close() {
      if (isOpen) {
        record.close();
        network.destroy();
      }
      isOpen = false;
    },
  };
}
