import type { Prompt, PromptKind } from '@netcue/core';
import type { EndReason, Messages } from './messages.ts';

type Values = Readonly<Record<string, unknown>>;

// A name brings its own direction: isolate it, and drop the marks that could break out of the isolation.
const bidiMarks = /[\u202a-\u202e\u2066-\u2069\r\n]/g;

/** A user's name, ready to be put into a sentence of any direction. */
export function isolatedName(name: unknown, messages: Messages): string {
  const text = typeof name === 'string' ? name.replace(bidiMarks, '').trim() : '';
  return text ? `\u2068${text}\u2069` : messages.someone;
}

/** What a prompt says, in the catalogue's language. */
export function promptText(prompt: Prompt<string>, messages: Messages): string {
  const params: Values = prompt.params;
  if (params.betweenUs && prompt.kind.startsWith('weak.')) return messages.weakBetweenUs;
  const message = messages.prompts[prompt.kind as PromptKind] as
    | string
    | ((params: Values) => string)
    | undefined;
  return fill(message ?? prompt.kind, inWords(params, messages));
}

/** `{key}` replaced by its value. */
export function fill(message: string | ((values: Values) => string), values: Values): string {
  if (typeof message === 'function') return message(values);
  return message.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}

function inWords(params: Values, messages: Messages): Values {
  return {
    ...params,
    name: isolatedName(params.name, messages),
    reason: messages.reasons[params.reason as EndReason] ?? messages.reasons.unknown,
    network: messages.networks[params.network as keyof Messages['networks']],
  };
}
