import {
  createScenarioPlayer,
  type ScenarioOptions,
  type ScenarioPlayer,
} from './createScenarioPlayer.ts';
import type { Scenario } from './scenario.ts';

/**
 * Plays a scenario to its end through the whole pipe.
 *
 * @example
 * expect(playScenario(scenarios.shortBlip).screens()).toEqual([]);
 */
export function playScenario(scenario: Scenario, options?: ScenarioOptions): ScenarioPlayer {
  const player = createScenarioPlayer(scenario, options);
  player.finish();
  return player;
}
