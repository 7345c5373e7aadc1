import { expect, it } from 'vitest';
import { aPrompt, promptKinds } from '../testing/promptShelf.ts';
import { en } from './en.ts';
import { mergeMessages } from './mergeMessages.ts';
import { promptText } from './promptText.ts';
import { zhCN } from './zh-CN.ts';

it.each(promptKinds)('says %s in both languages, with nothing left to fill in', (kind) => {
  for (const messages of [en, zhCN]) {
    const text = promptText(aPrompt(kind), messages);
    expect(text).not.toMatch(/[{}]|undefined/);
    expect(text).not.toBe(kind);
  }
});

it('names a user as isolated text, so that a name of the other direction stays in its place', () => {
  const prompt = aPrompt('remote.returned', { params: { name: 'دانا' } });
  expect(promptText(prompt, en)).toBe('\u2068دانا\u2069 is back.');
});

it('drops the marks with which a name could turn the sentence around', () => {
  const prompt = aPrompt('remote.returned', { params: { name: 'a\u202eb\u2069\nc' } });
  expect(promptText(prompt, en)).toBe('\u2068abc\u2069 is back.');
});

it('says somebody where the name is not known', () => {
  const prompt = aPrompt('remote.weak', { params: { name: ' ' } });
  expect(promptText(prompt, en)).toBe("Someone's network is weak.");
  expect(promptText(prompt, zhCN)).toBe('有人的网络不佳');
});

it('leaves open whether a user hung up where the SDK does', () => {
  const neutral = aPrompt('remote.dropped', { params: { name: 'Maya', neutral: true } });
  expect(promptText(neutral, en)).toBe('\u2068Maya\u2069 lost connection.');
});

it('counts people', () => {
  const many = (count: number) => promptText(aPrompt('remote.many', { params: { count } }), en);
  expect(many(4)).toBe('4 people are having connection problems.');
  expect(many(1)).toBe('1 person is having connection problems.');
});

it('pins a loss between two on neither', () => {
  const prompt = aPrompt('weak.both', { params: { betweenUs: true } });
  expect(promptText(prompt, en)).toBe('The connection between you is weak.');
});

it('says why the server ended the call, in words', () => {
  const because = (reason: string) =>
    promptText(aPrompt('ended.byServer', { params: { reason } }), en);
  expect(because('capacity')).toBe("You're no longer in the call. The call is full.");
  expect(because('ice')).toBe("You're no longer in the call. The call ended unexpectedly.");
});

it('puts your words in place of ours, key by key', () => {
  const own = mergeMessages(zhCN, {
    someone: '对方',
    prompts: { 'local.offline': '没网了', 'remote.returned': ({ name }) => `${name}，欢迎回来` },
  });
  expect(promptText(aPrompt('local.offline'), own)).toBe('没网了');
  expect(promptText(aPrompt('remote.returned', { params: { name: '' } }), own)).toBe(
    '对方，欢迎回来',
  );
  expect(promptText(aPrompt('weak.up'), own)).toBe(promptText(aPrompt('weak.up'), zhCN));
  expect(own.actions).toEqual(zhCN.actions);
});

it('shows a kind nobody has words for by its name rather than as nothing', () => {
  expect(promptText({ ...aPrompt('weak.up'), kind: 'own.kind' }, en)).toBe('own.kind');
});
