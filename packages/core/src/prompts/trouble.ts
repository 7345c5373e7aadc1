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
  /** The trouble that was shown and whose end this tells. */
  endOf?: string;
}

export type Found<Params = object> = Trouble<Params> | false | null | undefined;

/** Asks one question; pure. `remote` is given to rules that are `perRemote`. */
export type Trigger<Params = object> = (
  view: PromptView,
  now: number,
  remote: PromptRemote,
) => Found<Params>;
