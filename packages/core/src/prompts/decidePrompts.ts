import { arrangePrompts } from './arrangePrompts.ts';
import { composeState } from './composeState.ts';
import { liveTracks, openDraft } from './draft.ts';
import type { PromptDecision } from './promptDecision.ts';
import { type PromptMemory, silences } from './promptMemory.ts';
import type { PromptPolicy } from './promptPolicy.ts';
import type { PromptView } from './promptView.ts';
import { trackTroubles } from './trackTroubles.ts';

/** What to show, what to remember, and when to look again if nothing happens. */
export interface DecidedPrompts {
  /** What is on screen is its `state`. */
  memory: PromptMemory;
  decisions: readonly PromptDecision[];
  /** Unix milliseconds; `Infinity` when time alone will change nothing. */
  recheckAt: number;
}

/** Decides what people are told. Pure: the past is `memory`, the time is `now`. */
export function decidePrompts(
  view: PromptView,
  before: PromptMemory,
  now: number,
  policy: PromptPolicy,
): DecidedPrompts {
  const draft = openDraft(view, before, now, policy);
  trackTroubles(draft);
  const state = composeState(draft, arrangePrompts(draft));
  const { tracks, shown, debts, thrown, outage, outageEndedAt, announcedAt } = draft;
  const { decisions, recheckAt } = draft;
  // Old news is no news: an end that could not be told in time never is.
  for (const [debt, at] of debts)
    if (now > at + (debt.includes(':') ? policy.returnMs : policy.newsMs)) debts.delete(debt);
  const live = liveTracks(draft);
  // A dismissal ends with its trouble.
  const dismissals = draft.dismissals.filter(
    (one) => one.forThisCall || live.some((track) => silences(one, track)),
  );
  const past = { outage, outageEndedAt, announcedAt };
  const memory = { tracks, shown, dismissals, debts, thrown, ...past, state };
  if (recheckAt > now) return { memory, decisions, recheckAt };
  const after = decidePrompts(view, memory, now, policy);
  return { ...after, decisions: [...decisions, ...after.decisions] };
}
