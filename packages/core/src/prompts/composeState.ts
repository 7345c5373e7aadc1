import { type Draft, isDue } from './draft.ts';
import type { Prompt, Surface } from './prompt.ts';
import { familyOf } from './promptMemory.ts';
import type { PromptState } from './promptState.ts';

/** Puts together what is on screen and chooses what is read out. Keeps every object that still says the same. */
export function composeState(draft: Draft, drawn: readonly Prompt<string>[]): PromptState {
  const { state } = draft;
  const on = (surface: Surface) => drawn.filter((prompt) => prompt.surface === surface);
  // What replaces a toast takes its place; what is new goes last.
  const places = new Map(state.toasts.map((toast, index) => [familyOf(toast), index]));
  const place = (toast: Prompt<string>) => places.get(familyOf(toast)) ?? places.size;
  const toasts = on('toast').sort((one, other) => place(one) - place(other));
  const badges = on('badge');
  const next: PromptState = {
    banner: on('banner')[0] ?? null,
    toasts: same(toasts, state.toasts) ? state.toasts : toasts,
    badges: same(badges, [...state.badges.values()])
      ? state.badges
      : new Map(badges.map((badge) => [badge.userId ?? '', badge])),
    inline: same(on('inline'), state.inline) ? state.inline : on('inline'),
    announcement: announce(draft, drawn),
  };
  return same(Object.values(next), Object.values(state)) ? state : next;
}

function same(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}

/** What left the screen before its turn, or is over by then, is not announced at all. */
function announce(draft: Draft, drawn: readonly Prompt<string>[]): Prompt<string> | null {
  const { state, tracks, policy, own, announcedAt, now } = draft;
  // Drawn in order of importance, so the first is the most urgent.
  const next = drawn.find(({ id, live }) => {
    const { on, announced, grouped, trouble } = tracks.get(id)!;
    const holds = trouble.endOf ? !(trouble.endOf === 'outage' && own.lasts) : on;
    return live !== 'off' && !announced && !grouped && holds;
  });
  if (next && isDue(draft, announcedAt + policy.announceEveryMs)) {
    draft.announcedAt = now;
    tracks.get(next.id)!.announced = true;
    return next;
  }
  return drawn.some(({ id }) => id === state.announcement?.id) ? state.announcement : null;
}
