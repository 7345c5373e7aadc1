import type {
  ConnectionChanged,
  DeviceNetworkChanged,
  MediaSampled,
  NetworkEvent,
  ProbeFinished,
} from '../events/networkEvent.ts';
import { initialCall, initialQuality } from './initialCall.ts';
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
const stalledMs = 1000;
const ended = ['failed', 'left'];
const broken = ['reconnecting', 'lost'];

const handlers: Handlers = {
  connectionChanged: (call, event) => ({
    connection: reduceConnection(call.connection, event),
    ...(ended.includes(event.phase) && { quality: initialQuality, media: {}, signaling: {} }),
  }),
  snapshotTaken: (call, event) => ({
    connection: {
      ...call.connection,
      phase: event.phase,
      since: event.at,
      everConnected: event.phase === 'connected',
      ...(event.phase === 'connected' && { connectedAt: event.at }),
    },
  }),
  qualitySampled: (call, event) =>
    event.userId === undefined
      ? { quality: reduceQuality(call.quality, event, event.at) }
      : undefined,
  deviceNetworkChanged: (call, event) => ({ device: reduceDevice(call.device, event, event.at) }),
  visibilityChanged: (call, event) => ({ device: { ...call.device, visible: event.visible } }),
  deviceResumed: (call, event) => ({ device: { ...call.device, resumedAt: event.at } }),
  probeFinished: (call, event) => ({
    [event.target]: reduceProbe(call[event.target], event, event.at),
  }),
  signalingChanged: (call, { channel = 'app', health, lateMs, at }) =>
    call.signaling[channel]?.health === health
      ? undefined
      : {
          signaling: { ...call.signaling, [channel]: { health, since: at - (lateMs ?? 0) } },
        },
  statsSampled: (_call, { userId, type: _type, raw: _raw, source: _source, ...stats }) =>
    userId === undefined ? { stats } : undefined,
  localMediaChanged: (call, event) => ({
    sending: reduceSending(call.sending, event, event.at),
  }),
  mediaSampled: (call, event) => ({
    media: {
      ...call.media,
      [event.connectionId]: reduceMedia(call.media[event.connectionId], event),
    },
  }),
  mediaClosed: (call, { connectionId }) => {
    const { [connectionId]: _closed, ...media } = call.media;
    return { media };
  },
  streamHealthChanged: (call, { userId, health, lost, at, source }) =>
    userId === undefined
      ? {
          heard: reduceHeard(
            call.heard,
            health === 'stalled' ? 'notAtAll' : 'heard',
            lost,
            at,
            source,
          ),
        }
      : undefined,
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
  const handler = handlers[event.type] as
    | ((call: CallFacts, event: NetworkEvent) => Partial<CallFacts> | undefined)
    | undefined;
  const change = handler?.(call, event);
  return change ? { ...call, ...change, at: event.at } : call;
}

function reduceConnection(
  connection: ConnectionState,
  event: ConnectionChanged & { at: number; raw?: ConnectionState['raw'] },
): ConnectionState {
  const { phase, cause, willRetry, attempt, link, lagMs = 0, givesUpInMs, at, raw } = event;
  const connected = phase === 'connected';
  // A new join starts over: what ended the last one is history.
  const base =
    phase === 'connecting' && [...ended, 'idle'].includes(connection.phase)
      ? initialCall.connection
      : connection;
  return {
    ...base,
    phase,
    since: base.phase === phase ? base.since : at,
    cause,
    willRetry,
    recovered: event.recovered ?? (connected && broken.includes(base.phase)),
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

/** Cumulative: a short reconnect in between does not restart it. Kept while connected, so that a flap finds it again. */
function outageSince(
  connection: ConnectionState,
  phase: ConnectionState['phase'],
  at: number,
  lagMs: number,
): number | undefined {
  if (phase === 'connected') return connection.outageSince;
  if (!broken.includes(phase))
    return broken.includes(connection.phase) ? connection.outageSince : undefined;
  const { outageSince, connectedAt = 0, phase: before } = connection;
  const goesOn =
    outageSince !== undefined && (before !== 'connected' || at - connectedAt < sameOutageMs);
  return goesOn ? outageSince : at - lagMs;
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
    ...(switched && { networkType, previousType: device.networkType, typeChangedAt: at }),
  };
}

function reduceProbe(
  probe: ProbeState,
  { outcome, sentAt, tookMs }: ProbeFinished,
  at: number,
): ProbeState {
  // Probes overlap: a slow old one says nothing about now.
  if (sentAt < probe.sentAt && outcome !== 'reachable') return probe;
  const same = outcome === probe.outcome;
  return {
    outcome,
    sentAt,
    at,
    tookMs,
    since: same ? probe.since : at,
    inARow: same ? probe.inARow + 1 : 1,
  };
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
  heard: CallFacts['heard'],
  state: CallFacts['heard']['state'],
  loss: number | undefined,
  at: number,
  by: string,
): CallFacts['heard'] {
  // A share is a measurement; a count, as some SDKs give it, is not.
  const share = loss !== undefined && loss >= 0 && loss <= 1 ? { loss } : {};
  return { state, since: heard.state === state ? heard.since : at, at, by, ...share };
}

function reduceMedia(
  media: ConnectionMedia | undefined,
  event: MediaSampled & { at: number },
): ConnectionMedia {
  const { downlink, at } = event;
  const flows = downlink.packets > 0;
  const samples = [...(media?.samples ?? []), event].filter(
    (sample) => at - sample.at < keepSamplesMs,
  );
  return {
    samples,
    silentMs: flows ? 0 : (media?.silentMs ?? 0) + trustedMs(event),
    settlesAt: settlesAt(media, flows, at),
    best: reduceBest(media?.best ?? noneYet, event),
    lastRtpAt: flows ? at : media?.lastRtpAt,
    lastPacketAt: downlink.lastPacketAt ?? (downlink.bytes > 0 || flows ? at : media?.lastPacketAt),
  };
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
