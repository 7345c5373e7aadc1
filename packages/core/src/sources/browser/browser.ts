import type { NetworkType, SourceEvent } from '../../events/networkEvent.ts';
import type { NetworkSource, SourceContext } from '../source.ts';

interface Connection extends EventTarget {
  type?: string;
  effectiveType?: string;
}

/** The browser objects the source reads; handed in for tests and unusual hosts. */
export interface BrowserHost {
  window?: EventTarget;
  document?: EventTarget & { visibilityState?: string };
  navigator?: { onLine?: boolean; connection?: Connection };
}

const networkTypes: Readonly<Record<string, NetworkType>> = {
  none: 'none',
  ethernet: 'lan',
  wifi: 'wifi',
  cellular: 'cellular',
};

const tickMs = 5000;
// Throttled background timers run once a minute; only a longer silence means the device slept.
const asleepAfterMs = { visible: 8000, hidden: 75_000 };

/**
 * Reports online and offline, the kind of network, page visibility and sleep. `offline` is the fastest
 * sign there is and has no false alarms; its absence proves nothing. Does nothing outside a browser.
 */
export function browser(host: BrowserHost = globalThis as BrowserHost): NetworkSource {
  return {
    name: 'browser',
    capabilities: { networkType: true },
    detectionLagMs: {},
    subscribe: (context) => subscribe(host, context),
  };
}

function subscribe(host: BrowserHost, context: SourceContext): () => void {
  const { window, document, navigator } = host;
  const said = (online: boolean | undefined) => (): void => {
    const networkType = typeOf(navigator?.connection);
    // Desktop browsers tell of a change, but not of what to what.
    if (online === undefined && networkType === undefined) return;
    context.emit({
      type: 'deviceNetworkChanged',
      ...(online !== undefined && { online }),
      ...(networkType && { networkType }),
    } as SourceEvent);
  };
  const visibility = () =>
    context.emit({ type: 'visibilityChanged', visible: document?.visibilityState !== 'hidden' });

  const undo = [
    listen(window, 'offline', said(false)),
    listen(window, 'online', said(true)),
    listen(navigator?.connection, 'change', said(undefined)),
    listen(document, 'visibilitychange', visibility),
    listen(document, 'resume', () => context.emit({ type: 'deviceResumed', gapMs: 0 })),
    watchSleep(document, context),
  ];
  if (navigator?.onLine !== undefined) said(navigator.onLine)();
  if (document?.visibilityState === 'hidden') visibility();
  return () => {
    for (const stop of undo) stop();
  };
}

function typeOf(connection: Connection | undefined): NetworkType | undefined {
  const { type = '' } = connection ?? {};
  return Object.hasOwn(networkTypes, type) ? networkTypes[type] : undefined;
}

function listen(target: EventTarget | undefined, event: string, handler: () => void): () => void {
  if (typeof target?.addEventListener !== 'function') return () => {};
  target.addEventListener(event, handler);
  return () => target.removeEventListener(event, handler);
}

/** A timer that should tick every few seconds and did not: the clock jumped over a sleep. */
function watchSleep(document: BrowserHost['document'], context: SourceContext): () => void {
  if (!document) return () => {};
  const { clock } = context;
  const isHidden = () => document.visibilityState === 'hidden';
  let last = clock.now();
  let wasHidden = isHidden();
  let cancel = (): void => {};
  const tick = () => {
    const gapMs = clock.now() - last - tickMs;
    const limit = asleepAfterMs[wasHidden || isHidden() ? 'hidden' : 'visible'];
    last = clock.now();
    wasHidden = isHidden();
    if (gapMs > limit) context.emit({ type: 'deviceResumed', gapMs });
    cancel = clock.after(tickMs, tick);
  };
  cancel = clock.after(tickMs, tick);
  const stop = listen(document, 'visibilitychange', () => (wasHidden = true));
  return () => {
    cancel();
    stop();
  };
}
