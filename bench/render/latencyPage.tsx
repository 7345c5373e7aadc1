import { defaultPolicy, definePromptPolicy } from '@netcue/core';
import { NetworkBanner, NetworkStatusProvider, useConnectionState } from '@netcue/react';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { median } from '../numbers.ts';
import { stubCall } from './stubCall.ts';

interface Subject {
  element: ReactElement;
  /** The SDK says that the connection broke, or that it is back. */
  tell(isUp: boolean): void;
  advance(ms: number): void;
}

/** What the page offers. */
export interface LatencyBench {
  measureLatency: typeof measureLatency;
}

const subjects = [store, () => netcue(<Phase />), () => netcue(<NetworkBanner />)];
const times = 60;
const warmUps = 20;
// Long enough for a prompt to leave and for its return not to be flapping.
const apartMs = 60_000;
const breatheMs = 15;

async function measureLatency(index: number): Promise<number> {
  const { element, tell, advance } = subjects[index]!();
  const container = document.body.appendChild(document.createElement('div'));
  flushSync(() => createRoot(container).render(element));
  const took: number[] = [];
  for (let turn = -warmUps; turn < times; turn += 1) {
    const changed = nextChange(container);
    const began = performance.now();
    tell(false);
    const at = await changed;
    if (turn >= 0) took.push(at - began);
    advance(apartMs);
    tell(true);
    advance(apartMs);
    await new Promise((resolve) => setTimeout(resolve, breatheMs));
  }
  return median(took) * 1000;
}

/** When the DOM is next another one. */
function nextChange(container: Element): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(container, { childList: true, subtree: true, characterData: true });
  });
}

function store(): Subject {
  const phases = createStore(() => ({ phase: 'connected' }));
  const Text = () => <i>{useStore(phases, ({ phase }) => phase)}</i>;
  return {
    element: <Text />,
    tell: (isUp) => phases.setState({ phase: isUp ? 'connected' : 'reconnecting' }),
    advance: () => {},
  };
}

function netcue(children: ReactElement): Subject {
  const { network, clock, tellConnection } = stubCall(['maya'], { policy: withoutDelays() });
  return {
    element: (
      <NetworkStatusProvider network={network} clock={clock}>
        {children}
      </NetworkStatusProvider>
    ),
    tell: tellConnection,
    advance: clock.advance,
  };
}

function withoutDelays() {
  const prompts = Object.fromEntries(
    Object.keys(defaultPolicy.prompts).map((kind) => [kind, { delayMs: 0 }]),
  );
  return definePromptPolicy({ prompts });
}

function Phase(): ReactElement {
  return <i>{useConnectionState().phase}</i>;
}

Object.assign(globalThis, { measureLatency } satisfies LatencyBench);
