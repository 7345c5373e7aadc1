import type { Clock } from '../clock/clock.ts';
import type { PromptEngine, PromptEngineMaker } from '../prompts/createPromptEngine.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { PromptDecision } from '../prompts/promptDecision.ts';
import type { PromptPolicy } from '../prompts/promptPolicy.ts';
import { noPrompts, type PromptState } from '../prompts/promptState.ts';
import type { PromptView } from '../prompts/promptView.ts';
import { createPromptStore } from './createPromptStore.ts';
import type { ReadonlyStore } from './networkStatus.ts';

export interface PromptHostOptions {
  policy: PromptPolicy | undefined;
  clock: Clock;
  readView(): PromptView;
  /** How many remotes that view would hold. */
  crowd(): number;
  record(decision: PromptDecision): void;
  /** Runs the app's code, and the policy's. */
  safely(action: () => void): void;
  onPrompt: ((prompt: Prompt<string>) => void) | undefined;
}

/** Where prompts are decided once something shows them. Until then none is: the code comes with what shows them. */
export interface PromptHost {
  store: ReadonlyStore<PromptState>;
  isAttached(): boolean;
  attach(make: PromptEngineMaker): void;
  update(): void;
  setPolicy(policy: PromptPolicy): void;
  dismiss(id: string, options?: { forThisCall?: boolean }): void;
  destroy(): void;
}

export function createPromptHost(options: PromptHostOptions): PromptHost {
  const { clock, safely, onPrompt, ...given } = options;
  const { store, set } = createPromptStore(safely, onPrompt);
  let { policy } = options;
  let engine: PromptEngine | undefined;

  return {
    store,
    isAttached: () => engine !== undefined,
    attach(make) {
      if (engine) return;
      const made = make({
        ...given,
        policy,
        clock: {
          now: () => clock.now(),
          after: (delayMs, callback) => clock.after(delayMs, () => safely(callback)),
        },
        onChange: set,
      });
      engine = made;
      safely(made.update);
    },
    update: () => engine?.update(),
    setPolicy(next) {
      policy = next;
      safely(() => engine?.setPolicy(next));
    },
    dismiss: (id, how) => safely(() => engine?.dismiss(id, how)),
    destroy() {
      engine?.destroy();
      safely(() => set(noPrompts));
    },
  };
}
