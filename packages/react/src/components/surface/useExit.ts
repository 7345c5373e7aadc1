import { useEffect } from 'react';
import type { RefObject } from 'react';

/** Calls back when a leaving element's animations are over; at once where there are none. */
export function useExit(
  element: RefObject<HTMLElement | null>,
  leaving: boolean,
  onGone: () => void,
): void {
  useEffect(() => {
    const node = element.current;
    if (!node || !leaving) return;
    let over = false;
    node.toggleAttribute('inert', true);
    const finished = (node.getAnimations?.() ?? []).map((animation) => animation.finished);
    void Promise.allSettled(finished).then(() => over || onGone());
    return () => {
      over = true;
      node.toggleAttribute('inert', false);
    };
  }, [element, leaving, onGone]);
}
