import type { TimelineEntry } from '@netcue/core';
import { useNetworkStatus } from '../context/useNetworkStatus.ts';
import { useSecondsSince } from './useSecondsSince.ts';

/** The record behind every decision, and a way out of the browser for it. */
export interface NetworkTimelineView {
  /** Oldest first. Read again once a second: a developer's tool, not a subscription. */
  entries: readonly TimelineEntry[];
  /** JSON text; user names only when asked for. */
  exportJson: (options?: { userNames?: boolean }) => string;
  /** Why a prompt or kind did, or did not, appear. */
  explain: (promptIdOrKind: string) => string;
}

/** What was heard, concluded and shown, for a developer to read. */
export function useNetworkTimeline(): NetworkTimelineView {
  const network = useNetworkStatus();
  useSecondsSince(0);
  return {
    entries: network.timeline.entries(),
    exportJson: network.timeline.export,
    explain: network.explain,
  };
}
