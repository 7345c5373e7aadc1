import type { Cause, SourceEvent, TokenChanged } from '../events/networkEvent.ts';

const states: Readonly<Partial<Record<Cause, TokenChanged['state']>>> = {
  tokenExpired: 'expired',
  tokenInvalid: 'invalid',
};

/** What the cause of an error says about the token, if anything. */
export function tokenFacts(cause: Cause): SourceEvent[] {
  const state = states[cause];
  return state ? [{ type: 'tokenChanged', scope: 'session', state }] : [];
}
