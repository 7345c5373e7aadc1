import { createNetworkStatus } from '@netcue/core';
import type { PromptState, Quality, SourceEvent } from '@netcue/core';
import { scenarios } from '@netcue/core/testing';
import type { Scenario, ScenarioName } from '@netcue/core/testing';
import type { Decorator } from '@storybook/react-vite';
import { createPromptShelf } from '../packages/react/src/testing/promptShelf.ts';
import { PreparedCall } from './PreparedCall.tsx';
import { ScenarioCall } from './ScenarioCall.tsx';
import { createCallWith } from './createCallWith.ts';
import type { Language } from './languages.ts';

/** What a story can ask of the call around it. */
export interface CallParameters {
  /** `call`: inside a call screen. `plain`: on an empty page. */
  stage?: 'call' | 'plain';
  /** Prompts put up by hand. */
  shown?: Partial<PromptState>;
  /** What the sources of a joined call said. */
  facts?: readonly SourceEvent[];
  /** How good both directions have been for a while. */
  quality?: Quality;
  /** A scenario of core, unless the toolbar picks another. */
  scenario?: ScenarioName;
  /** Plays the scenario up to here at once, and stands still. */
  playTo?: number;
}

/** The call around a story: prepared by hand, or a scenario played through the real pipe. */
export const withCall: Decorator = (Story, { id, globals, parameters }) => {
  const given = parameters as CallParameters;
  const picked = globals.scenario as ScenarioName | 'none';
  const name = picked === 'none' ? given.scenario : picked;
  const scenario: Scenario | undefined = name && scenarios[name];
  const common = { language: globals.locale as Language, stage: given.stage ?? ('call' as const) };
  const key = `${id} ${name}`;
  if (!scenario)
    return (
      <PreparedCall key={key} {...common} create={() => prepare(given)}>
        <Story />
      </PreparedCall>
    );
  return (
    <ScenarioCall
      key={key}
      {...common}
      scenario={scenario}
      playTo={picked === 'none' ? given.playTo : undefined}
      speed={Number(globals.speed)}
    >
      <Story />
    </ScenarioCall>
  );
};

function prepare({ shown, facts, quality }: CallParameters) {
  if (facts || quality) return createCallWith(facts ?? [], quality);
  return createPromptShelf(createNetworkStatus(), shown).network;
}
