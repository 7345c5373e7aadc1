import { useCallback, useState } from 'react';
import type { ShownPrompt } from '../../hooks/shownPrompt.ts';

/** A prompt as it is drawn: on screen, or on its way out. */
export interface Drawn {
  key: string;
  view: ShownPrompt;
  leaving: boolean;
}

/** What is drawn after the prompts became `views`. The same array when nothing changed. */
export function linger(
  drawn: readonly Drawn[],
  views: ReadonlyMap<string, ShownPrompt>,
  held: boolean,
): readonly Drawn[] {
  const next = [...views].map(([key, view]): Drawn => {
    const before = drawn.find((one) => one.key === key);
    return before?.view === view && !before.leaving ? before : { key, view, leaving: false };
  });
  drawn.forEach((one, index) => {
    if (views.has(one.key)) return;
    next.splice(index, 0, held || one.leaving ? one : { ...one, leaving: true });
  });
  const same = next.length === drawn.length && next.every((one, index) => one === drawn[index]);
  return same ? drawn : next;
}

/** Keeps what left the screen until it has faded out, and while `held` as if it had not left. */
export function useLingering(views: ReadonlyMap<string, ShownPrompt>, held = false): Lingering {
  const [before, setDrawn] = useState<readonly Drawn[]>([]);
  const drawn = linger(before, views, held);
  // While rendering, so that a prompt comes and goes in the commit of its own change.
  if (drawn !== before) setDrawn(drawn);
  const leave = useCallback(
    (key: string) =>
      setDrawn((all) => all.map((one) => (one.key === key ? { ...one, leaving: true } : one))),
    [],
  );
  const remove = useCallback(
    (key: string) => setDrawn((all) => all.filter((one) => one.key !== key || !one.leaving)),
    [],
  );
  return { drawn, leave, remove };
}

export interface Lingering {
  drawn: readonly Drawn[];
  /** Sends one out although the pointer holds it: the person asked for it. */
  leave: (key: string) => void;
  /** Takes away one that has faded out. */
  remove: (key: string) => void;
}
