import type { Cause, Phase, SourceEvent } from '../../events/networkEvent.ts';
import { failedFacts } from '../connectionFacts.ts';
import type { Facts, Look } from '../lookUp.ts';
import { amount, rowOf } from '../sdkValues.ts';
import { tokenFacts } from '../tokenFacts.ts';
import type { FollowedConnection } from '../volcengine/followConnection.ts';
import { field } from './nativeValues.ts';
import {
  besideCodes,
  deniedScopes,
  fatalCauses,
  harmlessCodes,
  networkTypes,
  roomEvents,
  states,
} from './volcengineNativeTables.ts';

/** The connection, and why the call ended if it did. */
export interface NativeCall {
  connection: FollowedConnection;
  endedBy?: Cause;
}

/** ConnectionState, from the engine. */
export function stateFacts(look: Look, { connection }: NativeCall, state: unknown): Facts {
  const row = look(states, state);
  if (!row) return [];
  const [phase, cause, lagMs] = row;
  // An echo: whoever has left has nothing to reconnect to.
  if (!cause && isOver(connection.phase())) return [];
  return cause ? connection.go(phase, cause) : connection.down(phase, cause, lagMs!);
}

function isOver(phase: Phase): boolean {
  return phase === 'left' || phase === 'failed';
}

/** The device's own network. NONE also means that nothing gets in or out, which Electron's quality cannot say. */
export function networkTypeFacts(look: Look, value: unknown): Facts {
  const networkType = look(networkTypes, value);
  if (!networkType) return [];
  if (networkType === 'unknown') return { type: 'deviceNetworkChanged', networkType };
  const online = networkType !== 'none';
  const changed: SourceEvent = { type: 'deviceNetworkChanged', online, networkType };
  if (online) return changed;
  const down = { uplink: 'down', downlink: 'down', basis: 'derived' } as const;
  return [changed, { type: 'qualitySampled', ...down, synthetic: true }];
}

/** 0 joined, 1 failed, 2 left with a reason of their own from 3.60 on; before, the state itself is the code. */
export function roomStateFacts(
  look: Look,
  call: NativeCall,
  state: unknown,
  reason: unknown,
): Facts {
  if (state === 0) return call.connection.go('connected', reason === 1 ? 'rejoined' : 'joined');
  if (state !== 1 && state !== 2) return codeFacts(look, call, state);
  if (state === 2 && rowOf(fatalCauses, reason) === undefined)
    return call.connection.go('left', 'localLeave');
  return codeFacts(look, call, reason);
}

/** The engine's word on something beside the call. */
export function besideFacts(code: unknown): SourceEvent[] | undefined {
  const kind = rowOf(besideCodes, code);
  if (!kind) return undefined;
  return kind === 'warning'
    ? [{ type: 'warningRaised', code: code as number }]
    : tokenFacts('tokenInvalid');
}

/** Codes from -2000 down are warnings: the SDK goes on trying. */
export function codeFacts(look: Look, call: NativeCall, code: unknown): Facts {
  if (typeof code === 'number' && code <= -2000) return { type: 'warningRaised', code };
  const scope = rowOf(deniedScopes, code);
  if (scope) return { type: 'tokenChanged', scope, state: 'invalid' };
  if (rowOf(harmlessCodes, code)) return { type: 'warningRaised', code: code as number };
  const cause = look(fatalCauses, code);
  if (!cause) return [];
  call.endedBy = cause;
  call.connection.go('failed', cause);
  return [...tokenFacts(cause), ...failedFacts(cause, code as number)];
}

/** Phones say in JSON whether this was the first join: `{"join_type":1,"elapsed":120}`. */
export function joinTypeOf(extra: unknown): unknown {
  try {
    return (JSON.parse(String(extra)) as { join_type?: unknown } | null)?.join_type;
  } catch {
    return undefined;
  }
}

/** Comes beside the error that says whether it is the room, the user or a kick. */
export function roomEventFacts(look: Look, call: NativeCall, event: unknown, info: unknown): Facts {
  const kind = look(roomEvents, event);
  if (!kind) return [];
  const code = event as number;
  if (kind === 'warning') return { type: 'warningRaised', code };
  const until = amount(field(info, 'forbidden_time'));
  return {
    type: 'callEnded',
    cause: call.endedBy ?? 'bannedUser',
    code,
    ...(until !== undefined && { rejoinAllowed: !until, forbiddenUntil: until || undefined }),
  };
}
