import type { ReactElement } from 'react';
import { useConnectionProgress } from '../../hooks/useConnectionProgress.ts';

// A short wait needs no clock.
const shownFromSeconds = 5;

/** How long it has taken so far, as 0:07. A component of its own: its ticking renders nothing else. */
export function Elapsed({ userId }: { userId?: string }): ReactElement | null {
  const { elapsedSeconds } = useConnectionProgress(userId);
  if (elapsedSeconds < shownFromSeconds) return null;
  return (
    <span className="netcue-elapsed" role="timer">
      {clockTime(elapsedSeconds)}
    </span>
  );
}

function clockTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
