import type { DownlinkSample, MediaSampled, StreamSample } from '../../events/networkEvent.ts';
import { largest } from '../knownValues.ts';
import { grown, lostSince, sum } from './counters.ts';
import { elapsedMs } from './elapsed.ts';
import { bytesSince, lastPacketAt, streamBytesSince } from './followPackets.ts';
import { sampleUplink } from './sampleUplink.ts';
import { remember, type StatsMemory } from './statsMemory.ts';
import type { InboundTotals, StatsTotals } from './statsTotals.ts';

type Sample = Pick<MediaSampled, 'intervalMs' | 'uplink' | 'downlink' | 'streams'>;
type UserOf = (stream: InboundTotals) => string | undefined;

/** The difference between two looks; `undefined` when the browser had nothing new to say. */
export function sampleMedia(
  before: StatsMemory | undefined,
  totals: StatsTotals,
  userOf: UserOf,
): { sample?: Sample; memory: StatsMemory } {
  if (!before) return { memory: remember(undefined, totals) };
  const intervalMs = elapsedMs(before.totals, totals);
  if (intervalMs <= 0) return { memory: before };
  const memory = remember(before, totals);
  const sample = {
    intervalMs,
    uplink: sampleUplink(before, memory, intervalMs),
    downlink: sampleDownlink(before.totals, memory, intervalMs),
    streams: sampleStreams(before.totals, totals, userOf),
  };
  return { sample, memory };
}

function sampleDownlink(
  before: StatsTotals,
  { totals: now, packets }: StatsMemory,
  intervalMs: number,
): DownlinkSample {
  const streams = [...now.inbound.values()];
  return {
    packets: sum(streams, ({ id, packets: came }) => grown(came, before.inbound.get(id)?.packets)),
    lost: sum(streams, (stream) => lostSince(stream, before.inbound.get(stream.id))),
    kbps: (streamBytesSince(before, now) * 8) / intervalMs,
    jitterMs: largest(
      streams.filter(({ kind }) => kind === 'audio').map(({ jitterMs }) => jitterMs),
    ),
    bytes: bytesSince(packets, before, now),
    lastPacketAt: lastPacketAt(packets),
  };
}

function sampleStreams(before: StatsTotals, now: StatsTotals, userOf: UserOf): StreamSample[] {
  return [...now.inbound.values()].map((stream) => {
    const earlier = before.inbound.get(stream.id);
    return {
      streamId: stream.id,
      userId: userOf(stream),
      media: stream.kind === 'video' ? 'video' : 'audio',
      packets: grown(stream.packets, earlier?.packets),
      lost: lostSince(stream, earlier),
      framesDecoded: grown(stream.framesDecoded, earlier?.framesDecoded),
      jitterMs: stream.jitterMs,
    };
  });
}
