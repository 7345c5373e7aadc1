import { createNetworkStatus, createPromptEngine } from '@netcue/core';
import { createFakeSource } from '@netcue/core/testing';
import {
  NetworkBanner,
  NetworkDetails,
  NetworkStatusProvider,
  NetworkTimeline,
  NetworkToaster,
  RemoteUserBadge,
  SignalBars,
  useConnectionProgress,
  useConnectionState,
  useNetworkPrompts,
  useNetworkQuality,
  useRemoteUserPresence,
} from '@netcue/react';
import { NetworkStatusProvider as HeadlessProvider } from '@netcue/react/hooks';
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

const network = createNetworkStatus({ sources: [createFakeSource()] });
const inCall = (...children: ReactNode[]) =>
  renderToString(createElement(NetworkStatusProvider, { network }, ...children));

it('has no browser around it', () => {
  expect(typeof window).toBe('undefined');
});

it('renders nothing and throws nothing on a server', () => {
  const html = inCall(
    createElement(NetworkBanner, { key: 1 }),
    createElement(NetworkToaster, { key: 2 }),
    createElement(RemoteUserBadge, { key: 3, userId: 'maya' }),
  );
  expect(html).toBe('');
});

it('gives every hook its value from before the call', () => {
  const seen: unknown[] = [];
  function Probe(): null {
    seen.push(
      useConnectionState().phase,
      useNetworkQuality().level,
      useNetworkQuality('maya').level,
      useRemoteUserPresence('maya').presence,
      useNetworkPrompts().banner,
      useConnectionProgress().waiting,
    );
    return null;
  }
  inCall(createElement(Probe));
  expect(seen).toEqual(['idle', 'unknown', 'unknown', 'unknown', null, false]);
});

it('renders indicators as unknown, for the browser to take over', () => {
  const html = inCall(
    createElement(SignalBars, { key: 1 }),
    createElement(NetworkDetails, { key: 2 }),
    createElement(NetworkTimeline, { key: 3 }),
  );
  expect(html.match(/data-quality="unknown"/g)).toHaveLength(2);
});

it('shows the state of before the call even when the call already has a history', () => {
  const source = createFakeSource();
  const late = createNetworkStatus({ sources: [source], prompts: createPromptEngine });
  source.emit({ type: 'connectionChanged', phase: 'failed', cause: 'network', willRetry: false });
  expect(late.prompts.getState().banner).not.toBe(null);
  const html = renderToString(
    createElement(HeadlessProvider, { network: late }, createElement(NetworkBanner)),
  );
  expect(html).toBe('');
  late.destroy();
});
