import type { CallDiagnosis, RemoteDiagnosis } from '../diagnosis/diagnosis.ts';
import type { CallFacts, Presence, UserFacts } from '../state/networkState.ts';
import type { ActionId } from './prompt.ts';

/** What prompts are decided from. */
export interface PromptView {
  call: CallFacts & { diagnosis: CallDiagnosis };
  /** Remotes that are not plainly present and well, and those that lately were not. Order does not matter. */
  remotes: readonly PromptRemote[];
  /** How many remotes are in the call: one makes it a one-to-one. */
  remoteCount: number;
  /** Actions the app gave handlers for. */
  actions: ReadonlySet<ActionId>;
}

export interface PromptRemote extends UserFacts {
  presence: Presence;
  since: number;
  expectedEndAt?: number;
  diagnosis: RemoteDiagnosis;
}
