import { type Clock, systemClock } from './clock/clock.ts';
import type { PromptEngineMaker } from './prompts/createPromptEngine.ts';
import type { ActionId, Prompt } from './prompts/prompt.ts';
import type { PromptPolicy } from './prompts/promptPolicy.ts';
import type { NetworkSource } from './sources/source.ts';
import { attachSource } from './store/attachSource.ts';
import { createNetworkStore } from './store/createNetworkStore.ts';
import { createPromptHost } from './store/createPromptHost.ts';
import { createSpeakers } from './store/createSpeakers.ts';
import type { NetworkStatus } from './store/networkStatus.ts';
import { ownWarning } from './store/ownWarning.ts';
import { createTimeline } from './timeline/createTimeline.ts';
import { explain } from './timeline/explain.ts';

export interface NetworkStatusOptions {
  /** Attached at once; more can be attached later. */
  sources?: readonly NetworkSource[];
  /** `createPromptEngine`, where neither a component nor a hook of `@netcue/react` shows prompts; more in `attachPrompts`. */
  prompts?: PromptEngineMaker;
  /** When to say what; see `definePromptPolicy`. */
  policy?: PromptPolicy;
  clock?: Clock;
  /** Our own id: our own ghost, left behind by a rejoin, is never shown as a remote. */
  userId?: string;
  /** Called for every prompt that comes on screen, for use outside the tab. Nothing comes on screen that nothing shows: see `prompts`. */
  onPrompt?(prompt: Prompt<string>): void;
}

/**
 * One call's network status. Makes no global and no request, and runs no timer of its own while all is well.
 *
 * @example const network = createNetworkStatus({ sources: [volcengine(engine)] });
 */
export function createNetworkStatus(options: NetworkStatusOptions = {}): NetworkStatus {
  const { sources = [], policy, clock = systemClock, userId, onPrompt } = options;
  const timeline = createTimeline();
  /** A bug in the app's or an own policy's code must not reach the call: it is recorded instead. */
  const safely = (action: () => void) => {
    try {
      action();
    } catch (error) {
      const now = clock.now();
      timeline.record('event', now, ownWarning(error, now));
    }
  };
  const offers = new Set<readonly ActionId[]>();
  const attached = new Set<() => void>();
  let actions: ReadonlySet<ActionId> = new Set();
  let destroyed = false;
  let saidOver = false;

  const network = createNetworkStore(
    clock,
    {
      onEvent: (event) => timeline.record('event', event.at, event),
      onDiagnosis: (diagnosis) => timeline.record('diagnosis', diagnosis.since, diagnosis),
      onPresence: ({ userId: id, presence, since, diagnosis }) =>
        timeline.record('presence', since, { userId: id, presence, diagnosis }),
      onSettled: () => prompts.update(),
    },
    userId,
  );
  const prompts = createPromptHost({
    policy,
    clock,
    safely,
    onPrompt,
    crowd: network.troubledCount,
    readView: () => ({
      call: network.store.getState(),
      remotes: network.troubled(),
      remoteCount: network.remoteCount(),
      actions,
    }),
    record: (decision) => timeline.record('prompt', decision.at, decision),
  });

  const speakers = createSpeakers(clock, () =>
    network.dispatch([
      {
        type: 'connectionChanged',
        phase: 'idle',
        cause: 'none',
        willRetry: false,
        synthetic: true,
        at: clock.now(),
        source: 'netcue',
      },
    ]),
  );

  /** What the app did: without it a replay would decide otherwise. */
  const recordApp = (type: string, detail: object) =>
    timeline.record('event', clock.now(), { type, source: 'app', ...detail });

  /** Whoever uses what is over is told so, once, and what to do. */
  const isOver = (what: string) => {
    if (destroyed && !saidOver) console.warn(usedAfterDestroy(what));
    saidOver ||= destroyed;
    return destroyed;
  };

  const attach = (source: NetworkSource) => {
    if (isOver('attach()')) return () => {};
    const { name, detectionLagMs, witnesses = [] } = source ?? {};
    recordApp('sourceAttached', {
      of: name,
      detectionLagMs,
      witnesses: witnesses.map((witness) => witness.name),
    });
    const undo = attachSource(source, network, clock, speakers);
    const detach = () => {
      attached.delete(detach);
      undo();
    };
    attached.add(detach);
    return detach;
  };
  const offersChanged = () => {
    actions = new Set([...offers].flat());
    recordApp('actionsOffered', { actions: [...actions] });
    safely(prompts.update);
  };
  const attachPrompts = (make: PromptEngineMaker) => {
    // A component that still stands is no misuse.
    if (destroyed || prompts.isAttached()) return;
    recordApp('promptsAttached', {});
    prompts.attach(make);
  };
  if (options.prompts) attachPrompts(options.prompts);
  for (const source of sources) attach(source);

  return {
    store: network.store,
    users: network.users,
    prompts: prompts.store,
    timeline,
    attach,
    attachPrompts,
    dismiss(id, dismissal) {
      if (isOver('dismiss()')) return;
      recordApp('promptDismissed', { id, ...dismissal });
      prompts.dismiss(id, dismissal);
    },
    setPolicy(next) {
      if (isOver('setPolicy()')) return;
      recordApp('policyChanged', { kinds: Object.keys(next.prompts).length });
      prompts.setPolicy(next);
    },
    offerActions(given) {
      if (destroyed) return () => {};
      offers.add(given);
      offersChanged();
      return () => {
        if (offers.delete(given)) offersChanged();
      };
    },
    explain: (promptIdOrKind) =>
      prompts.isAttached() ? explain(timeline.entries(), promptIdOrKind) : nothingShows,
    destroy() {
      if (destroyed) return;
      for (const detach of [...attached]) detach();
      destroyed = true;
      speakers.destroy();
      network.destroy();
      prompts.destroy();
    },
  };
}

const nothingShows =
  'No prompt was decided, as nothing shows any: mount a component, or give createNetworkStatus({ prompts: createPromptEngine }).';

function usedAfterDestroy(what: string): string {
  return (
    `Netcue: ${what} was called on a network status that is destroyed. It listens to nothing any more, so nothing ` +
    'happened. Make a new one with createNetworkStatus() for the next call.'
  );
}
