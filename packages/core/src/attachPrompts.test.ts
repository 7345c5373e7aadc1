import { describe, expect, it } from 'vitest';
import { createNetworkStatus, type NetworkStatusOptions } from './createNetworkStatus.ts';
import { createPromptEngine } from './prompts/createPromptEngine.ts';
import { definePromptPolicy } from './prompts/promptPolicy.ts';
import { createFakeClock } from './testing/createFakeClock.ts';
import { createFakeSource } from './testing/createFakeSource.ts';
import * as facts from './testing/facts.ts';
import { replayTimeline } from './testing/replayTimeline.ts';

describe('prompts that nothing shows yet', () => {
  const unshownCall = (options: NetworkStatusOptions = {}) => {
    const clock = createFakeClock();
    const source = createFakeSource();
    const network = createNetworkStatus({ clock, sources: [source], ...options });
    source.emit(facts.connected, facts.offline);
    clock.advance(5000);
    return { network, clock };
  };

  it('are not decided, and nothing waits for them', () => {
    const { network, clock } = unshownCall();
    expect(network.store.getState().diagnosis.cause).toBe('deviceOffline');
    expect(network.prompts.getState()).toBe(network.prompts.getInitialState());
    expect(network.timeline.entries().some(({ kind }) => kind === 'prompt')).toBe(false);
    expect(network.explain('local.offline')).toContain('nothing shows any');
    expect(clock.pendingTimers()).toBe(1);
  });

  it('begin with what stands when something shows them', () => {
    const { network } = unshownCall();
    network.attachPrompts(createPromptEngine);
    expect(network.prompts.getState().banner?.kind).toBe('local.offline');
    expect(network.explain('local.offline')).toContain('was shown');
  });

  it('follow the newest policy and the offered actions, and are told to the app', () => {
    const seen: string[] = [];
    const rule = { actions: ['retry'], priority: 91 } as const;
    const { network } = unshownCall({ onPrompt: ({ kind }) => void seen.push(kind) });
    network.setPolicy(definePromptPolicy({ prompts: { 'local.offline': rule } }));
    network.offerActions(['retry']);
    network.attachPrompts(createPromptEngine);
    expect(network.prompts.getState().banner).toMatchObject(rule);
    expect(seen).toEqual(['local.offline']);
  });

  it('are decided by one engine, however many show them', () => {
    const { network } = unshownCall();
    network.attachPrompts(createPromptEngine);
    const { banner } = network.prompts.getState();
    network.dismiss('local.offline');
    network.attachPrompts(createPromptEngine);
    expect(banner?.kind).toBe('local.offline');
    expect(network.prompts.getState().banner).toBeNull();
  });

  it('stay away after the end', () => {
    const { network, clock } = unshownCall();
    network.destroy();
    network.attachPrompts(createPromptEngine);
    expect(network.prompts.getState().banner).toBeNull();
    expect(clock.pendingTimers()).toBe(0);
  });

  it('are replayed from when something showed them', () => {
    const { network, clock } = unshownCall();
    network.attachPrompts(createPromptEngine);
    clock.advance(1000);
    const replay = replayTimeline(network.timeline.export());
    expect(replay.recorded()).toHaveLength(1);
    expect(replay.decisions()).toEqual(replay.recorded());
  });
});
