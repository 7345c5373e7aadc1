import type { BrowserHost } from '../../packages/core/src/sources/browser/browser.ts';
import type { Parts } from './parts.ts';

export interface SimulatedBrowser {
  host: BrowserHost;
  step(): void;
}

const noticesMs = 40;

/** `window`, `document` and `navigator` of one person's page. */
export function createBrowserHost(
  person: string,
  { network, deeds, now }: Parts,
): SimulatedBrowser {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const navigator = { onLine: true };
  let changedAt = Number.POSITIVE_INFINITY;

  const shouldBeOnline = () =>
    !deeds.is(person, 'browser says offline', now()) &&
    !network.troublesOf(person).some(({ offline }) => offline);

  const followNetwork = () => {
    if (shouldBeOnline() === navigator.onLine) {
      changedAt = Number.POSITIVE_INFINITY;
      return;
    }
    changedAt = Math.min(changedAt, now());
    if (now() - changedAt < noticesMs) return;
    navigator.onLine = shouldBeOnline();
    window.dispatchEvent(new Event(navigator.onLine ? 'online' : 'offline'));
  };
  const followPage = () => {
    const state = deeds.is(person, 'is hidden', now()) ? 'hidden' : 'visible';
    if (state === document.visibilityState) return;
    document.visibilityState = state;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  return {
    host: { window, document, navigator },
    step() {
      if (deeds.is(person, 'sleeps', now())) return;
      followNetwork();
      followPage();
    },
  };
}
