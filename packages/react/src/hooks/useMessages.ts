import type { Provided } from '../context/NetworkContext.ts';
import { useProvided } from '../context/useProvided.ts';
import { enPrompts } from '../messages/enPrompts.ts';
import { mergeMessages } from '../messages/mergeMessages.ts';
import type { Messages } from '../messages/messages.ts';

// Merged once for each provider, not once for each of a thousand tiles.
const merged: WeakMap<Provided, Messages> = /* @__PURE__ */ new WeakMap();

/** Every word of the provider's language, your own wording included. Comes with what draws: hooks of facts need none. */
export function useMessages(): Messages {
  const provided = useProvided();
  const { locale = enPrompts, messages } = provided;
  if (!messages) return locale;
  const known = merged.get(provided) ?? mergeMessages(locale, messages);
  merged.set(provided, known);
  return known;
}
