import type {
  DeviceNetworkChanged,
  NetworkEvent,
  NetworkType,
  SignalingChanged,
} from '../events/networkEvent.ts';
import { isSameIn } from './isSame.ts';
import type { CallFacts, DeviceState, SendingState } from './networkState.ts';
import { lookedUp, reducePhase } from './reduceConnection.ts';
import { forgetUnsent, reduceHeard } from './reduceHeard.ts';
import { reduceQuality } from './reduceQuality.ts';

/** What each kind of fact changes of the call. */
export type CallReducers = {
  readonly [Type in NetworkEvent['type']]?: (
    call: CallFacts,
    event: Extract<NetworkEvent, { type: Type }>,
  ) => Partial<CallFacts> | undefined;
};

/** Of facts that any source may say; the others come with their witness. */
export const callReducers: CallReducers = {
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
  signalingChanged: (call, event) => reduceChannel(call, event),
  statsSampled: (_call, { userId, type: _type, raw: _raw, source: _source, ...stats }) =>
    userId === undefined ? { stats } : undefined,
  localMediaChanged: (call, event) => ({
    sending: reduceSending(call.sending, event, event.at),
    ...forgetUnsent(call, event),
  }),
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
export function reduceCall(
  call: CallFacts,
  event: NetworkEvent,
  reducers: CallReducers = callReducers,
): CallFacts {
  if (!Object.hasOwn(reducers, event.type)) return call;
  const handler = reducers[event.type] as
    | ((call: CallFacts, event: NetworkEvent) => Partial<CallFacts> | undefined)
    | undefined;
  const change = handler?.(call, event);
  return !change || isSameIn(call, change) ? call : { ...call, ...change, at: event.at };
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
  const isOnline = online ?? onlineBy(networkType) ?? device.online;
  const switched = networkType !== undefined && networkType !== device.networkType;
  return {
    ...device,
    online: isOnline,
    changedAt: isOnline === device.online ? device.changedAt : at,
    ...(isOnline === false && device.online !== false && { offlineAt: at }),
    ...(switched && { networkType, previousType: device.networkType, typeChangedAt: at }),
  };
}

/** A kind of network means that there is one; that it is unknown means nothing. */
function onlineBy(networkType: NetworkType | undefined): boolean | undefined {
  return networkType === undefined || networkType === 'unknown'
    ? undefined
    : networkType !== 'none';
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
