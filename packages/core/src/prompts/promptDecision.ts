import type { Evidence } from '../diagnosis/diagnosis.ts';

/** One thing that was decided about one prompt, and why. */
export interface PromptDecision {
  /** Unix milliseconds. */
  at: number;
  what: 'shown' | 'updated' | 'suppressed' | 'cleared';
  id: string;
  kind: string;
  /** The rule that decided, in words: `delay over`, `warm-up`, `local outage` … */
  rule: string;
  /** When the trouble began. */
  began: number;
  evidence: readonly Evidence[];
}
