import { expect, it } from 'vitest';
import { createNetworkStatus } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createFakeClock } from '../testing/createFakeClock.ts';
import { createFakeSource } from '../testing/createFakeSource.ts';
import { defaultPolicy, definePromptPolicy } from './promptPolicy.ts';

const connected: SourceEvent = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
};
const offline: SourceEvent = { type: 'deviceNetworkChanged', online: false };
const own = { severity: 'info', priority: 20, surfaces: ['banner'], when: () => ({}) } as const;

function offlineCall(policy = defaultPolicy) {
  const clock = createFakeClock();
  const source = createFakeSource();
  const network = createNetworkStatus({
    clock,
    sources: [source],
    prompts: createPromptEngine,
    policy,
  });
  source.emit(connected, offline);
  clock.advance(5_000);
  return { network, clock, banner: () => network.prompts.getState().banner?.kind };
}

it('a kind that is silenced in mid-call leaves at once, and may come back', () => {
  const { network, clock, banner } = offlineCall();
  expect(banner()).toBe('local.offline');
  network.setPolicy(definePromptPolicy({ prompts: { 'local.offline': { enabled: false } } }));
  expect(banner()).not.toBe('local.offline');
  network.setPolicy(defaultPolicy);
  clock.advance(10_000);
  expect(banner()).toBe('local.offline');
});

it('a kind that the new policy does not know leaves at once', () => {
  const policy = definePromptPolicy({ prompts: { mine: own } } as never);
  const { network, banner } = offlineCall(policy);
  network.setPolicy(
    definePromptPolicy({ prompts: { 'local.offline': { enabled: false }, mine: own } } as never),
  );
  expect(banner()).toBe('mine');
  network.setPolicy(definePromptPolicy({ prompts: { 'local.offline': { enabled: false } } }));
  expect(banner()).toBeUndefined();
});

it('a delay that is shortened counts from where the trouble began', () => {
  const { network, banner } = offlineCall(
    definePromptPolicy({ prompts: { 'local.offline': { delayMs: 60_000 } } }),
  );
  expect(banner()).toBeUndefined();
  network.setPolicy(defaultPolicy);
  expect(banner()).toBe('local.offline');
});
