import { guardedPrompts } from './guardedPrompts.ts';
import { mergeWords } from './mergeWords.ts';
import type { MessageOverrides, Messages } from './messages.ts';

/**
 * A catalogue with some of its words replaced.
 *
 * @example mergeMessages(zhCN, { prompts: { 'local.offline': '没网了' } });
 */
export function mergeMessages(base: Messages, overrides: MessageOverrides): Messages {
  const { prompts } = overrides;
  const safe = prompts
    ? { ...overrides, prompts: guardedPrompts(prompts, base.prompts) }
    : overrides;
  return mergeWords(base, safe as MessageOverrides);
}
