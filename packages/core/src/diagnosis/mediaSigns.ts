import type { CallFacts, ConnectionMedia } from '../state/networkState.ts';

/** What the media itself shows, read off the newest samples of all peer connections. */
export interface MediaSigns {
  /** Something measures media now: what was measured long ago says nothing about now. */
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
  /** When RTP came back after a silence; 0 if it never did. */
  rtpBackAt: number;
  /** The longest pause between packets of any kind, lately. */
  pauseMs: number;
  /** The newest moment as of which what we send is proved to have arrived, and a connectivity check was answered; 0 without one. */
  arrivedAt: number;
  checkedAt: number;
  /** Every connection belongs to one remote user: there is no server in between. */
  mesh: boolean;
}

/** One sample with the best that its connection has had. */
export type Sample = ConnectionMedia['samples'][number] & { best: ConnectionMedia['best'] };

// The slowest look, of a hidden page, comes every two seconds.
const freshMs = 3500;
// No pause between packets is so long while media flows.
const gapMs = 500;

/** Reads the media signs at the time of the newest sample: between samples nothing can be known. */
export function readMediaSigns({ media }: CallFacts, now: number): MediaSigns {
  const all = Object.values(media);
  const latest = (pick: (one: ConnectionMedia) => number | undefined) =>
    Math.max(0, ...all.map((one) => pick(one) ?? 0));
  const heard = all.filter((one) => one.lastRtpAt !== undefined);
  const sampledAt = Math.max(0, ...newestOf(media).map(({ at }) => at));
  const lastRtpAt = latest((one) => one.lastRtpAt);
  const lastPacketAt = Math.max(
    lastRtpAt,
    latest((one) => one.lastPacketAt),
  );
  return {
    watched: sampledAt > 0 && now - sampledAt < freshMs,
    hadRtp: lastRtpAt > 0,
    sampledAt,
    lastRtpAt,
    lastPacketAt,
    rtpSilentMs: heard.length ? Math.min(...heard.map(({ silentMs }) => silentMs)) : 0,
    packetSilentMs: lastPacketAt ? sampledAt - lastPacketAt : 0,
    rtpBackAt: latest((one) => one.rtpBackAt),
    pauseMs: latest((one) => one.pauseMs),
    arrivedAt: latest((one) => one.arrivedAt),
    checkedAt: latest((one) => one.checkedAt),
    mesh: isMesh(media),
  };
}

/** Media is measured, and it comes in. */
export function isFlowing({ watched, hadRtp, rtpSilentMs }: MediaSigns): boolean {
  return watched && hadRtp && rtpSilentMs < gapMs;
}

/** Every connection that is measured belongs to one remote user: nobody stands in between. */
export function isMesh(media: CallFacts['media']): boolean {
  const newest = newestOf(media);
  return newest.length > 0 && newest.every(({ userId }) => userId !== undefined);
}

function newestOf(media: CallFacts['media']): ConnectionMedia['samples'][number][] {
  return Object.values(media).flatMap(({ samples }) => samples.at(-1) ?? []);
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

/** The newest sample of each connection that still is measured. */
export function newestSamples(
  { media }: CallFacts,
  now: number,
): ConnectionMedia['samples'][number][] {
  return newestOf(media).filter(({ at }) => now - at < freshMs);
}

/** When nothing was sent, nothing can be missed. */
export function sentNothingSince({ sending, media }: CallFacts, since: number): boolean {
  if (sending.known && sending.since === undefined) return true;
  const looks = Object.values(media).flatMap(({ samples }) =>
    samples.filter(({ at }) => at > since),
  );
  return looks.length > 0 && looks.every(({ uplink }) => uplink.packets === 0);
}
