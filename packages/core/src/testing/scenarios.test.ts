import { describe, expect, it } from 'vitest';
import { defaultPolicy, definePromptPolicy } from '../prompts/promptPolicy.ts';
import { createScenarioPlayer } from './createScenarioPlayer.ts';
import { playScenario } from './playScenario.ts';
import { replayTimeline } from './replayTimeline.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const all: [string, Scenario][] = Object.entries(scenarios);
const everything = definePromptPolicy({
  prompts: {
    'weak.restored': { enabled: true },
    'network.changed': { enabled: true },
    'remote.left': { enabled: true },
  },
});

describe.each(all)('%s', (_key, scenario) => {
  it('shows what it promises', () => {
    expect(playScenario(scenario).screens()).toEqual(scenario.expect);
  });

  it('decides the same when its exported timeline is replayed', () => {
    const { network } = playScenario(scenario);
    const replay = replayTimeline(network.timeline.export({ userNames: true }));
    expect(replay.complete).toBe(true);
    expect(replay.decisions()).toEqual(replay.recorded());
    expect(replay.decisions().length).toBeGreaterThan(0);
  });

  it('shows the same when it is played in small steps', () => {
    const player = createScenarioPlayer(scenario);
    while (player.elapsed() < scenario.lastsMs) player.advance(70);
    expect(player.screens()).toEqual(scenario.expect);
  });
});

it('the scenarios cover every prompt there is', () => {
  const shown = new Set(
    all.flatMap(([, scenario]) => {
      const decisions = playScenario(scenario, { policy: everything }).decisions();
      return decisions.filter(({ what }) => what === 'shown').map(({ kind }) => kind);
    }),
  );
  expect([...shown].sort()).toEqual(Object.keys(defaultPolicy.prompts).sort());
});

it('a replay without names decides the same', () => {
  const { network } = playScenario(scenarios.manyRemotes);
  const replay = replayTimeline(network.timeline.export());
  expect(replay.decisions()).toEqual(replay.recorded());
});

it('a dismissal and withdrawn actions are replayed too', () => {
  const player = createScenarioPlayer(scenarios.weakUp);
  player.advance(21_000);
  const withdraw = player.network.offerActions(['leave']);
  player.network.dismiss('weak.up', { forThisCall: true });
  player.advance(1_000);
  withdraw();
  player.finish();
  const replay = replayTimeline(player.network.timeline.export());
  expect(replay.recorded().map(({ rule }) => rule)).toContain('not again in this call');
  expect(replay.decisions()).toEqual(replay.recorded());
});

it('another policy can be tried on an exported call', () => {
  const { network } = playScenario(scenarios.wifiOff);
  const replay = replayTimeline(network.timeline.export(), {
    policy: definePromptPolicy({ prompts: { 'local.offline': { delayMs: 9_000 } } }),
  });
  expect(replay.decisions().some(({ what }) => what === 'shown')).toBe(false);
});

it('no timer is left when a call is well again', () => {
  for (const name of ['clean', 'wifiOff', 'reconnecting', 'weakUp', 'flapping'] as const) {
    const { clock } = playScenario(scenarios[name]);
    // Only the level that is sampled no more has to grow old, and is looked at closely then.
    clock.advance(20_000);
    expect([name, clock.pendingTimers()]).toEqual([name, 0]);
  }
});
