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
import { RemoteUserBadge } from './RemoteUserBadge.tsx';

it('says on the tile of the right user that they may be gone, through the whole pipe', () => {
  const call = createTestCall();
  renderInCall(
    <>
      <RemoteUserBadge userId="maya" />
      <RemoteUserBadge userId="jon" />
    </>,
    call,
  );
  call.emit(
    joined,
    { type: 'userJoined', userId: 'maya', name: 'Maya' },
    { type: 'userJoined', userId: 'jon', name: 'Jon' },
  );
  call.advance(20_000);
  call.emit({ type: 'userConnectionChanged', userId: 'maya', phase: 'lost' });
  call.advance(8_000);
  const [badge, ...others] = visiblePrompts();
  expect(others).toEqual([]);
  expect(badge!.dataset).toMatchObject({
    netcuePrompt: 'remote.interrupted',
    surface: 'badge',
    userId: 'maya',
  });
  expect(wordsOf(badge)).toBe('\u2068Maya\u2069 may have lost connection. Waiting…');
});

it('covers the tile without catching its clicks', () => {
  const onClick = vi.fn();
  renderInCall(
    <button
      type="button"
      style={{ position: 'relative', width: 320, height: 180 }}
      onClick={onClick}
    >
      <RemoteUserBadge userId="maya" />
    </button>,
    createShelfCall({
      badges: new Map([['maya', aPrompt('remote.interrupted', { surface: 'badge' })]]),
    }),
  );
  const { width, x, y } = visiblePrompts()[0]!.getBoundingClientRect();
  expect(width).toBeGreaterThan(300);
  expect(document.elementFromPoint(x + 100, y + 90)?.tagName).toBe('BUTTON');
});

it('moves to another user with its tile', () => {
  const call = createShelfCall({
    badges: new Map([
      ['maya', aPrompt('remote.weak', { surface: 'badge' })],
      ['jon', aPrompt('remote.videoPaused', { surface: 'badge', userId: 'jon' })],
    ]),
  });
  const { rerender } = renderInCall(<RemoteUserBadge userId="maya" />, call);
  rerender(<RemoteUserBadge userId="jon" />);
  expect(visiblePrompts().map((badge) => badge.dataset.userId)).toEqual(['jon']);
});

it('shows a hint about this device on its own tile', () => {
  const hint = aPrompt('local.signalingOnly', { surface: 'badge' });
  renderInCall(<RemoteUserBadge />, createShelfCall({ badges: new Map([['', hint]]) }));
  expect(wordsOf(visiblePrompts()[0])).toMatch(/^Audio and video work/);
});
