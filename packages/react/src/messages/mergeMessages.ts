import { mergeWords } from './mergeWords.ts';
import type { MessageOverrides, Messages } from './messages.ts';

/**
 * A catalogue with some of its words replaced.
 *
 * @example mergeMessages(zhCN, { prompts: { 'local.offline': '没网了' } });
 */
export function mergeMessages(base: Messages, overrides: MessageOverrides): Messages {
  return mergeWords(base, overrides);
}
