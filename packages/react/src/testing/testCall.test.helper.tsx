import { createNetworkStatus } from '@netcue/core';
import type { NetworkStatus, PromptState, SourceEvent } from '@netcue/core';
import { createFakeClock, createFakeSource } from '@netcue/core/testing';
import type { FakeClock } from '@netcue/core/testing';
import { act, cleanup, render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import { StrictMode } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { afterEach } from 'vitest';
import { NetworkStatusProvider } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import type { NetworkStatusProviderProps } from '../components/NetworkStatusProvider/NetworkStatusProvider.tsx';
import { createPromptShelf } from './promptShelf.ts';
import type { PromptShelf } from './promptShelf.ts';

afterEach(cleanup);

/** A call under a test's control: facts go in by hand, time stands still until told. */
export interface TestCall {
  network: NetworkStatus;
  clock: FakeClock;
  emit(...events: SourceEvent[]): void;
  advance(ms: number): void;
}

export function createTestCall(): TestCall {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({ sources: [source], clock });
  return {
    network,
    clock,
    emit: (...events) => act(() => source.emit(...events)),
    advance: (ms) => act(() => clock.advance(ms)),
  };
}

/** A call with prompts put up by hand. */
export interface ShelfCall extends Omit<TestCall, 'emit'> {
  shelf: PromptShelf;
  show(state: Partial<PromptState>): void;
}

export function createShelfCall(shown?: Partial<PromptState>): ShelfCall {
  const { network, clock, advance } = createTestCall();
  const shelf = createPromptShelf(network, shown);
  return {
    network: shelf.network,
    clock,
    advance,
    shelf,
    show: (state) => act(() => shelf.show(state)),
  };
}

type ProviderProps = Omit<NetworkStatusProviderProps, 'network' | 'clock' | 'children'>;

/** Wraps in the provider, in StrictMode: everything has to survive being mounted twice. */
export function wrapperOf(
  { network, clock }: Pick<TestCall, 'network' | 'clock'>,
  props: ProviderProps = {},
): (given: { children: ReactNode }) => ReactElement {
  return ({ children }) => (
    <StrictMode>
      <NetworkStatusProvider network={network} clock={clock} {...props}>
        {children}
      </NetworkStatusProvider>
    </StrictMode>
  );
}

export function renderInCall(
  ui: ReactNode,
  call: Pick<TestCall, 'network' | 'clock'>,
  props?: ProviderProps,
): RenderResult {
  return render(ui, { wrapper: wrapperOf(call, props) });
}

/** The prompts on screen, by the public contract. */
export function visiblePrompts(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-netcue-prompt]')];
}

/** What a prompt says, without its buttons and seconds. */
export function wordsOf(prompt: Element | undefined): string | null | undefined {
  return prompt?.querySelector('.netcue-text')?.textContent;
}

export const joined = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
} satisfies SourceEvent;

export const reconnecting = {
  type: 'connectionChanged',
  phase: 'reconnecting',
  cause: 'network',
  willRetry: true,
} satisfies SourceEvent;
