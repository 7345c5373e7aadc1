import { announce } from './announce.ts';
import { arrangePrompts } from './arrangePrompts.ts';
import { type Draft, openDraft } from './draft.ts';
import type { PromptDecision } from './promptDecision.ts';
import type { PromptMemory } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';
import type { PromptState } from './promptState.ts';
import type { PromptView } from './promptView.ts';
import { trackTroubles } from './trackTroubles.ts';

export type { PromptRemote, PromptView } from './promptView.ts';

/** What to show, what to remember, and when to look again if nothing happens. */
export interface DecidedPrompts {
  state: PromptState;
  memory: PromptMemory;
  decisions: readonly PromptDecision[];
  /** Unix milliseconds; `null` when time alone will change nothing. */
  recheckAt: number | null;
}

/** Decides what people are told. Pure: the past is `memory`, the time is `now`. */
export function decidePrompts(
  view: PromptView,
  memory: PromptMemory,
  now: number,
  policy: PromptPolicy,
): DecidedPrompts {
  const draft = openDraft(view, memory, now, policy);
  trackTroubles(draft);
  arrangePrompts(draft);
  announce(draft);
  forget(draft);
  const { tracks, shown, dismissed, muted, debts, outage, outageEndedAt, announcedAt } = draft;
  const { state, decisions, recheckAt } = draft;
  return {
    state,
    memory: { tracks, shown, dismissed, muted, debts, outage, outageEndedAt, announcedAt, state },
    decisions,
    recheckAt: recheckAt < Infinity ? recheckAt : null,
  };
}

/** Old news is no news: an end that could not be told in time never is. */
function forget({ debts, now, policy }: Draft): void {
  for (const [debt, at] of debts) {
    const keepMs = debt.startsWith('return') ? policy.returnMs : policy.newsMs;
    if (now > at + keepMs) debts.delete(debt);
  }
}
