import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { NetworkStatus } from '../store/networkStatus.ts';
import type { PromptText } from './promptHook.ts';

/**
 * Puts the banner's words before the title of the page, for whoever is looking at another tab. Returns the function
 * that stops it and puts the title back.
 *
 * @example const stop = showInTitle(network, (prompt) => promptText(prompt, en));
 */
export function showInTitle(
  network: NetworkStatus,
  text: PromptText,
  page: { title: string } = document,
): () => void {
  network.attachPrompts(createPromptEngine);
  let shown = '';
  const show = () => {
    const { banner } = network.prompts.getState();
    // The app may have changed its own part of the title meanwhile.
    const own = page.title.startsWith(shown) ? page.title.slice(shown.length) : page.title;
    shown = banner ? `${text(banner)} – ` : '';
    page.title = shown + own;
  };
  const unsubscribe = network.prompts.subscribe(show);
  show();
  return () => {
    unsubscribe();
    if (page.title.startsWith(shown)) page.title = page.title.slice(shown.length);
  };
}
