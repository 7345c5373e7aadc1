import type {
  ConnectionChanged,
  DeviceNetworkChanged,
  LocalMediaChanged,
  Media,
  MediaSampled,
  NetworkEvent,
  Phase,
  ProbeFinished,
  SignalingChanged,
  StreamHealthChanged,
} from '../events/networkEvent.ts';
import { initialCall, initialQuality } from './initialCall.ts';
import { isSame } from './isSame.ts';
import type {
  CallFacts,
  ConnectionMedia,
  ConnectionState,
  DeviceState,
  ProbeState,
  SendingState,
} from './networkState.ts';
import { reduceQuality } from './reduceQuality.ts';

type Handlers = {
  [Type in NetworkEvent['type']]?: (
    call: CallFacts,
    event: Extract<NetworkEvent, { type: Type }>,
  ) => Partial<CallFacts> | undefined;
};

type PhaseFact = ConnectionChanged & { at: number; raw?: ConnectionState['raw'] };

const keepSamplesMs = 8000;
// Back for less than this is still the same outage: SDKs flap between connected and reconnecting.
const sameOutageMs = 3000;
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
// Losses that come in bursts leave some reports of the server clean.
const keepLossesMs = 2000;
// TCP asks again after a second.
const askedAgainMs = 950;
const over = ['idle', 'failed', 'left'];
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

const handlers: Handlers = {
  connectionChanged: (call, event) => reducePhase(call, event),
  snapshotTaken: (call, { phase, at }) =>
    phase === call.connection.phase ? undefined : lookedUp(call, phase, at),
  qualitySampled: (call, event) =>
    event.userId === undefined
      ? { quality: reduceQuality(call.quality, event, event.at) }
      : undefined,
  deviceNetworkChanged: (call, event) => ({ device: reduceDevice(call.device, event, event.at) }),
  visibilityChanged: (call, event) => ({ device: { ...call.device, visible: event.visible } }),
  deviceResumed: (call, { at, gapMs }) => ({
    device: { ...call.device, resumedAt: at, sleptMs: gapMs },
  }),
  probeFinished: (call, event) => ({
    [event.target]: reduceProbe(call[event.target], event, event.at),
  }),
  signalingChanged: (call, event) => reduceChannel(call, event),
  statsSampled: (_call, { userId, type: _type, raw: _raw, source: _source, ...stats }) =>
    userId === undefined ? { stats } : undefined,
  localMediaChanged: (call, event) => ({
    sending: reduceSending(call.sending, event, event.at),
    ...forgetUnsent(call, event),
  }),
  mediaSampled: (call, event) => ({
    mediaSeen: true,
    media: {
      ...call.media,
      [event.connectionId]: reduceMedia(call.media[event.connectionId], event),
    },
  }),
  mediaClosed: (call, { connectionId }) => {
    if (!call.media[connectionId]) return undefined;
    const { [connectionId]: _closed, ...media } = call.media;
    return { media };
  },
  streamHealthChanged: (call, event) =>
    event.userId === undefined ? reduceHeard(call, event) : undefined,
  tokenChanged: (_call, { scope, state, secondsLeft, at }) => ({
    token: {
      scope,
      state,
      at,
      ...(secondsLeft !== undefined && { expiresAt: at + secondsLeft * 1000 }),
    },
  }),
  callEnded: (call, { cause, code, rejoinAllowed, forbiddenUntil, at }) => ({
    connection: {
      ...call.connection,
      willRetry: false,
      ended: { cause, code, rejoinAllowed, forbiddenUntil, at },
    },
  }),
  fallbackChanged: (_call, { userId, direction }) =>
    userId === undefined ? { fallback: direction === 'fallback' } : undefined,
  autoplayBlocked: () => ({ autoplayBlocked: true }),
  warningRaised: (call) => ({ warnings: call.warnings + 1 }),
};

/** The call after one event. The same object when nothing changed. */
export function reduceCall(call: CallFacts, event: NetworkEvent): CallFacts {
  if (!Object.hasOwn(handlers, event.type)) return call;
  const handler = handlers[event.type] as
    | ((call: CallFacts, event: NetworkEvent) => Partial<CallFacts> | undefined)
    | undefined;
  const change = Object.entries(handler?.(call, event) ?? {});
  const known = change.every(([key, value]) => isSame(call[key as keyof CallFacts], value, 2));
  return known ? call : { ...call, ...Object.fromEntries(change), at: event.at };
}

function reducePhase(call: CallFacts, event: PhaseFact): Partial<CallFacts> {
  const ends = over.includes(event.phase) && event.phase !== call.connection.phase;
  return { connection: reduceConnection(call.connection, event), ...(ends && unmeasured) };
}

