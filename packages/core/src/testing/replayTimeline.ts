import { createNetworkStatus, type NetworkStatusOptions } from '../createNetworkStatus.ts';
import type { SourceEvent } from '../events/networkEvent.ts';
import { createPromptEngine } from '../prompts/createPromptEngine.ts';
import type { ActionId } from '../prompts/prompt.ts';
import type { PromptDecision } from '../prompts/promptDecision.ts';
import type { DetectionLag } from '../sources/source.ts';
import type { NetworkStatus } from '../store/networkStatus.ts';
import type { ExportedTimeline, TimelineEntry } from '../timeline/timeline.ts';
import { allWitnesses } from '../witnesses/allWitnesses.ts';
import { createFakeClock, type FakeClock } from './createFakeClock.ts';
import { createFakeSource, type FakeSource } from './createFakeSource.ts';

export interface Replay {
  readonly network: NetworkStatus;
  readonly clock: FakeClock;
  /** False when the export begins in the middle of the call. */
  readonly complete: boolean;
  /** What the export says was decided. */
  recorded(): readonly PromptDecision[];
  /** What is decided now. */
  decisions(): readonly PromptDecision[];
}

/**
 * Plays an exported timeline again, at its own times, and decides anew: for a bug report that becomes a test, or a
 * policy tried on a call that went wrong. With the same policy it decides the same.
 *
 * @example
 * const replay = replayTimeline(text);
 * expect(replay.decisions()).toEqual(replay.recorded());
 */
export function replayTimeline(
  exported: string | ExportedTimeline,
  options: Omit<NetworkStatusOptions, 'clock' | 'sources'> = {},
): Replay {
  const { entries, complete } =
    typeof exported === 'string' ? (JSON.parse(exported) as ExportedTimeline) : exported;
  const clock = createFakeClock(entries[0]?.at);
  const network = createNetworkStatus({ ...options, clock });
  const app = createAppReplay(network);
  // Of an export that begins in the middle of the call nobody knows when: then from its beginning.
  const isSaid = entries.some(({ detail }) => detail.type === 'promptsAttached');
  if (!isSaid) network.attachPrompts(createPromptEngine);
  for (const entry of entries) {
    clock.advance(Math.max(0, entry.at - clock.now()));
    if (entry.kind === 'event') app.play(entry.detail);
  }
  return {
    network,
    clock,
    complete,
    recorded: () => decisionsIn(entries),
    decisions: () => decisionsIn(JSON.parse(network.timeline.export()).entries),
  };
}

/** Does again what sources and app did. */
function createAppReplay(network: NetworkStatus): { play(detail: TimelineEntry['detail']): void } {
  const sources = new Map<string, FakeSource>();
  const callback: SourceEvent[] = [];
  let withdraw = () => {};
  const attach = (name: string, detectionLagMs?: DetectionLag, read?: readonly string[]) => {
    const witnesses = read && allWitnesses.filter((witness) => read.includes(witness.name));
    const source = createFakeSource({ name, detectionLagMs, witnesses });
    sources.set(name, source);
    network.attach(source);
    return source;
  };
  return {
    play({ at: _at, source = 'unknown', together = 1, type, ...detail }) {
      if (type === 'sourceAttached')
        attach(
          String(detail.of),
          detail.detectionLagMs as DetectionLag,
          detail.witnesses as string[] | undefined,
        );
      // What the kit itself noted it notes again.
      else if (type === 'warningRaised' && source === 'netcue') return;
      else if (type === 'promptsAttached') network.attachPrompts(createPromptEngine);
      else if (type === 'promptDismissed') network.dismiss(String(detail.id), detail);
      else if (type === 'actionsOffered') {
        const before = withdraw;
        withdraw = network.offerActions(detail.actions as ActionId[]);
        before();
      } else {
        callback.push({ type, ...detail } as SourceEvent);
        if (callback.length < (together as number)) return;
        const from = sources.get(String(source)) ?? attach(String(source));
        from.emit(...callback.splice(0));
      }
    },
  };
}

function decisionsIn(entries: readonly TimelineEntry[]): PromptDecision[] {
  return entries.flatMap(({ kind, detail }) =>
    kind === 'prompt' ? [detail as unknown as PromptDecision] : [],
  );
}
