import { type Draft, isDue } from './draft.ts';
import type { Prompt } from './prompt.ts';

/** Chooses what is read out now. What left the screen before its turn is not announced at all. */
export function announce(draft: Draft): void {
  const { state, policy, tracks } = draft;
  const { banner, toasts, badges, inline } = state;
  const drawn = [...(banner ? [banner] : []), ...toasts, ...badges.values(), ...inline];
  const waiting = drawn.filter(({ id, live }) => live !== 'off' && !tracks.get(id)!.announced);
  const current = drawn.some(({ id }) => id === state.announcement?.id);
  const next = waiting.sort((one, other) => urgency(other) - urgency(one))[0];
  const turn = next && isDue(draft, draft.announcedAt + policy.announceEveryMs);
  if (turn) {
    draft.announcedAt = draft.now;
    tracks.get(next.id)!.announced = true;
  }
  const announcement = turn ? next : current ? state.announcement : null;
  if (announcement !== state.announcement) draft.state = { ...state, announcement };
}

function urgency({ live, priority }: Prompt<string>): number {
  return priority + (live === 'assertive' ? 1_000 : 0);
}
