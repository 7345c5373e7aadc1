import type { NetworkStatusOptions } from '../createNetworkStatus.ts';
import { createScenarioPlayer, type ScenarioPlayer } from './createScenarioPlayer.ts';
import type { Scenario } from './scenario.ts';

/**
 * Plays a scenario to its end through the whole pipe.
 *
 * @example
 * expect(playScenario(scenarios.shortBlip).screens()).toEqual([]);
 */
export function playScenario(
  scenario: Scenario,
  options?: Omit<NetworkStatusOptions, 'clock' | 'sources'>,
): ScenarioPlayer {
  const player = createScenarioPlayer(scenario, options);
  player.finish();
  return player;
}
