import { largest } from '../knownValues.ts';
import { grown, sum } from './counters.ts';
import type { InboundTotals, PairTotals, StatsTotals } from './statsTotals.ts';

/** What is remembered of packets of any kind that came in. */
export interface PacketMemory {
  /** Once a pair has told its bytes, those of streams alone are no substitute: they are other bytes. */
  pairsTell: boolean;
  /** The newest packet of each pair in use: the browser's stamp, and what that is by our own clock. */
  newest: ReadonlyMap<string, { stamp: number; at?: number }>;
}

const slackMs = 500;

export function followPackets(
  memory: PacketMemory | undefined,
  lookedAt: number,
  { pairs, seenAt }: StatsTotals,
): PacketMemory {
  const used = [...pairs.values()];
  return {
    pairsTell: memory?.pairsTell === true || used.some(({ bytes = 0 }) => bytes > 0),
    newest: new Map(
      used.flatMap(({ id, lastPacket }) => {
        if (!lastPacket) return [];
        const known = memory?.newest.get(id);
        const isNews = known !== undefined && known.stamp !== lastPacket.stamp;
        const at = isNews ? arrival(lastPacket, lookedAt, seenAt) : known?.at;
        return [[id, { stamp: lastPacket.stamp, at }]];
      }),
    ),
  };
}

/** A stamp that changed is of a packet since the look before; one that says otherwise is of another clock. */
function arrival(
  { ageMs }: NonNullable<PairTotals['lastPacket']>,
  lookedAt: number,
  now: number,
): number | undefined {
  const at = now - ageMs;
  if (at < lookedAt - slackMs || at > now + slackMs) return undefined;
  return Math.min(now, Math.max(lookedAt, at));
}

/** The newest packet on the pairs that were in use at the last look as well. */
export function lastPacketAt({ newest }: PacketMemory): number | undefined {
  return largest([...newest.values()].map(({ at }) => at));
}

/** Bytes that came in on the pairs in use, or by all streams where pairs never told theirs. */
export function bytesSince(memory: PacketMemory, before: StatsTotals, now: StatsTotals): number {
  if (!memory.pairsTell) return streamBytesSince(before, now);
  return sum(now.pairs.values(), ({ id, bytes }) => grown(bytes, before.pairs.get(id)?.bytes));
}

export function streamBytesSince(before: StatsTotals, now: StatsTotals): number {
  return sum(now.inbound.values(), ({ id, bytes }: InboundTotals) =>
    grown(bytes, before.inbound.get(id)?.bytes),
  );
}
