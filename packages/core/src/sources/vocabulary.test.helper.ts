import type { Cause, NetworkFact, SourceEvent } from '../events/networkEvent.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const yes: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const positive: Check = (value) => number(value) && (value as number) >= 0;
const share: Check = (value) => positive(value) && (value as number) <= 1;
const code: Check = (value) => text(value) || number(value);
const one =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const phase = one(
  ...['idle', 'connecting', 'connected', 'reconnecting', 'lost', 'failed', 'leaving', 'left'],
);
const causes: Record<Cause, true> = {
  none: true,
  join: true,
  joined: true,
  rejoined: true,
  localLeave: true,
  network: true,
  timeout: true,
  signal: true,
  media: true,
  ice: true,
  nodeChange: true,
  serverRequest: true,
  serverError: true,
  serverShutdown: true,
  roomClosed: true,
  kicked: true,
  bannedUser: true,
  bannedIp: true,
  bannedChannel: true,
  duplicateLogin: true,
  tokenExpired: true,
  tokenInvalid: true,
  rejected: true,
  proxy: true,
  tokenRenewed: true,
  ipChanged: true,
  licence: true,
  capacity: true,
  badParams: true,
  migration: true,
  fallback: true,
  stateMismatch: true,
  echoTest: true,
  role: true,
  joinFailed: true,
  notAvailable: true,
  unknown: true,
};
const cause = one(...Object.keys(causes));
const quality = one('unknown', 'excellent', 'good', 'poor', 'bad', 'vbad', 'down');
const media = one('audio', 'video', 'screen', 'screenAudio', 'data');
const linkState = one('up', 'down', 'unknown');
const link: Check = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(linkState);
const userId: Check = (value) => text(value) && value !== '';
const leaveReason = one(
  ...['quit', 'dropped', 'kicked', 'invisible', 'role', 'duplicate', 'tokenExpired', 'failover'],
  ...['update', 'hidden', 'roomClosed', 'serverShutdown', 'localReconnect', 'migration'],
  ...['rejected', 'unknown'],
);
const unpublishReason = one(
  ...['unpublish', 'publishFailed', 'keepaliveFailed', 'peerDisconnected', 'republish'],
  ...['tokenExpired', 'muted', 'other', 'unknown'],
);

type Fields = Readonly<Record<string, Check>>;

/** Every fact an SDK source may emit, field by field. */
const facts: Partial<Record<NetworkFact['type'], Fields>> = {
  connectionChanged: {
    phase,
    cause,
    willRetry: yes,
    recovered: maybe(one(true)),
    link: maybe(link),
    code: maybe(code),
    attempt: maybe(positive),
    lagMs: maybe(positive),
    givesUpInMs: maybe(positive),
  },
  qualitySampled: {
    userId: maybe(userId),
    uplink: maybe(quality),
    downlink: maybe(quality),
    overall: maybe(quality),
    score: maybe(number),
    reasons: maybe(list(text)),
    basis: one('sdk', 'derived'),
    partial: maybe(yes),
    held: maybe(one(true)),
  },
  deviceNetworkChanged: {
    online: maybe(yes),
    networkType: maybe(one('unknown', 'none', 'lan', 'wifi', '2g', '3g', '4g', '5g', 'cellular')),
  },
  userJoined: { userId, name: maybe(text), existing: maybe(yes), rejoin: maybe(yes) },
  userLeft: {
    userId,
    reason: leaveReason,
    tag: maybe(text),
    code: maybe(code),
    lagMs: maybe(positive),
  },
  userConnectionChanged: {
    userId,
    phase: one('connected', 'reconnecting', 'lost'),
    lagMs: maybe(positive),
  },
  streamPublished: { userId, media: list(media), streamId: maybe(text) },
  streamUnpublished: { userId, media: list(media), streamId: maybe(text), reason: unpublishReason },
  streamHealthChanged: {
    userId: maybe(userId),
    media,
    health: one('flowing', 'stalled', 'paused', 'recovering'),
    cause: maybe(text),
    lost: maybe(positive),
  },
  localMediaChanged: {
    audio: maybe(yes),
    video: maybe(yes),
    screen: maybe(yes),
    effects: maybe(yes),
  },
  fallbackChanged: {
    userId: maybe(userId),
    media: maybe(media),
    direction: one('fallback', 'recover'),
    cause: one('bandwidth', 'unknown'),
  },
  exceptionRaised: { code, text, recovered: yes, userId: maybe(userId) },
  tokenChanged: {
    scope: one('session', 'publish', 'subscribe'),
    state: one('expiring', 'expired', 'invalid'),
    secondsLeft: maybe(positive),
  },
  callEnded: {
    cause,
    code,
    rejoinAllowed: maybe(yes),
    forbiddenUntil: maybe(positive),
  },
  warningRaised: { code, text: maybe(text) },
  autoplayBlocked: {
    userId: maybe(userId),
    media,
    resume: maybe((value) => typeof value === 'function'),
  },
  signalingChanged: { channel: text, health: one('alive', 'late', 'closed') },
  statsSampled: {
    userId: maybe(userId),
    rttMs: maybe(positive),
    lossUp: maybe(share),
    lossDown: maybe(share),
    jitterMs: maybe(positive),
    jitterBufferMs: maybe(positive),
    kbpsUp: maybe(positive),
    kbpsDown: maybe(positive),
    availableKbpsUp: maybe(positive),
    stalls: maybe(positive),
  },
  snapshotTaken: { phase, users: list(userId) },
};

/** What an event says outside our vocabulary; empty when all is well. */
export function outsideVocabulary(event: SourceEvent): string[] {
  const { type, raw: _raw, synthetic, ...rest } = event;
  const fields = facts[type];
  if (!fields) return [`${type} is not for an SDK source`];
  const names = new Set([...Object.keys(fields), ...Object.keys(rest)]);
  const values: Record<string, unknown> = { ...rest };
  const problems = [...names]
    .filter((name) => !(fields[name] ?? (() => false))(values[name]))
    .map((name) => `${type}.${name} is ${String(values[name])}`);
  if (synthetic !== undefined && synthetic !== true) problems.push('synthetic is not true');
  if (event.type === 'connectionChanged') {
    const retries = event.phase === 'reconnecting' || event.phase === 'lost';
    if (event.willRetry !== retries)
      problems.push(`willRetry is ${event.willRetry} in ${event.phase}`);
  }
  return problems;
}
