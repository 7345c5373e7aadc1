import { expect, it, vi } from 'vitest';
import type { Prompt } from '../prompts/prompt.ts';
import { createScenarioPlayer } from '../testing/createScenarioPlayer.ts';
import { playScenario } from '../testing/playScenario.ts';
import { scenarios } from '../testing/scenarios.ts';
import { leaveBreadcrumb } from './leaveBreadcrumb.ts';
import { notifyWhenHidden } from './notifyWhenHidden.ts';
import { playSound } from './playSound.ts';
import { allOf } from './promptHook.ts';
import { showInTitle } from './showInTitle.ts';

const text = ({ kind }: Prompt<string>) => `<${kind}>`;

it('the title names the banner while it is up, and leaves the app its own part', () => {
  const player = createScenarioPlayer(scenarios.wifiOff);
  const page = { title: 'Call with Bo' };
  const stop = showInTitle(player.network, text, page);
  player.advance(17_000);
  expect(page.title).toBe('<local.offline> – Call with Bo');
  page.title = '<local.offline> – (1) Call with Bo';
  player.advance(8_000);
  expect(page.title).toBe('(1) Call with Bo');
  stop();
  player.finish();
  expect(page.title).toBe('(1) Call with Bo');
});

it('a title that the app replaced is the app’s', () => {
  const player = createScenarioPlayer(scenarios.wifiOff);
  const page = { title: 'Call' };
  const stop = showInTitle(player.network, text, page);
  player.advance(17_000);
  page.title = 'Something else';
  player.advance(8_000);
  expect(page.title).toBe('Something else');
  stop();
});

it('stopping puts the title back while a banner is up', () => {
  const player = createScenarioPlayer(scenarios.wifiOff);
  const page = { title: 'Call' };
  const stop = showInTitle(player.network, text, page);
  player.advance(17_000);
  stop();
  expect(page.title).toBe('Call');
});

it('a hidden page notifies of errors only', () => {
  const notify = vi.fn();
  const page = { visibilityState: 'hidden' };
  playScenario(scenarios.wifiOff, { onPrompt: notifyWhenHidden({ text, page, notify }) });
  expect(notify.mock.calls).toEqual([['<local.offline>', 'local.offline']]);
});

it('a visible page does not', () => {
  const notify = vi.fn();
  playScenario(scenarios.wifiOff, {
    onPrompt: notifyWhenHidden({ text, page: { visibilityState: 'visible' }, notify }),
  });
  expect(notify).not.toHaveBeenCalled();
});

it('a browser notification is shown only where it was allowed', () => {
  const shown: unknown[] = [];
  class FakeNotification {
    static permission = 'denied';
    constructor(...args: unknown[]) {
      shown.push(args);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  const hook = notifyWhenHidden({ text, page: { visibilityState: 'hidden' }, wants: () => true });
  const prompt = { id: 'weak.up', kind: 'weak.up' } as Prompt<string>;
  hook(prompt);
  expect(shown).toEqual([]);
  FakeNotification.permission = 'granted';
  hook(prompt);
  expect(shown).toEqual([['<weak.up>', { tag: 'weak.up' }]]);
  vi.unstubAllGlobals();
});

it('a sound for what is urgent, and a refusal to play harms nobody', async () => {
  const play = vi.fn(() => Promise.reject(new Error('no click yet')));
  playScenario(scenarios.wifiOff, { onPrompt: playSound(play) });
  await Promise.resolve();
  expect(play).toHaveBeenCalledTimes(1);
});

it('breadcrumbs tell kind, rule and evidence, and no names', () => {
  const crumbs: object[] = [];
  playScenario(scenarios.remoteDrop, { onPrompt: leaveBreadcrumb((crumb) => crumbs.push(crumb)) });
  playScenario(scenarios.wifiOff, { onPrompt: leaveBreadcrumb((crumb) => crumbs.push(crumb)) });
  expect(crumbs).toContainEqual({
    category: 'netcue',
    level: 'error',
    message: 'local.offline',
    timestamp: expect.any(Number),
    data: { rule: 'lasted 1200 ms', began: expect.any(Number), evidence: 'device offline' },
  });
  expect(crumbs).toContainEqual(
    expect.objectContaining({ message: 'local.restored', level: 'info' }),
  );
  expect(JSON.stringify(crumbs)).not.toContain('Bo');
});

it('several hooks are one', () => {
  const heard: string[] = [];
  playScenario(scenarios.wifiOff, {
    onPrompt: allOf(
      ({ kind }) => heard.push(`a ${kind}`),
      ({ kind }) => heard.push(`b ${kind}`),
    ),
  });
  expect(heard).toEqual([
    'a local.offline',
    'b local.offline',
    'a local.restored',
    'b local.restored',
  ]);
});
