import type { SourceEvent } from '../events/networkEvent.ts';
import type { ActionId } from '../prompts/prompt.ts';

/** What a source says, and when: milliseconds from the beginning, then the facts in order. */
export type ScenarioStep = readonly [at: number, ...facts: SourceEvent[]];

/** What is on screen from then on: milliseconds from the beginning, then the prompts' ids. */
export type ExpectedScreen = readonly [at: number, ...ids: string[]];

/** A named timeline: what happens to a call, and what people should see of it. */
export interface Scenario {
  name: string;
  /** One sentence for whoever picks it from a list. */
  about: string;
  steps: readonly ScenarioStep[];
  lastsMs: number;
  /** With the default policy. */
  expect: readonly ExpectedScreen[];
  /** Actions the app handles. */
  actions?: readonly ActionId[];
}

/** The same facts again and again, from `from` to `to`. */
export function every(
  ms: number,
  from: number,
  to: number,
  ...facts: SourceEvent[]
): readonly ScenarioStep[] {
  const steps: ScenarioStep[] = [];
  for (let at = from; at <= to; at += ms) steps.push([at, ...facts]);
  return steps;
}
