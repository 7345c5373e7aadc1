import { enDetails } from '../messages/enDetails.ts';
import { mergeWords } from '../messages/mergeWords.ts';
import type { DetailMessages } from '../messages/messages.ts';
import { useMessages } from './useMessages.ts';

// Merged once for each catalogue, not once for each of a thousand tiles.
const merged: WeakMap<DetailMessages, DetailMessages> = /* @__PURE__ */ new WeakMap();

/** Words of indicators, panels and checks, in the provider's language where it has them. */
export function useDetailMessages(): DetailMessages {
  const { details } = useMessages();
  if (!details) return enDetails;
  const known = merged.get(details) ?? mergeWords(enDetails, details);
  merged.set(details, known);
  return known;
}
