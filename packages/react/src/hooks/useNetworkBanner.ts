import type { KindActionHandlers } from '../context/actionHandlers.ts';
import { usePrompts } from './usePrompts.ts';
import type { ShownPrompt } from './shownPrompt.ts';
import { useShownPrompt } from './useShownPrompt.ts';

/**
 * The one prompt the banner shows, in words, or `null`.
 *
 * @example
 * const banner = useNetworkBanner();
 * return banner && <MyBar tone={banner.prompt.severity}>{banner.text}</MyBar>;
 */
export function useNetworkBanner(actions?: KindActionHandlers): ShownPrompt | null {
  const banner = usePrompts((state) => state.banner);
  return useShownPrompt(banner, actions);
}
