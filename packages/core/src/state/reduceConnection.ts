import type { ConnectionChanged, Phase } from '../events/networkEvent.ts';
import { isOver } from '../events/phase.ts';
import { initialCall, initialQuality } from './initialCall.ts';
import type { CallFacts, ConnectionState } from './networkState.ts';

type PhaseFact = ConnectionChanged & { at: number; raw?: ConnectionState['raw'] };

// Back for less than this is still the same outage: SDKs flap between connected and reconnecting.
const sameOutageMs = 3000;
const broken = ['reconnecting', 'lost'];
// What was measured in a call is nothing to the next one.
const unmeasured: Partial<CallFacts> = {
  quality: initialQuality,
  media: {},
  mediaSeen: false,
  signaling: {},
  heard: initialCall.heard,
  stats: undefined,
  fallback: false,
};

export function reducePhase(call: CallFacts, event: PhaseFact): Partial<CallFacts> {
  const ends = isOver(event.phase) && event.phase !== call.connection.phase;
  return { connection: reduceConnection(call.connection, event), ...(ends && unmeasured) };
}

/** Looked up on late attachment: a connection that is broken by then has been connected. */
export function lookedUp(call: CallFacts, phase: Phase, at: number): Partial<CallFacts> {
  const willRetry = broken.includes(phase);
  const fact = { type: 'connectionChanged', phase, cause: 'none', willRetry, at } as const;
  const change = reducePhase(call, fact);
  const connection = change.connection ?? call.connection;
  return {
    ...change,
    connection: { ...connection, everConnected: connection.everConnected || willRetry },
  };
}

function reduceConnection(connection: ConnectionState, event: PhaseFact): ConnectionState {
  const { phase, cause, willRetry, attempt, link, lagMs = 0, givesUpInMs, at, raw } = event;
  const connected = phase === 'connected';
  const base = startsOver(connection, phase) ? initialCall.connection : connection;
  return {
    ...base,
    phase,
    since: base.phase === phase ? base.since : at,
    cause,
    willRetry,
    recovered: event.recovered ?? (connected && isBack(base)),
    everConnected: base.everConnected || connected,
    attempt: attempt ?? (connected ? undefined : base.attempt),
    connectedAt: connected && base.phase !== 'connected' ? at : base.connectedAt,
    outageSince: outageSince(base, phase, at, lagMs),
    givesUpAt:
      givesUpInMs === undefined ? (willRetry ? base.givesUpAt : undefined) : at + givesUpInMs,
    link: link ? { ...base.link, ...link } : connected ? undefined : base.link,
    raw: raw ?? base.raw,
  };
}

/** A new join: what ended the last one is history. */
function startsOver({ phase: before, ended }: ConnectionState, phase: Phase): boolean {
  if (phase === 'idle') return true;
  const rejoins = isOver(before) || (phase === 'connecting' && ended !== undefined);
  return rejoins && (phase === 'connecting' || phase === 'connected');
}

function isBack(before: ConnectionState): boolean {
  const { phase, recovered } = before;
  return broken.includes(phase) || reconnects(before) || (phase === 'connected' && recovered);
}

/** Connecting again, as some SDKs call it: not for the first time. */
function reconnects({ phase, everConnected }: ConnectionState): boolean {
  return phase === 'connecting' && everConnected;
}

/** Cumulative: a short reconnect in between does not restart it. Kept while connected, so that a flap finds it again. */
function outageSince(
  connection: ConnectionState,
  phase: ConnectionState['phase'],
  at: number,
  lagMs: number,
): number | undefined {
  if (phase === 'connected') return connection.outageSince;
  if (!broken.includes(phase)) {
    const lasts = broken.includes(connection.phase) || reconnects(connection);
    return lasts ? connection.outageSince : undefined;
  }
  const { outageSince, connectedAt = 0, phase: before } = connection;
  const goesOn =
    outageSince !== undefined && (before !== 'connected' || at - connectedAt < sameOutageMs);
  return goesOn ? outageSince : at - lagMs;
}