/** Looked up on late attachment: a connection that is broken by then has been connected. */
function lookedUp(call: CallFacts, phase: Phase, at: number): Partial<CallFacts> {
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
  const rejoins = over.includes(before) || (phase === 'connecting' && ended !== undefined);
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

/** Said again, it is a fresh proof of life. */
function reduceChannel(
  { signaling }: CallFacts,
  { channel = 'app', health, lateMs = 0, at }: SignalingChanged & { at: number },
): Partial<CallFacts> | undefined {
  const before = Object.hasOwn(signaling, channel) ? signaling[channel] : undefined;
  const isSame = before?.health === health;
  if (isSame && health !== 'alive') return undefined;
  const since = isSame ? before.since : at - lateMs;
  const aliveAt = health === 'alive' ? at : before?.aliveAt;
  const state = { health, since, ...(aliveAt !== undefined && { aliveAt }) };
  return { signaling: { ...signaling, [channel]: state } };
}

function reduceDevice(
  device: DeviceState,
  { online, networkType }: DeviceNetworkChanged,
  at: number,
): DeviceState {
  const isOnline = online ?? (networkType === 'none' ? false : networkType ? true : device.online);
  const switched = networkType !== undefined && networkType !== device.networkType;
  return {
    ...device,
    online: isOnline,
    changedAt: isOnline === device.online ? device.changedAt : at,
    ...(isOnline === false && device.online !== false && { offlineAt: at }),
    ...(switched && { networkType, previousType: device.networkType, typeChangedAt: at }),
  };
}

function reduceProbe(
  probe: ProbeState,
  { outcome, sentAt, tookMs, unverified }: ProbeFinished,
  at: number,
): ProbeState {
  const answered = outcome === 'reachable';
  // Probes overlap: a slow old one says nothing about now.
  if (sentAt < probe.sentAt && !answered) return probe;
  const since = outcome === probe.outcome ? probe.since : at;
  const base = { ...probe, outcome, sentAt: Math.max(sentAt, probe.sentAt), at, tookMs, since };
  if (!answered) return { ...base, failedAt: at, failedSentAt: sentAt };
  const usualMs = Math.min(tookMs, probe.usualMs ?? tookMs);
  const heard = { ...base, calibrated: true as const, usualMs, ...back(probe, sentAt, at, tookMs) };
  const half = sentAt + tookMs / 2;
  // Anybody in between may have said this: it proves that something answered, and no more.
  if (unverified) return { ...heard, somebodyAt: Math.max(half, probe.somebodyAt ?? 0) };
  return { ...heard, answeredAt: Math.max(half, probe.answeredAt ?? 0) };
}

/** It answers again, having failed since it last did; or so late that the question had to be asked twice. */
function back(
  { failedSentAt = 0, outcome, usualMs = Number.POSITIVE_INFINITY }: ProbeState,
  sentAt: number,
  at: number,
  tookMs: number,
): Pick<ProbeState, 'backAt' | 'failedSentAt'> {
  if (tookMs > 2 * usualMs + askedAgainMs) return { backAt: at, failedSentAt: sentAt };
  const failed = outcome === 'refused' || outcome === 'timedOut';
  const half = sentAt + tookMs / 2;
  return failed && half > failedSentAt ? { backAt: half } : {};
}

function reduceSending(
  sending: SendingState,
  change: Partial<SendingState>,
  at: number,
): SendingState {
  const next = { ...sending, known: true };
  for (const media of ['audio', 'video', 'screen', 'effects'] as const) {
    next[media] = change[media] ?? sending[media];
  }
  const was = sending.audio || sending.video || sending.screen;
  const is = next.audio || next.video || next.screen;
  return { ...next, since: is ? (was ? sending.since : at) : undefined };
}

function reduceHeard(
  call: CallFacts,
  { media, health, lost, at, source }: StreamHealthChanged & { at: number; source: string },
): Partial<CallFacts> {
  const { [media]: _before, ...others } = call.heard.streams ?? {};
  const silent = health === 'paused' || (call.sending.known && isOff(call.sending, media));
  const word = health === 'stalled' ? 'notAtAll' : 'heard';
  const { state, since, backAt, streams } = hear(
    call.heard,
    silent ? others : { ...others, [media]: word },
    at,
  );
  // A share is a measurement; a count, as some SDKs give it, is not.
  const isShare = lost !== undefined && lost >= 0 && lost <= 1;
  const losses = [...(call.heard.losses ?? []), ...(isShare ? [{ at, loss: lost }] : [])].filter(
    (one) => at - one.at < keepLossesMs,
  );
  const share = isShare ? { loss: Math.max(...losses.map(({ loss }) => loss)) } : {};
  return { heard: { state, since, backAt, at, by: source, ...share, losses, streams } };
}

/** That nobody hears what we no longer send is no trouble. */
function forgetUnsent(
  { heard }: CallFacts,
  change: LocalMediaChanged & { at: number },
): Partial<CallFacts> {
  const all = Object.entries(heard.streams ?? {});
  const sent = all.filter(([media]) => !isOff(change, media as Media));
  return sent.length < all.length
    ? { heard: hear(heard, Object.fromEntries(sent), change.at) }
    : {};
}

function isOff(sending: Partial<SendingState>, media: Media): boolean {
  return media in sending && sending[media as keyof SendingState] === false;
}

/** One medium that arrives is enough to be heard. */
function hear(
  heard: CallFacts['heard'],
  streams: NonNullable<CallFacts['heard']['streams']>,
  at: number,
): CallFacts['heard'] {
  const words = Object.values(streams);
  const state = words.includes('heard') ? 'heard' : words.length ? 'notAtAll' : 'unknown';
  const since = state === heard.state ? heard.since : at;
  const backAt = state === 'heard' && heard.state === 'notAtAll' ? at : heard.backAt;
  return { ...heard, state, since, backAt, streams };
}

function reduceMedia(
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
