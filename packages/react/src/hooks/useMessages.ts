import { useProvided } from '../context/useProvided.ts';
import type { Messages } from '../messages/messages.ts';

/** Every word of the provider's language, your own wording included. */
export function useMessages(): Messages {
  return useProvided().messages;
}
