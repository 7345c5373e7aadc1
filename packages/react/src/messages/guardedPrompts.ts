import { fill } from './promptText.ts';
import type { MessageOverrides, PromptMessages } from './messages.ts';

type Wording = string | ((params: never) => unknown) | undefined;

/** Own wordings that cannot take the call screen with them: one that throws, or gives no text, gives way to the built-in one. */
export function guardedPrompts(
  own: NonNullable<MessageOverrides['prompts']>,
  builtIn: PromptMessages,
): Partial<PromptMessages> {
  const words = Object.entries(own as Record<string, Wording>).map(([kind, wording]) => [
    kind,
    guarded(kind, wording, (builtIn as unknown as Record<string, Wording>)[kind]),
  ]);
  return Object.fromEntries(words) as Partial<PromptMessages>;
}

function guarded(kind: string, own: Wording, builtIn: Wording): Wording {
  if (typeof own === 'string' || own === undefined) return own ?? builtIn;
  let warned = false;
  const warn = (fault: unknown) => {
    if (!warned) console.warn(faultText(kind), fault);
    warned = true;
  };
  return (params: never) => {
    try {
      const text = typeof own === 'function' ? own(params) : own;
      if (typeof text === 'string') return text;
      warn(text);
    } catch (error) {
      warn(error);
    }
    return fill((builtIn as Parameters<typeof fill>[0] | undefined) ?? kind, params);
  };
}

function faultText(kind: string): string {
  return (
    `Netcue: your wording of "${kind}" gave no text, so the built-in sentence is shown. ` +
    'Make it a string, or a function that returns one for any values.'
  );
}
