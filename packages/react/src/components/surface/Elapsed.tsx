import type { ReactElement } from 'react';
import { useSecondsSince } from '../../hooks/useSecondsSince.ts';

// A short wait needs no clock.
const shownFromSeconds = 5;

/** How long it has taken so far, as 0:07. A component of its own: its ticking renders nothing else. */
export function Elapsed({ since }: { since: number }): ReactElement | null {
  const seconds = useSecondsSince(since);
  if (seconds < shownFromSeconds) return null;
  return (
    <span className="netcue-elapsed" role="timer">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
}
