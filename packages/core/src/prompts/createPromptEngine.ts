import type { Clock } from '../clock/clock.ts';
import { decidePrompts } from './decidePrompts.ts';
import { dismissPrompt } from './dismissPrompt.ts';
import type { PromptDecision } from './promptDecision.ts';
import { emptyMemory } from './promptMemory.ts';
import { defaultPolicy, type PromptPolicy } from './promptPolicy.ts';
import type { PromptState } from './promptState.ts';
import type { PromptView } from './promptView.ts';

export interface PromptEngineOptions {
  readView(): PromptView;
  /** How many remotes that view would hold. */
  crowd(): number;
  clock: Clock;
  /** The default one unless given. */
  policy?: PromptPolicy | undefined;
  record(decision: PromptDecision): void;
  /** Called with a new object only when something on screen changed. */
  onChange(state: PromptState): void;
}

export interface PromptEngine {
  /** To be called after everything that happened. */
  update(): void;
  getState(): PromptState;
  /** From now on what to say follows this policy. What it no longer knows, or disables, leaves at once. */
  setPolicy(policy: PromptPolicy): void;
  dismiss(id: string, options?: { forThisCall?: boolean }): void;
  destroy(): void;
}

/** What gives a network status its prompts: `createPromptEngine`. */
export type PromptEngineMaker = (options: PromptEngineOptions) => PromptEngine;

// Where many remotes are in trouble at once, one look serves all that happens within a moment: the longer, the more.
const crowdCount = 50;
const crowdMs = { least: 100, perRemote: 0.25, most: 1_000 };

// A timer that comes so late stood still with the page: that it did is told within a moment, and is waited for.
const lateMs = 1_000;
const resumeMs = 250;

/**
 * Keeps the memory and the one timer of prompts; everything it says is decided by `decidePrompts`. Components and hooks
 * that show prompts attach it; an app that shows them by other means does so itself.
 *
 * @example
 * const network = createNetworkStatus({ sources: [volcengine(engine)], prompts: createPromptEngine });
 * network.prompts.subscribe(({ banner }) => show(banner));
 */
export function createPromptEngine(options: PromptEngineOptions): PromptEngine {
  const { readView, crowd, clock, record, onChange } = options;
  let { policy = defaultPolicy } = options;
  let memory = emptyMemory;
  let recheckAt = Infinity;
  let decidedAt = -Infinity;
  let resumesAt = -Infinity;
  let cancel: (() => void) | undefined;
  let destroyed = false;

  const update = () => {
    if (destroyed) return;
    const now = clock.now();
    if (now > recheckAt + lateMs) resumesAt = now + resumeMs;
    const nextAt = Math.max(decidedAt + pauseMs(crowd()), resumesAt);
    if (now < nextAt) wakeAt(nextAt);
    else decide(readView());
  };

  const decide = (view: PromptView) => {
    if (destroyed) return;
    const before = memory.state;
    decidedAt = clock.now();
    const decided = decidePrompts(view, memory, decidedAt, policy);
    memory = decided.memory;
    for (const decision of decided.decisions) record(decision);
    wakeAt(decided.recheckAt);
    if (memory.state !== before) onChange(memory.state);
  };

  const wakeAt = (at: number) => {
    if (destroyed || (at === recheckAt && cancel)) return;
    cancel?.();
    recheckAt = at;
    cancel = at < Infinity ? clock.after(at - clock.now(), wake) : undefined;
  };

  const wake = () => {
    cancel = undefined;
    update();
  };

  return {
    update,
    getState: () => memory.state,
    setPolicy(next) {
      policy = next;
      decide(readView());
    },
    dismiss(id, { forThisCall } = {}) {
      memory = dismissPrompt(memory, id, clock.now(), policy, forThisCall);
      decide(readView());
    },
    destroy() {
      destroyed = true;
      cancel?.();
      cancel = undefined;
    },
  };
}

function pauseMs(crowd: number): number {
  const { least, perRemote, most } = crowdMs;
  return crowd < crowdCount ? 0 : Math.min(most, Math.max(least, crowd * perRemote));
}
