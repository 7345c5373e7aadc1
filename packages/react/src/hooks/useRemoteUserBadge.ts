import type { KindActionHandlers } from '../context/actionHandlers.ts';
import { usePrompts } from './usePrompts.ts';
import type { ShownPrompt } from './shownPrompt.ts';
import { useShownPrompt } from './useShownPrompt.ts';

/** What a remote user's tile should say about them, in words, or `null`. The key `''` is this device's own tile. */
export function useRemoteUserBadge(
  userId: string,
  actions?: KindActionHandlers,
): ShownPrompt | null {
  const badge = usePrompts(({ badges }) => badges.get(userId));
  return useShownPrompt(badge, actions);
}
