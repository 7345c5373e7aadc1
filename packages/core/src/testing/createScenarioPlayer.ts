import { createNetworkStatus, type NetworkStatusOptions } from '../createNetworkStatus.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { PromptDecision } from '../prompts/promptDecision.ts';
import type { PromptState } from '../prompts/promptState.ts';
import type { NetworkStatus } from '../store/networkStatus.ts';
import { createFakeClock, type FakeClock } from './createFakeClock.ts';
import { createFakeSource } from './createFakeSource.ts';
import type { ExpectedScreen, Scenario } from './scenario.ts';

export interface ScenarioOptions extends Omit<NetworkStatusOptions, 'clock' | 'sources'> {
  /** When the scenario begins, Unix milliseconds. */
  startAt?: number;
}

export interface ScenarioPlayer {
  /** A real network status; only its clock and its source are fake. */
  readonly network: NetworkStatus;
  readonly clock: FakeClock;
  /** Milliseconds played so far. */
  elapsed(): number;
  /** Plays on. Call it from an interval to watch in real time. */
  advance(ms: number): void;
  /** Plays to the end. */
  finish(): void;
  /** What was on screen, and from when; one row per change. */
  screens(): readonly ExpectedScreen[];
  decisions(): readonly PromptDecision[];
}

/**
 * Plays a scenario through the whole pipe, step by step.
 *
 * @example
 * const player = createScenarioPlayer(scenarios.wifiOff);
 * player.advance(17_000);
 * expect(player.network.prompts.getState().banner?.kind).toBe('local.offline');
 */
export function createScenarioPlayer(
  scenario: Scenario,
  { startAt, ...options }: ScenarioOptions = {},
): ScenarioPlayer {
  const clock = createFakeClock(startAt);
  const source = createFakeSource();
  const network = createNetworkStatus({
    prompts: createPromptEngine,
    ...options,
    clock,
    sources: [source],
  });
  const start = clock.now();
  const steps = [...scenario.steps].sort(([one], [other]) => one - other);
  const screens: ExpectedScreen[] = [];
  if (scenario.actions) network.offerActions(scenario.actions);

  network.prompts.subscribe((state) => {
    const ids = idsOf(state);
    const at = clock.now() - start;
    const last = screens.at(-1);
    if (last?.[0] === at) screens.pop();
    if (ids.join() !== (screens.at(-1) ?? []).slice(1).join()) screens.push([at, ...ids]);
  });

  const advance = (ms: number) => {
    const until = clock.now() + ms;
    for (let step = steps[0]; step && start + step[0] <= until; step = steps[0]) {
      steps.shift();
      const [at, ...facts] = step;
      clock.advance(Math.max(0, start + at - clock.now()));
      // A scenario's times count from its beginning, a clock's do not.
      source.emit(
        ...facts.map((fact) =>
          'sentAt' in fact ? { ...fact, sentAt: start + fact.sentAt } : fact,
        ),
      );
    }
    clock.advance(until - clock.now());
  };
  const elapsed = () => clock.now() - start;

  return {
    network,
    clock,
    elapsed,
    advance,
    finish: () => advance(Math.max(0, scenario.lastsMs - elapsed())),
    screens: () => screens,
    decisions: () =>
      network.timeline
        .entries()
        .flatMap(({ kind, detail }) =>
          kind === 'prompt' ? [detail as unknown as PromptDecision] : [],
        ),
  };
}

/** Ids of everything on screen: banner, toasts, badges, inline. */
export function idsOf({ banner, toasts, badges, inline }: PromptState): string[] {
  const all = [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
  return [...new Set(all.map(({ id }) => id))];
}
