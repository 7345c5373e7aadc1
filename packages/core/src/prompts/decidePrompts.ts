import { arrangePrompts } from './arrangePrompts.ts';
import { composeState } from './composeState.ts';
import { liveTracks, openDraft } from './draft.ts';
import type { PromptDecision } from './promptDecision.ts';
import { emptyMemory, type PromptMemory, silences } from './promptMemory.ts';
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

// What ends makes room for what follows from it, seldom more than twice. Whoever never comes to rest is asked later.
const mostRounds = 8;
const restMs = 1_000;

/** Decides what people are told. Pure: the past is `memory`, the time is `now`. */
export function decidePrompts(
  view: PromptView,
  before: PromptMemory,
  now: number,
  policy: PromptPolicy,
): DecidedPrompts {
  const decisions: PromptDecision[] = [];
  let memory = before;
  for (let round = 0; round < mostRounds; round += 1) {
    const decided = decideOnce(view, memory, now, policy);
    decisions.push(...decided.decisions);
    memory = decided.memory;
    if (decided.recheckAt > now) return { ...decided, decisions };
  }
  return { memory, decisions, recheckAt: now + restMs };
}

function decideOnce(
  view: PromptView,
  before: PromptMemory,
  now: number,
  policy: PromptPolicy,
): DecidedPrompts {
  const draft = openDraft(view, before, now, policy);
  trackTroubles(draft);
  const state = composeState(draft, arrangePrompts(draft));
  const { tracks, shown, debts, faulty, announcedAt, decisions, recheckAt } = draft;
  const live = liveTracks(draft);
  // A dismissal ends with its trouble.
  const dismissals = draft.dismissals.filter(
    (one) => one.forThisCall || live.some((track) => silences(one, track)),
  );
  const isOpen = debts.has('outage') || live.some(({ rule }) => rule.outage);
  const own = isOpen ? draft.own : { ...draft.own, kinds: emptyMemory.own.kinds };
  const memory = { tracks, shown, dismissals, debts, faulty, own, announcedAt, state };
  return { memory, decisions, recheckAt };
}
