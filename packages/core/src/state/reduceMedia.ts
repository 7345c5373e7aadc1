import type { MediaSampled } from '../events/networkEvent.ts';
import type { ConnectionMedia } from './networkState.ts';

const keepSamplesMs = 8000;
// Yesterday's best is no measure for today: half of it is forgotten in about a minute.
const forgetPerSecond = 0.01;
const noneYet: ConnectionMedia['best'] = {
  availableKbps: 0,
  framesPerSecond: 0,
  targetKbps: 0,
  downKbps: 0,
  rttMs: Number.POSITIVE_INFINITY,
};
// Bandwidth estimates and jitter buffers need this long on a new connection; after a stall, counters jump too.
const settleMs = 4000;
const settleAgainMs = 5000;
// A calm look in which nothing came.
const stalledMs = 500;

export function reduceMedia(
  media: ConnectionMedia | undefined,
  event: MediaSampled & { at: number },
): ConnectionMedia {
  const { downlink, at } = event;
  const flows = downlink.packets > 0;
  const { uplink } = event;
  const isBackNow = flows && (media?.silentMs ?? 0) >= stalledMs && media?.lastRtpAt !== undefined;
  const lastPacketAt =
    downlink.lastPacketAt ?? (downlink.bytes > 0 || flows ? at : media?.lastPacketAt);
  const samples = [...(media?.samples ?? []), event].filter(
    (sample) => at - sample.at < keepSamplesMs,
  );
  return {
    samples,
    silentMs: flows ? 0 : (media?.silentMs ?? 0) + trustedMs(event),
    settlesAt: settlesAt(media, flows, at),
    best: reduceBest(media?.best ?? noneYet, event),
    lastRtpAt: flows ? at : media?.lastRtpAt,
    lastPacketAt: later(lastPacketAt, media?.lastPacketAt),
    rtpBackAt: isBackNow ? at : media?.rtpBackAt,
    pauseMs: pauseAfter(media, lastPacketAt, flows, event.intervalMs),
    arrivedAt: later(uplink.arrivedAt, media?.arrivedAt),
    checkedAt: later(uplink.checkedAt, media?.checkedAt),
  };
}

function later(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** The longest pause between packets while no RTP comes, forgotten slowly. */
function pauseAfter(
  media: ConnectionMedia | undefined,
  lastPacketAt: number | undefined,
  flows: boolean,
  intervalMs: number,
): number {
  const before = (media?.pauseMs ?? 0) * (1 - forgetPerSecond * Math.min(1, intervalMs / 1000));
  const last = media?.lastPacketAt;
  if (flows || last === undefined || lastPacketAt === undefined) return before;
  return Math.max(before, lastPacketAt - last);
}

function settlesAt(media: ConnectionMedia | undefined, flows: boolean, at: number): number {
  if (!media) return at + settleMs;
  return flows && media.silentMs >= stalledMs ? at + settleAgainMs : media.settlesAt;
}

/** The part of a sample's interval in which our own device was awake to receive. */
export function trustedMs({
  intervalMs,
  lateMs = 0,
}: Pick<MediaSampled, 'intervalMs' | 'lateMs'>): number {
  return Math.max(0, intervalMs - lateMs);
}

function reduceBest(
  best: ConnectionMedia['best'],
  { uplink, downlink, intervalMs }: MediaSampled,
): ConnectionMedia['best'] {
  const kept = 1 - forgetPerSecond * Math.min(1, intervalMs / 1000);
  const most = (before: number, now = 0) => Math.max(before * kept, now);
  return {
    availableKbps: most(best.availableKbps, uplink.availableKbps),
    framesPerSecond: most(best.framesPerSecond, uplink.framesPerSecond),
    targetKbps: most(best.targetKbps, uplink.targetKbps),
    downKbps: most(best.downKbps, intervalMs > 200 ? downlink.kbps : 0),
    rttMs: Math.min(best.rttMs / kept, uplink.rttMs ?? best.rttMs),
  };
}
