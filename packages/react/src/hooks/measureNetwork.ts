import type { NetworkState, StatsState } from '@netcue/core';

type MediaSample = NetworkState['media'][string]['samples'][number];

/** Numbers behind the quality, where anybody measured them. Loss is 0..1. */
export interface NetworkMeasures {
  roundTripMs: number | undefined;
  jitterMs: number | undefined;
  lossUp: number | undefined;
  lossDown: number | undefined;
  kbpsUp: number | undefined;
  kbpsDown: number | undefined;
}

/** What the SDK says first, else what our own peer connections measured last. */
export function measureCall({ stats, media }: NetworkState): NetworkMeasures {
  const said = measureStats(stats);
  const seen = measureMedia(media);
  return {
    roundTripMs: said.roundTripMs ?? seen.roundTripMs,
    jitterMs: said.jitterMs ?? seen.jitterMs,
    lossUp: said.lossUp ?? seen.lossUp,
    lossDown: said.lossDown ?? seen.lossDown,
    kbpsUp: said.kbpsUp ?? seen.kbpsUp,
    kbpsDown: said.kbpsDown ?? seen.kbpsDown,
  };
}

/** What the SDK says. */
export function measureStats(stats: StatsState | undefined): NetworkMeasures {
  return {
    roundTripMs: stats?.rttMs,
    jitterMs: stats?.jitterMs,
    lossUp: stats?.lossUp,
    lossDown: stats?.lossDown,
    kbpsUp: stats?.kbpsUp,
    kbpsDown: stats?.kbpsDown,
  };
}

function measureMedia(media: NetworkState['media']): NetworkMeasures {
  const samples = Object.values(media).flatMap((connection) => connection.samples.at(-1) ?? []);
  const worst = (pick: (sample: MediaSample) => number | undefined) =>
    fold(samples.map(pick), Math.max);
  const total = (pick: (sample: MediaSample) => number | undefined) =>
    fold(samples.map(pick), (one, other) => one + other);
  return {
    roundTripMs: worst(({ uplink }) => uplink.rttMs),
    jitterMs: worst(({ downlink }) => downlink.jitterMs),
    lossUp: worst(({ uplink }) => uplink.loss),
    lossDown: worst(({ downlink }) => lossOf(downlink)),
    kbpsUp: total(({ uplink }) => uplink.kbps),
    kbpsDown: total(({ downlink }) => downlink.kbps),
  };
}

function lossOf({ packets, lost }: MediaSample['downlink']): number | undefined {
  const sent = packets + lost;
  return sent > 0 ? lost / sent : undefined;
}

function fold(
  values: readonly (number | undefined)[],
  combine: (one: number, other: number) => number,
): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? known.reduce((one, other) => combine(one, other)) : undefined;
}
