import { enDetails } from './enDetails.ts';
import { enPrompts } from './enPrompts.ts';
import type { Messages } from './messages.ts';

/** English. */
export const en: Messages = { ...enPrompts, details: enDetails };
