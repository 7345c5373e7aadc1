import type { NetworkType, SourceEvent } from '../../events/networkEvent.ts';
import type { NetworkSource, SourceContext } from '../source.ts';
import { watchSleep } from './watchSleep.ts';

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
  const sleep = document && watchSleep(context);
  const awake = () => sleep?.look();

  const undo = [
    listen(window, 'offline', said(false)),
    listen(window, 'online', said(true)),
    listen(navigator?.connection, 'change', said(undefined)),
    // How long everything stood still is said before anything that is read from time.
    listen(document, 'freeze', () => sleep?.fallAsleep()),
    listen(document, 'resume', awake),
    listen(window, 'pageshow', awake),
    listen(document, 'visibilitychange', () => {
      if (document?.visibilityState !== 'hidden') awake();
      visibility();
    }),
    () => sleep?.stop(),
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
