import { useFacts } from './useFacts.ts';
import type { FactViews } from './useFacts.ts';
import { useSecondsSince } from './useSecondsSince.ts';

/** How long something has been awaited. Draw it outside live regions: it changes every second. */
export interface ConnectionProgress {
  /** Somebody is waiting: for the connection, or for a remote user to come back. */
  waiting: boolean;
  elapsedSeconds: number;
  /** Until the SDK gives up, or declares the user gone, where that is known. */
  remainingSeconds: number | undefined;
}

interface Wait {
  from: number | undefined;
  until: number | undefined;
}

/**
 * Seconds waited for this device's connection, or for a remote user. Ticks only while waiting.
 *
 * @example
 * const { waiting, elapsedSeconds } = useConnectionProgress();
 */
export function useConnectionProgress(userId?: string): ConnectionProgress {
  const { from, until } = useFacts(userId, views);
  const elapsedSeconds = useSecondsSince(from);
  if (from === undefined) return { waiting: false, elapsedSeconds: 0, remainingSeconds: undefined };
  const total = until === undefined ? undefined : Math.ceil((until - from) / 1000);
  return {
    waiting: true,
    elapsedSeconds,
    remainingSeconds: total === undefined ? undefined : Math.max(0, total - elapsedSeconds),
  };
}

const noWait: Wait = { from: undefined, until: undefined };

const views: FactViews<Wait> = {
  ofCall: ({ connection: { phase, outageSince, since, givesUpAt } }) =>
    ['connecting', 'reconnecting', 'lost'].includes(phase)
      ? { from: outageSince ?? since, until: givesUpAt }
      : noWait,
  ofUser: (user) =>
    user?.presence === 'interrupted' || user?.presence === 'unstable'
      ? { from: user.since, until: user.expectedEndAt }
      : noWait,
};
