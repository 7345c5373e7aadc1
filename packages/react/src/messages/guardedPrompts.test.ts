import { afterEach, expect, it, vi } from 'vitest';
import { en } from './en.ts';
import { mergeMessages } from './mergeMessages.ts';
import { promptText } from './promptText.ts';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
afterEach(() => warn.mockClear());

const prompt = (kind: string) => ({ kind, params: { name: 'Maya' } }) as never;
const said = (own: unknown, kind = 'remote.returned') => {
  const messages = mergeMessages(en, { prompts: { [kind]: own } as never });
  return [promptText(prompt(kind), messages), promptText(prompt(kind), messages)];
};
const builtIn = promptText(prompt('remote.returned'), en);

it.each<[string, unknown]>([
  ['throws', (params: { device: { name: string } }) => params.device.name.toUpperCase()],
  ['returns an object', () => ({ text: 'x' })],
  ['returns nothing', () => undefined],
  ['is no text', { text: 'x' }],
  ['is a number', 7],
])('a wording that %s shows the built-in sentence, and says so once', (_what, own) => {
  expect(said(own)).toEqual([builtIn, builtIn]);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(String(warn.mock.calls[0]?.[0])).toMatch(/remote\.returned.*built-in/);
});

it('a wording without a built-in one shows its kind', () => {
  expect(said(() => null, 'mine')[0]).toBe('mine');
});

it.each<[string, unknown, string]>([
  ['a text', '{name}!', '\u2068Maya\u2069!'],
  ['a function', ({ name }: { name: string }) => `hi ${name}`, 'hi \u2068Maya\u2069'],
  ['an empty text', '', ''],
])('%s is said as it is', (_what, own, text) => {
  expect(said(own)[0]).toBe(text);
  expect(warn).not.toHaveBeenCalled();
});
