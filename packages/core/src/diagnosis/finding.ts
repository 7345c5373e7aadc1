import type { CallDiagnosis, CallDiagnosisCause, CallEvidence, OutageMemory } from './diagnosis.ts';

/** The cause that the facts support now. */
export interface Finding {
  cause: CallDiagnosisCause;
  /** When this trouble began; default: now. */
  began?: number;
  confidence: number;
  evidence: CallEvidence[];
  level?: CallDiagnosis['level'];
  betweenUs?: boolean;
  /** It was located at somebody else. */
  theirs?: boolean;
  located?: Pick<OutageMemory, 'place' | 'way' | 'deadAt'>;
}

export const nothing: Finding = { cause: 'none', confidence: 1, evidence: [] };
