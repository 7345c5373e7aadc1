import { type Endpoint, rewriteCandidate, withoutCandidates } from './candidate.ts';
import type { Signal } from '../protocol/clientMessage.ts';
import { createRelayPair, type RelayEnd, type RelayPair } from './relayPair.ts';
import type { Seat } from './room.ts';

/** Leads the media of two people over the server; null where one of them asked for a direct way. */
export async function relaySignal(from: Seat, to: Seat, signal: Signal): Promise<Signal | null> {
  if (!from.relay || !to.relay) return signal;
  if ('restart' in signal) return signal;
  if ('description' in signal) {
    return {
      description: { ...signal.description, sdp: withoutCandidates(signal.description.sdp) },
    };
  }
  if (!signal.candidate?.candidate) return signal;

  const pair = await pairOf(from, to);
  const door = pair && doorOf(pair, from, to);
  const candidate = door && rewriteCandidate(signal.candidate.candidate, door);
  return candidate ? { candidate: { ...signal.candidate, candidate } } : null;
}

/** The pair of these two, opened at the first candidate. */
function pairOf(one: Seat, other: Seat): Promise<RelayPair | null> {
  const known = one.pairs.get(other.id);
  if (known) return known;
  const [a, b] = inOrder(one, other);
  const opening = createRelayPair(relayEnd(a), relayEnd(b)).catch(() => null);
  one.pairs.set(other.id, opening);
  other.pairs.set(one.id, opening);
  return opening;
}

export function closePairs(seat: Seat, others: Iterable<Seat>): void {
  for (const pair of seat.pairs.values()) void pair.then((opened) => opened?.close());
  seat.pairs.clear();
  for (const other of others) other.pairs.delete(seat.id);
}

/** `to` sends to the door on its own side to reach `from`. */
const doorOf = (pair: RelayPair, from: Seat, to: Seat): Endpoint =>
  inOrder(from, to)[0] === to ? pair.endpoints.a : pair.endpoints.b;

const inOrder = (one: Seat, other: Seat): [Seat, Seat] =>
  one.id < other.id ? [one, other] : [other, one];

const relayEnd = ({ relayAt, up, down, hearing }: Seat): RelayEnd => ({
  ...relayAt,
  up,
  down,
  hearing,
});
