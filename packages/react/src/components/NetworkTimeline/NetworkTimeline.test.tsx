import { createNetworkStatus } from '@netcue/core';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createTestCall, joined, renderInCall } from '../../testing/testCall.test.helper.tsx';
import { NetworkBanner } from '../NetworkBanner/NetworkBanner.tsx';
import { NetworkTimeline } from './NetworkTimeline.tsx';

const rows = () => screen.queryAllByRole('listitem').map((row) => row.dataset.kind);

it('says so when nothing has happened yet', () => {
  const { clock } = createTestCall();
  renderInCall(<NetworkTimeline />, { network: createNetworkStatus({ clock }), clock });
  expect(screen.getByText('Nothing yet')).toBeVisible();
});

it('lists what was heard, concluded and shown, newest first', () => {
  const call = createTestCall();
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  renderInCall(<NetworkTimeline />, call);
  renderInCall(<NetworkBanner />, call);
  expect(rows()).toContain('event');
  call.advance(3_000);
  expect(rows()[0]).toBe('prompt');
  expect(rows()).toContain('diagnosis');
  expect(screen.getByText(/local\.offline shown/)).toBeVisible();
});

it('hides a sort of entry on request', async () => {
  const call = createTestCall();
  call.emit(joined, { type: 'deviceNetworkChanged', online: false });
  renderInCall(<NetworkTimeline />, call);
  await userEvent.click(screen.getByRole('button', { name: 'Events' }));
  expect(rows()).not.toContain('event');
  expect(screen.getByRole('button', { name: 'Events' })).toHaveAttribute('aria-pressed', 'false');
});

it('draws entries your way', () => {
  const call = createTestCall();
  call.emit(joined);
  renderInCall(<NetworkTimeline>{({ kind }) => <q>{kind}</q>}</NetworkTimeline>, call);
  expect(document.querySelector('q')).toHaveTextContent('event');
});
