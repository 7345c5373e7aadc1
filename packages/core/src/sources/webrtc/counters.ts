const unsigned32 = 2 ** 32;
// RTP numbers its packets with 16 bits: whoever lost more than half of them has begun to count anew.
const mostLost = 2 ** 15;

/** A number the browser really gave. */
export function known(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** What only grows. */
export function counted(value: unknown): number | undefined {
  const count = known(value);
  return count !== undefined && count >= 0 ? count : undefined;
}

/** What RTCP keeps in signed 32 bits; some hand it over as unsigned, where 4294967295 is -1. */
export function signed(value: unknown): number | undefined {
  const count = known(value);
  if (count === undefined || Math.abs(count) >= unsigned32) return undefined;
  return count >= unsigned32 / 2 ? count - unsigned32 : count;
}

/** How much a count has grown. One that is new, gone or smaller counts from here on: it adds nothing. */
export function grown(now: number | undefined, before: number | undefined): number {
  return now === undefined || before === undefined || now < before ? 0 : now - before;
}

interface Received {
  packets?: number;
  lost?: number;
}

/** Negative where packets that counted as lost came late; never more of them than came at all. */
export function lostSince(now: Received, before: Received | undefined): number {
  if (now.lost === undefined || before?.lost === undefined) return 0;
  if (now.packets === undefined || before.packets === undefined) return 0;
  const came = now.packets - before.packets;
  const lost = now.lost - before.lost;
  if (came < 0 || lost > mostLost) return 0;
  return Math.max(lost, -came);
}

export function sum<Item>(items: Iterable<Item>, pick: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += pick(item);
  return total;
}
