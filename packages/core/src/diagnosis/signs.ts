import type { CallFacts, ConnectionMedia, ProbeState } from '../state/networkState.ts';

/** What the media itself shows, read off the newest samples of all peer connections. */
export interface MediaSigns {
  /** Something measures media at all. */
  watched: boolean;
  /** RTP has come in on a connection that still lives. */
  hadRtp: boolean;
  /** Up to when the samples reach. */
  sampledAt: number;
  lastRtpAt: number;
  lastPacketAt: number;
  /** Milliseconds without RTP, and without any packet, up to the newest sample. */
  rtpSilentMs: number;
  packetSilentMs: number;
  /** Every connection belongs to one remote user: there is no server in between. */
  mesh: boolean;
}

/** One sample with the best that its connection has had. */
export type Sample = ConnectionMedia['samples'][number] & { best: ConnectionMedia['best'] };

/** Reads the media signs at the time of the newest sample: between samples nothing can be known. */
export function readMediaSigns({ media }: CallFacts): MediaSigns {
  const all = Object.values(media);
  const newest = all.map(({ samples }) => samples.at(-1)).filter((sample) => sample !== undefined);
  const latest = (pick: (one: ConnectionMedia) => number | undefined) =>
    Math.max(0, ...all.map((one) => pick(one) ?? 0));
  const heard = all.filter((one) => one.lastRtpAt !== undefined);
  const sampledAt = Math.max(0, ...newest.map(({ at }) => at));
  const lastRtpAt = latest((one) => one.lastRtpAt);
  const lastPacketAt = Math.max(
    lastRtpAt,
    latest((one) => one.lastPacketAt),
  );
  return {
    watched: all.length > 0,
    hadRtp: lastRtpAt > 0,
    sampledAt,
    lastRtpAt,
    lastPacketAt,
    rtpSilentMs: heard.length ? Math.min(...heard.map(({ silentMs }) => silentMs)) : 0,
    packetSilentMs: lastPacketAt ? sampledAt - lastPacketAt : 0,
    mesh: newest.length > 0 && newest.every(({ userId }) => userId !== undefined),
  };
}

/** All samples of the last `windowMs` on connections that have settled, oldest first. */
export function recentSamples({ media }: CallFacts, now: number, windowMs: number): Sample[] {
  return Object.values(media)
    .flatMap(({ samples, settlesAt, best }) =>
      samples
        .filter(({ at }) => now - at < windowMs && at >= settlesAt)
        .map((sample) => ({ ...sample, best })),
    )
    .sort((one, other) => one.at - other.at);
}

/** The probe's answer, if it was asked after `since` (a little before counts: it was under way). */
export function answerSince(probe: ProbeState, since: number): ProbeState['outcome'] {
  return probe.sentAt >= since - 200 ? probe.outcome : 'unknown';
}
