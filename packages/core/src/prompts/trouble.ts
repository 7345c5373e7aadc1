import type { Evidence } from '../diagnosis/diagnosis.ts';
import type { PromptRemote, PromptView } from './promptView.ts';

/** What a trigger found: something to talk about, if the policy lets us. */
export interface Trouble<Params = object> {
  /** When it began, Unix milliseconds; delays count from here. Default: when first found. */
  began?: number;
  evidence?: readonly Evidence[];
  /** What the message may mention. */
  params?: Params;
  /** Old enough already: skips the delay. */
  ripe?: boolean;
  /** When waiting is expected to end. */
  expectedEndAt?: number;
  /** The users a grouped prompt is about. */
  userIds?: readonly string[];
}

export type Found<Params = object> = Trouble<Params> | false | null | undefined;

/** Asks one question of the call; pure. */
export type CallTrigger<Params = object> = (view: PromptView, now: number) => Found<Params>;

/** Asks one question about one remote user; pure. */
export type RemoteTrigger<Params = object> = (
  view: PromptView,
  now: number,
  remote: PromptRemote,
) => Found<Params>;
