import type { LeaveReason, Presence, RemoteDiagnosisCause, RemoteUser } from '@netcue/core';
import { useFacts } from './useFacts.ts';
import type { FactViews } from './useFacts.ts';

/** Whether a remote user is there, and for how long it has been so. */
export interface RemoteUserPresence {
  /** `unknown`: nobody has introduced this user. */
  presence: Presence | 'unknown';
  /** When this presence began, Unix milliseconds. */
  since: number;
  /** When waiting for them is expected to end. */
  expectedEndAt: number | undefined;
  /** Why they left, once they did. */
  reason: LeaveReason | undefined;
  name: string | undefined;
  /** Who says so: a source's name, `media` (inferred), or `peer`. */
  saidBy: string | undefined;
  diagnosis: RemoteDiagnosisCause;
}

/**
 * Whether a remote user is in the call, struggling, gone or back.
 *
 * @example
 * const { presence, expectedEndAt } = useRemoteUserPresence(userId);
 */
export function useRemoteUserPresence(userId: string): RemoteUserPresence {
  return useFacts(userId, views);
}

const unknown: RemoteUserPresence = {
  presence: 'unknown',
  since: 0,
  expectedEndAt: undefined,
  reason: undefined,
  name: undefined,
  saidBy: undefined,
  diagnosis: 'none',
};

const views: FactViews<RemoteUserPresence> = { ofCall: () => unknown, ofUser: describe };

function describe(user: RemoteUser | undefined): RemoteUserPresence {
  if (!user) return unknown;
  const { presence, since, expectedEndAt, leaveReason: reason, name, saidBy, diagnosis } = user;
  return { presence, since, expectedEndAt, reason, name, saidBy, diagnosis: diagnosis.cause };
}
