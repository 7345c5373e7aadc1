import type { Sample } from '../mediaSigns.ts';
import { found, severeLoss, sum, type Weakness, type WeakView, weakLoss } from './weakness.ts';

const agreedMs = 1500;
const lastingMs = 4000;
const halfMs = 1000;

export function uplinkLoss({
  recent,
  longer,
  now,
  before,
  heardBadly,
}: WeakView): Weakness | undefined {
  // Our reports and theirs agree: two independent signs need less of each.
  const within = (ms: number) => longer.filter(({ at }) => now - at < ms);
  const lately = heardBadly ? reportedLoss(within(agreedMs), 1) : reportedLoss(recent, 2);
  const lasting = reportedLoss(within(lastingMs), 1);
  const entered = lately >= (heardBadly ? weakLoss / 2 : weakLoss);
  if (!entered && !(before.uplink && lasting >= weakLoss / 2)) return undefined;
  return found('uplink loss', now, lately || lasting, lasting >= severeLoss ? 'vbad' : 'bad');
}

/** Mean loss that the other end reported, where at least so many reports tell of any. */
function reportedLoss(samples: readonly Sample[], atLeast: number): number {
  const reporting = samples.filter(({ uplink }) => uplink.loss !== undefined);
  // In a mesh everybody reports: what only one of them misses is that one's downlink.
  const connections = groupBy(reporting, ({ connectionId }) => connectionId);
  const losses = connections.map((reports) => lossReportedBy(reports, atLeast));
  return losses.length ? Math.min(...losses) : 0;
}

function lossReportedBy(reports: readonly Sample[], atLeast: number): number {
  const coversOf = (some: readonly Sample[]) => sum(some, ({ uplink }) => uplink.lossCovers ?? 1);
  // One alone tells of a gap.
  const lossy = reports.filter(({ uplink: { loss = 0 } }) => loss >= weakLoss / 2);
  if (coversOf(lossy) < atLeast) return 0;
  const covers = coversOf(reports);
  return sum(reports, ({ uplink }) => (uplink.loss ?? 0) * (uplink.lossCovers ?? 1)) / covers;
}

export function downlinkLoss({ recent, now, before }: WeakView): Weakness | undefined {
  const loss = inboundLoss(recent);
  const weakness = found('downlink loss', now, loss, loss >= severeLoss ? 'vbad' : 'bad');
  if (before.downlink) return loss >= weakLoss / 2 ? weakness : undefined;
  // Both halves of the window: a single gap is no weak network.
  const halves = [
    recent.filter(({ at }) => now - at < halfMs),
    recent.filter(({ at }) => now - at >= halfMs && now - at < 2 * halfMs),
  ];
  if (!halves.every((half) => inboundLoss(half) >= weakLoss)) return undefined;
  return weakness;
}

/** What everybody's media loses on its way in: what only one person's loses is that person's. */
function inboundLoss(samples: readonly Sample[]): number {
  const streams = samples.flatMap((sample) => sample.streams);
  const people = groupBy(streams, ({ userId }) => userId);
  const enough = people.filter((own) => sum(own, ({ packets, lost }) => packets + lost) >= 15);
  return enough.length ? Math.min(...enough.map(lossOfOne)) : 0;
}

/** Audio tells it truer: lost video is sent again and does not count as lost. */
function lossOfOne(streams: readonly Sample['streams'][number][]): number {
  return Math.max(lossOf(streams.filter(({ media }) => media === 'audio')), lossOf(streams));
}

function lossOf(streams: readonly { packets: number; lost: number }[]): number {
  const received = sum(streams, ({ packets }) => packets);
  const lost = sum(streams, (stream) => stream.lost);
  return lost >= 2 && received + lost >= 15 ? lost / (received + lost) : 0;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const groups = new Map<unknown, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
