import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { expect, it, vi } from 'vitest';
import '@netcue/react/styles.css';
import { aPrompt } from '../../testing/promptShelf.ts';
import {
  createShelfCall,
  createTestCall,
  joined,
  renderInCall,
  visiblePrompts,
  wordsOf,
} from '../../testing/testCall.test.helper.tsx';
import { NetworkToaster } from './NetworkToaster.tsx';

const dropped = aPrompt('remote.dropped', { dismissible: true });
const restored = aPrompt('local.restored', { dismissible: true });
const kindsShown = () => visiblePrompts().map((toast) => toast.dataset.netcuePrompt);
const anyToast = () => document.querySelector('.netcue-toast');

it('tells who dropped, through the whole pipe', () => {
  const call = createTestCall();
  renderInCall(<NetworkToaster />, call);
  call.emit(
    joined,
    { type: 'userJoined', userId: 'maya', name: 'Maya' },
    { type: 'userJoined', userId: 'jon', name: 'Jon' },
  );
  call.advance(20_000);
  call.emit({ type: 'userLeft', userId: 'maya', reason: 'dropped' });
  call.advance(4_000);
  const [toast] = visiblePrompts();
  expect(toast!.dataset).toMatchObject({
    netcuePrompt: 'remote.dropped',
    severity: 'warning',
    surface: 'toast',
    userId: 'maya',
  });
  expect(wordsOf(toast)).toMatch(/^\u2068Maya\u2069 lost connection/);
});

it('draws a name as text, whatever is in it', () => {
  const name = '<img src=x onerror="globalThis.hacked=1"><b>Eve</b>';
  renderInCall(
    <NetworkToaster />,
    createShelfCall({ toasts: [aPrompt('remote.returned', { params: { name } })] }),
  );
  expect(wordsOf(visiblePrompts()[0])).toBe(`\u2068${name}\u2069 is back.`);
  expect(document.querySelector('.netcue-toast img, .netcue-toast b')).toBeNull();
});

it('lets a toast go when core does', async () => {
  const call = createShelfCall({ toasts: [dropped, restored] });
  renderInCall(<NetworkToaster />, call);
  expect(kindsShown()).toEqual(['remote.dropped', 'local.restored']);
  call.show({ toasts: [restored] });
  expect(kindsShown()).toEqual(['local.restored']);
  call.show({});
  await vi.waitFor(() => expect(document.querySelector('.netcue-toaster')).toBeNull());
});

it('keeps what is pointed at until the pointer leaves', async () => {
  const call = createShelfCall({ toasts: [dropped] });
  renderInCall(<NetworkToaster />, call);
  await userEvent.hover(anyToast()!);
  call.show({});
  expect(kindsShown()).toEqual(['remote.dropped']);
  await userEvent.unhover(anyToast()!);
  expect(kindsShown()).toEqual([]);
  await vi.waitFor(() => expect(anyToast()).toBeNull());
});

it('keeps what is focused until the focus leaves', () => {
  const call = createShelfCall({ toasts: [dropped] });
  renderInCall(<NetworkToaster />, call);
  const dismiss = screen.getByRole('button', { name: 'Dismiss' });
  fireEvent.focusIn(dismiss);
  call.show({});
  expect(kindsShown()).toEqual(['remote.dropped']);
  fireEvent.focusOut(dismiss);
  expect(kindsShown()).toEqual([]);
});

it('lets a dismissed toast go although the pointer is on it, and holds no later one', async () => {
  const call = createShelfCall({ toasts: [dropped] });
  renderInCall(<NetworkToaster />, call);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(call.shelf.dismissed).toEqual(['remote.dropped:maya']);
  expect(kindsShown()).toEqual([]);
  await vi.waitFor(() => expect(anyToast()).toBeNull());
  call.show({ toasts: [restored] });
  call.show({});
  expect(kindsShown()).toEqual([]);
});

it('is reached and dismissed from the keyboard', async () => {
  const call = createShelfCall({ toasts: [dropped] });
  renderInCall(<NetworkToaster />, call);
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Dismiss' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(call.shelf.dismissed).toEqual(['remote.dropped:maya']);
});

it('does "don\'t show again" itself', async () => {
  const call = createShelfCall({
    toasts: [aPrompt('weak.up', { actions: ['cameraOff', 'muteInThisCall'] })],
  });
  renderInCall(<NetworkToaster />, call);
  expect(screen.queryByRole('button', { name: 'Turn off camera' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: "Don't show again" }));
  expect(call.shelf.dismissed).toEqual(['weak.up']);
});

it('draws your content inside its own element', () => {
  renderInCall(
    <NetworkToaster className="mine">{({ text }) => <em>{text}</em>}</NetworkToaster>,
    createShelfCall({ toasts: [restored] }),
  );
  expect(visiblePrompts()[0]!.outerHTML).toContain("<em>You're back in the call.</em>");
  expect(visiblePrompts()[0]).toHaveClass('mine');
});
