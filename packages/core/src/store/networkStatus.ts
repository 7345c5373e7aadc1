import type { CallDiagnosis, RemoteDiagnosis } from '../diagnosis/diagnosis.ts';
import type { PromptEngineMaker } from '../prompts/createPromptEngine.ts';
import type { ActionId } from '../prompts/prompt.ts';
import type { PromptPolicy } from '../prompts/promptPolicy.ts';
import type { PromptState } from '../prompts/promptState.ts';
import type { NetworkSource } from '../sources/source.ts';
import type { CallFacts, Presence, UserFacts } from '../state/networkState.ts';
import type { Timeline } from '../timeline/timeline.ts';

export type { PromptState } from '../prompts/promptState.ts';
export type { Timeline } from '../timeline/timeline.ts';

/** A remote user as hooks see it: facts, presence and what is wrong with them. A new object only when something changed. */
export interface RemoteUser extends UserFacts {
  presence: Presence;
  /** When this presence began. */
  since: number;
  /** When waiting for them is expected to end (the SDK declares them gone). */
  expectedEndAt?: number;
  /** Who said so: a source's name, `media` (inferred), or `peer`. */
  saidBy?: string;
  diagnosis: RemoteDiagnosis;
}

/** A live, read-only view of the remote users. Reading never copies; subscribe per user. */
export interface UserDirectory {
  get(userId: string): RemoteUser | undefined;
  /** A new array only when somebody joined or went for good. */
  ids(): readonly string[];
  /** Called for changes of this one user; returns the unsubscribe function. */
  subscribe(userId: string, callback: () => void): () => void;
}

/** What `network.store` holds. */
export interface NetworkState extends CallFacts {
  diagnosis: CallDiagnosis;
  /** Counts joins and final leaves; individual users notify through `users.subscribe`. */
  usersRevision: number;
}

/** A zustand store without the writing half. */
export interface ReadonlyStore<State> {
  getState(): State;
  getInitialState(): State;
  subscribe(listener: (state: State, previous: State) => void): () => void;
}

/** One call's network status: what `createNetworkStatus` returns and the provider hands down. */
export interface NetworkStatus {
  readonly store: ReadonlyStore<NetworkState>;
  readonly users: UserDirectory;
  /** What is on screen. Empty until something shows prompts; see `attachPrompts`. */
  readonly prompts: ReadonlyStore<PromptState>;
  /** Adds a source; returns its detach function. Attach, detach and attach again work. */
  attach(source: NetworkSource): () => void;
  /**
   * Has prompts decided from now on, beginning with what stands now; once is enough. Components and hooks that show
   * prompts do it. Where none does, give `createPromptEngine`, here or as an option of `createNetworkStatus`.
   */
  attachPrompts(make: PromptEngineMaker): void;
  /** Hides a prompt for as long as the policy says, or for the rest of the call. */
  dismiss(promptId: string, options?: { forThisCall?: boolean }): void;
  /** Steers prompts in mid-call, from your own configuration: what the new policy no longer says leaves at once. */
  setPolicy(policy: PromptPolicy): void;
  /** Which actions the app handles: advice without a handler is never offered. Returns the withdraw function. */
  offerActions(actions: readonly ActionId[]): () => void;
  /** Why a prompt or kind did, or did not, appear. One sentence. */
  explain(promptIdOrKind: string): string;
  readonly timeline: Timeline;
  /** Detaches every source and stops the timer. */
  destroy(): void;
}
