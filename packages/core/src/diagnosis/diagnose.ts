import type { CallFacts, ChannelState } from '../state/networkState.ts';
import type { CallDiagnosis, CallDiagnosisCause, CallEvidence, CallSign } from './diagnosis.ts';
import { answerSince, type MediaSigns, readMediaSigns, recentSamples } from './signs.ts';
import {
  readWeakSigns,
  type WeakBefore,
  type Weakness,
  type WeakSigns,
  worstLevel,
} from './weakness.ts';

/** What diagnosing the call needs to know of the remote users. */
export interface RemotesView {
  /** Somebody who should be heard is in the call. */
  expectsMedia: boolean;
  /** How many remotes are here. */
  count: number;
  /** There were remotes, and all are gone: nobody to be weak towards. */
  alone: boolean;
  /** Remotes whose own report or SDK score says that their side is bad. */
  weakThemselves: number;
  /** Remotes whose side explains a slow way between us: the server hears them badly, or they hear everybody badly. */
  slowThemselves: number;
  /** The newest sign of life of any remote over the app's own channel; 0 without one. */
  lastHeardOf: number;
  /** A server in between measures what arrives from the remotes: their side can be told from ours. */
  measured: boolean;
  /** Peer reports are in use. */
  reports: boolean;
  /** Remotes whose fresh reports say they hear us, and that they hear nothing from us. */
  hearUs: number;
  hearBadly: number;
  hearNothing: number;
  /** A remote is said to be silent, reconnecting or lost. */
  saidGone: boolean;
}

/** The cause that the facts support now, and when to look again although nothing happens. */
export interface Finding {
  cause: CallDiagnosisCause;
  /** When this trouble began; default: now. */
  began?: number;
  confidence: number;
  evidence: CallEvidence[];
  level?: CallDiagnosis['level'];
  betweenUs?: boolean;
}

interface Context {
  call: CallFacts;
  signs: MediaSigns;
  remotes: RemotesView;
  previous: CallDiagnosis;
  now: number;
}

type Rule = (context: Context) => Finding | undefined;

// A second without a packet from anybody who should be heard.
const stallMs = 1000;
// All paths silent at once is rarer: by then the sampling has missed up to half a second of it.
const suspectMs = 800;
const refusedMs = 200;
const freshProbeMs = 5000;
const slowestProbeMs = 20_000;
// What an outage leaves behind: loss counted over the gap, low bandwidth estimates, mute sockets.
const weakAfterOutageMs = 10_000;
const unheardAfterOutageMs = 4000;
const muteSocketMs = 15_000;
// A closed channel is often reopened at once, or explained by the next probe.
const closedMs = 300;
const reportsStopMs = 2500;
const probesTellMs = 2600;
const heardFreshMs = 3000;
const goOnSendingMs = 2000;
const justHeardMs = 5000;
const relayLagMs = 900;
const arrivesLoss = 0.03;
// A stopped server is told from a blocked path by its channel, which is late only after this long.
const channelTellsMs = 2600;
const outages: readonly CallDiagnosisCause[] = [
  'deviceOffline',
  'noInternet',
  'serverUnreachable',
  'mediaBlocked',
  'unknownOutage',
  'resumed',
];

const consequences: readonly CallDiagnosisCause[] = [
  'notHeard',
  'mediaBlocked',
  'serverUnreachable',
];

/** True for causes that mean: this device is out of the call for now. */
export function isOutage(cause: CallDiagnosisCause): boolean {
  return outages.includes(cause);
}

/** The rules, strongest first: the first that finds something names the cause. */
const rules: readonly Rule[] = [
  endedByServer,
  gone,
  offline,
  refusedEverywhere,
  resumed,
  silentPath,
  closedByServer,
  brokenBySdk,
  stillOut,
  notHeard,
  signalingLost,
  weak,
  busy,
];

/** What is wrong with this device's part in the call. Pure: facts, remotes, what was said before and the time in. */
export function diagnose(
  call: CallFacts,
  remotes: RemotesView,
  previous: CallDiagnosis,
  now: number,
): CallDiagnosis {
  const context = { call, signs: readMediaSigns(call), remotes, previous, now };
  let finding: Finding | undefined;
  for (const rule of rules) {
    finding = rule(context);
    if (finding) break;
  }
  const { cause, began = now, confidence, evidence, level, betweenUs } = finding ?? nothing;
  const same = cause === previous.cause;
  const unchanged =
    previous.confidence === confidence &&
    previous.level === level &&
    (previous.betweenUs ?? false) === (betweenUs ?? false);
  if (same && unchanged) return previous;
  const goesOn = same || (isOutage(cause) && isOutage(previous.cause));
  return {
    cause,
    began: goesOn ? Math.min(previous.began, began) : began,
    since: same ? previous.since : now,
    confidence,
    evidence,
    ...(level && { level }),
    ...(betweenUs && { betweenUs }),
    ...lastOutage(context, cause),
  };
}

function lastOutage(
  { previous, signs, now }: Context,
  cause: CallDiagnosisCause,
): Pick<CallDiagnosis, 'lastOutage' | 'wasTheirs'> {
  const { began, lastOutage: last } = previous;
  const over = isOutage(previous.cause) && !isOutage(cause);
  if (over && signs.rtpSilentMs < stallMs) return { lastOutage: { began, ended: now } };
  return { ...(last && { lastOutage: last }), ...(over && { wasTheirs: true }) };
}

function sinceOutage({ previous, now }: Context): number {
  return isOutage(previous.cause)
    ? 0
    : now - (previous.lastOutage?.ended ?? Number.NEGATIVE_INFINITY);
}

const nothing: Finding = { cause: 'none', confidence: 1, evidence: [] };

function endedByServer({ call: { connection } }: Context): Finding | undefined {
  const { ended } = connection;
  if (!ended) return undefined;
  return {
    cause: 'endedByServer',
    began: ended.at,
    confidence: 1,
    evidence: [{ sign: 'call ended', at: ended.at, value: ended.cause }],
  };
}

/** Not in a call: nothing to judge. The phase itself says the rest. */
function gone({ call: { connection } }: Context): Finding | undefined {
  const inCall =
    connection.everConnected && !['left', 'leaving', 'failed'].includes(connection.phase);
  const unsaid = connection.phase === 'idle';
  return inCall || unsaid ? undefined : nothing;
}

/** The device says it has no network, and no media contradicts it. */
function offline({ call: { device }, signs, now }: Context): Finding | undefined {
  if (device.online !== false) return undefined;
  const evidence: CallEvidence[] = [{ sign: 'device offline', at: device.changedAt }];
  if (signs.lastRtpAt > device.changedAt + 800 && signs.rtpSilentMs < 500) return undefined;
  const checked = now - device.changedAt >= 300 || !signs.hadRtp;
  return {
    cause: 'deviceOffline',
    began: device.changedAt,
    confidence: checked ? 1 : 0.8,
    evidence,
  };
}

/** Both hosts refused within milliseconds: the packets never left this device. */
function refusedEverywhere(context: Context): Finding | undefined {
  const { call, signs, previous, now } = context;
  const { server, other, device, connection } = call;
  // In a long outage probes come slower, and are refused slower.
  const goesOn = previous.cause === 'deviceOffline';
  const quick = goesOn ? 5 * refusedMs : refusedMs;
  const fresh = goesOn ? slowestProbeMs : freshProbeMs;
  const refused = [server, other].every(
    ({ outcome, at, tookMs }) => outcome === 'refused' && tookMs < quick && now - at < fresh,
  );
  // Media that comes in says nothing about what goes out.
  const contradicted = signs.watched && signs.rtpSilentMs < 500 && !uplinkCut(context);
  const online =
    (device.online === true && device.changedAt > server.at) ||
    (connection.phase === 'connected' && (connection.connectedAt ?? 0) > server.at);
  if (!refused || contradicted || online) return undefined;
  return {
    cause: 'deviceOffline',
    began: Math.min(signs.lastPacketAt || server.since, server.since),
    confidence: 0.9,
    evidence: [
      { sign: 'server probe refused', at: server.at, value: server.tookMs },
      { sign: 'other probe refused', at: other.at, value: other.tookMs },
    ],
  };
}

/** Back from sleep and not yet back in the call. */
function resumed({ call, signs, remotes, now }: Context): Finding | undefined {
  const { device } = call;
  const { resumedAt } = device;
  if (resumedAt === undefined || now - resumedAt > 20_000) return undefined;
  const awaited = signs.hadRtp && remotes.expectsMedia;
  const back = awaited ? signs.lastRtpAt > resumedAt : !brokenPhase(call);
  const lookedAgain = signs.watched ? signs.sampledAt > resumedAt : true;
  if (back || !lookedAgain) return undefined;
  return {
    cause: 'resumed',
    began: resumedAt,
    confidence: 0.9,
    evidence: [{ sign: 'device resumed', at: resumedAt }],
  };
}

/** Nothing comes in from anybody. The probes tell how far our packets get. */
function silentPath(context: Context): Finding | undefined {
  const { call, signs, remotes } = context;
  if (!signs.hadRtp || !remotes.expectsMedia || signs.rtpSilentMs < suspectMs) return undefined;
  // Others' media stopped, yet packets reach us: it is not our path, until they stop for longer than any pause.
  const outlived = signs.lastPacketAt - signs.lastRtpAt > 700;
  if (signs.packetSilentMs < (outlived ? 3 * stallMs : suspectMs)) return undefined;
  const began = signs.lastRtpAt;
  const silence = signs.packetSilentMs;
  const stall = { sign: 'no packet on any connection', at: began, value: silence } as const;
  const server = answerSince(call.server, began);
  const other = answerSince(call.other, began);
  const found = (
    cause: CallDiagnosisCause,
    confidence: number,
    ...more: CallEvidence[]
  ): Finding => ({
    cause,
    began,
    confidence,
    evidence: [stall, ...more],
  });
  const said = (probe: 'server' | 'other'): CallEvidence => ({
    sign: `${probe} probe ${answers[call[probe].outcome]}`,
    at: call[probe].at,
    value: call[probe].tookMs,
  });
  const failed = server === 'timedOut' || server === 'refused';
  if (failed && other === 'reachable' && !isHealing(context)) {
    return found('serverUnreachable', 0.95, said('server'), said('other'));
  }
  if (server === 'timedOut' && (other === 'timedOut' || other === 'refused')) {
    return found('noInternet', 0.95, said('server'), said('other'));
  }
  if (server === 'reachable') return reachableButSilent(context, found, said('server'));
  // The first answer of a probe takes a moment; a word too early would only be replaced.
  const waited = signs.rtpSilentMs >= probesTellMs;
  return found(lasting(context) ?? 'unknownOutage', waited ? 0.6 : 0.4);
}

const answers = {
  reachable: 'answered',
  refused: 'refused',
  timedOut: 'timed out',
  unknown: 'pending',
} as const;

/** The first cause stays: what follows (ICE giving up) is its consequence. */
function lasting({ previous: { cause, since }, now }: Context): CallDiagnosisCause | undefined {
  // Who does not hear us goes on sending for a while: where both ways end at once, neither is the cause.
  const standsLong = cause !== 'notHeard' || now - since >= goOnSendingMs;
  return consequences.includes(cause) && standsLong ? cause : undefined;
}

/** Long into an outage one of the hosts is merely the first to answer again. */
function isHealing({ call: { other }, previous, now }: Context): boolean {
  if (!isOutage(previous.cause) || previous.cause === 'serverUnreachable') return false;
  return other.since - previous.began > 3000 && now - other.since < 1600;
}

/** The server's host answers, media does not: a hung server, a blocked path, or (one-to-one) the other side. */
function reachableButSilent(
  context: Context,
  found: (cause: CallDiagnosisCause, confidence: number, ...more: CallEvidence[]) => Finding,
  probe: CallEvidence,
): Finding | undefined {
  const { call, signs, remotes, previous, now } = context;
  const { cause, since, began } = previous;
  // Where every host was out of reach until now, a mute channel is what our own outage left behind.
  const late = haveBothFailed(call, signs.lastRtpAt)
    ? undefined
    : mediaChannel(call, (health) => health !== 'alive');
  // Neither way gets through: by the word of the server, or of whoever stands in between.
  const cutBothWays = call.heard.state === 'notAtAll' && call.heard.since > signs.lastRtpAt - 2000;
  if (cutBothWays && !late && signs.rtpSilentMs >= stallMs)
    return found('mediaBlocked', 0.85, probe);
  const lasts = lasting(context);
  if (lasts) return found(lasts, 0.8, probe);
  // Long into an outage the host answers again a moment before everything else does.
  const { server } = call;
  const healing = isOutage(cause) && server.since - began > 3000 && now - server.since < 3000;
  // Until then nobody knows whether it is our connection that is lost.
  const neutral = found('unknownOutage', healing ? 0.6 : 0.4, probe);
  if (healing) return neutral;
  if (late) {
    return found('serverUnreachable', 0.9, probe, {
      sign: `media server's channel ${wordFor(late)}`,
      at: late.since,
    });
  }
  if (!signs.mesh)
    return signs.packetSilentMs >= channelTellsMs ? found('mediaBlocked', 0.8, probe) : neutral;
  // Between two people only a sign of life over the app's channel tells a blocked path from a vanished person.
  if (remotes.saidGone) return nothing;
  const gone = remotes.reports && now - remotes.lastHeardOf > reportsStopMs;
  if (gone && signs.rtpSilentMs >= channelTellsMs) return nothing;
  if (cause !== 'unknownOutage' || now - since < 500) return neutral;
  if (remotes.lastHeardOf > signs.lastRtpAt + 1500) return found('mediaBlocked', 0.8, probe);
  return signs.rtpSilentMs >= 3800 ? found('mediaBlocked', 0.6, probe) : neutral;
}

function haveBothFailed({ server, other }: CallFacts, since: number): boolean {
  return [server, other].every(({ failedAt = 0 }) => failedAt >= since);
}

/** The channel to the media server itself (any but `app`), if it is in such a health. */
function mediaChannel(
  { signaling }: CallFacts,
  isSo: (health: ChannelState['health']) => boolean,
): ChannelState | undefined {
  return Object.entries(signaling).find(
    ([name, { health }]) => name !== 'app' && isSo(health),
  )?.[1];
}

function wordFor({ health }: ChannelState): 'late' | 'closed' {
  return health === 'closed' ? health : 'late';
}

/** The media server closed its channel on us while its host still answers. */
function closedByServer({ call, signs, previous }: Context): Finding | undefined {
  const closed = mediaChannel(call, (health) => health === 'closed');
  if (!closed || answerSince(call.server, closed.since) !== 'reachable') return undefined;
  const explained = previous.cause !== 'serverUnreachable' && isLeftover(closed.since, previous);
  // The SDK's own word for the same moment explains nothing. A host that was out of reach as well does.
  const isFirst = previous.cause === 'unknownOutage' && closed.since < previous.began + closedMs;
  const isQuick = call.server.since < closed.since + 1000;
  if (signs.lastRtpAt > closed.since + 1000) return undefined;
  if (explained && !(isFirst && isQuick)) return undefined;
  return {
    cause: 'serverUnreachable',
    began: closed.since,
    confidence: 0.8,
    evidence: [{ sign: "media server's channel closed", at: closed.since }],
  };
}

/** It went wrong within an outage that has another cause. */
function isLeftover(since: number, { cause, began, lastOutage: last }: CallDiagnosis): boolean {
  if (isOutage(cause)) return since > began - 2000;
  return last !== undefined && since > last.began - 2000 && since < last.ended;
}

/** An outage ends with traffic, not with a better-looking sign. */
function stillOut({ call, signs, remotes, previous, now }: Context): Finding | undefined {
  if (!isOutage(previous.cause) || isBack(call, signs, remotes, previous, now)) return undefined;
  const online = previous.cause === 'deviceOffline' && call.device.online !== false;
  const cause = online ? 'unknownOutage' : previous.cause;
  return { cause, began: previous.began, confidence: 0.5, evidence: [...previous.evidence] };
}

function isBack(
  { connection: { phase, connectedAt = 0 }, mediaSeen }: CallFacts,
  signs: MediaSigns,
  { expectsMedia }: RemotesView,
  { since }: CallDiagnosis,
  now: number,
): boolean {
  const connected = phase === 'connected' || phase === 'idle';
  // Where media was measured once, being joined again is not yet being heard again.
  if (!signs.watched) return connected && (!mediaSeen || now - connectedAt > 3000);
  const packets = signs.packetSilentMs < 500 && signs.lastPacketAt > since;
  const rtp = signs.hadRtp && signs.rtpSilentMs < 500 && signs.lastRtpAt > since;
  // Nobody may be sending any more: then packets of any kind have to do, a little later.
  const nobodySends = packets && connected && now - Math.max(connectedAt, since) > 3000;
  return rtp || (packets && !expectsMedia) || nobodySends;
}

/** Only the SDK knows, and it says the connection is broken. */
function brokenBySdk(context: Context): Finding | undefined {
  const { call, signs } = context;
  const { outageSince, since, cause } = call.connection;
  const phase = brokenPhase(call);
  if (!phase) return undefined;
  // Contradicted by media that flows: the signalling alone is broken.
  if (signs.hadRtp && signs.rtpSilentMs < 500) return undefined;
  const began = outageSince ?? since;
  const evidence: CallEvidence[] = [{ sign: `SDK says ${phase}`, at: since, value: cause }];
  // What failed before the device came online is explained by that.
  const asked = Math.max(began, call.device.online ? call.device.changedAt : 0);
  const [server, other] = [answerSince(call.server, asked), answerSince(call.other, asked)];
  const failed = (outcome: typeof server) => outcome === 'timedOut' || outcome === 'refused';
  if (failed(server) && other === 'reachable' && !isHealing(context)) {
    return { cause: 'serverUnreachable', began, confidence: 0.9, evidence };
  }
  if (failed(server) && failed(other))
    return { cause: 'noInternet', began, confidence: 0.9, evidence };
  const outage = lasting(context) ?? 'unknownOutage';
  return { cause: outage, began, confidence: 0.7, evidence };
}

/** Some SDKs say `connecting` again where others say `reconnecting`. */
function brokenPhase({
  connection: { phase, everConnected },
}: CallFacts): 'connecting' | 'reconnecting' | 'lost' | undefined {
  if (phase === 'reconnecting' || phase === 'lost') return phase;
  return phase === 'connecting' && everConnected ? phase : undefined;
}

/** What we send does not arrive, while what others send does. */
function notHeard(context: Context): Finding | undefined {
  return sinceOutage(context) < unheardAfterOutageMs ? undefined : uplinkCut(context);
}

function uplinkCut(context: Context): Finding | undefined {
  const { call, signs, remotes, now } = context;
  // With nothing coming in either, it is the whole path; unless they fell silent because they do not hear us.
  const silent = signs.hadRtp && remotes.expectsMedia && signs.rtpSilentMs >= 500;
  if (silent && lasting(context) !== 'notHeard') return undefined;
  if (call.heard.state === 'notAtAll') {
    return unheard(call.heard.since - stallMs, 0.9, 'server receives nothing');
  }
  // Whoever stands in between hears us: who does not has a downlink of their own.
  const { heard } = call;
  const measured = heard.state === 'heard' && heard.loss !== undefined;
  if (measured && now - heard.at < heardFreshMs) return undefined;
  const answers = recentSamples(call, now, 1500).flatMap(({ uplink }) => uplink.unheardMs ?? []);
  const unheardMs = answers.length ? Math.min(...answers.slice(-2)) : 0;
  const frozen = unheardMs >= stallMs * 0.9;
  if (frozen) return unheard(now - unheardMs, 0.8, 'reports show nothing new from us');
  // A server that hears us outweighs a remote that does not: their downlink may be cut.
  const proved = !signs.mesh && answers.length > 0 && unheardMs < 500;
  if (proved || sendsNothing(call) || !remotes.hearNothing || remotes.hearUs || remotes.hearBadly)
    return undefined;
  return unheard(now - stallMs, 0.85, 'no remote hears us');
}

function sendsNothing({ sending: { known, since } }: CallFacts): boolean {
  return known === true && since === undefined;
}

function unheard(began: number, confidence: number, sign: CallSign): Finding {
  return { cause: 'notHeard', began, confidence, evidence: [{ sign, at: began }] };
}

/** Media flows, the app's own channel does not. */
function signalingLost(context: Context): Finding | undefined {
  const { call, signs, remotes, previous, now } = context;
  const { outageSince, since } = call.connection;
  const phase = brokenPhase(call);
  const ignoreLeftovers = sinceOutage(context) < muteSocketMs;
  const broken = Object.values(call.signaling).find(
    (channel) =>
      channel.health !== 'alive' &&
      now - channel.since >= closedMs &&
      !isStillMute(channel, call, now) &&
      !(ignoreLeftovers && isLeftover(channel.since, previous)),
  );
  const silent = signs.watched && remotes.expectsMedia && signs.rtpSilentMs >= stallMs;
  if (silent) return undefined;
  if (broken) return lostSignaling(broken.since, `channel ${wordFor(broken)}`);
  return phase && lostSignaling(outageSince ?? since, `SDK says ${phase}`);
}

/** The server was out of reach meanwhile and is back: what is late on the old socket waits for TCP. */
function isStillMute({ health, since }: ChannelState, { server }: CallFacts, now: number): boolean {
  const { outcome, failedAt = 0, since: backSince } = server;
  const isBack = outcome === 'reachable' && failedAt >= since;
  return health === 'late' && isBack && now - backSince < muteSocketMs;
}

function lostSignaling(began: number, sign: CallSign): Finding {
  return { cause: 'signalingLost', began, confidence: 0.8, evidence: [{ sign, at: began }] };
}

function weak(context: Context): Finding | undefined {
  const { call, signs, remotes, previous, now } = context;
  if (sinceOutage(context) < weakAfterOutageMs || remotes.alone) return undefined;
  if (signs.watched && signs.rtpSilentMs > 500 && remotes.expectsMedia) return undefined;
  const { uplink, downlink, path } = ownWeakness(context);
  const held = uplink || downlink || !path ? undefined : pinnedBefore(previous);
  const cause = held ?? weakCause(uplink, downlink, path);
  if (!cause) return undefined;
  const signals = [uplink, downlink, path].filter((sign) => sign !== undefined);
  return {
    cause,
    began: previous.cause.startsWith('weak') ? previous.began : now - stallMs,
    confidence: signals.length > 1 ? 0.9 : 0.75,
    evidence: signals.flatMap(({ evidence }) => evidence),
    level: worstLevel(...signals),
    betweenUs:
      nobodyCounts(context) ||
      (signs.mesh && remotes.count <= 1 && !held && !isPinned(call, signals)) ||
      (cause === 'weakDownlink' && isUnpinned(remotes, downlink)),
  };
}

/** What is weak, but for what the others' own troubles explain. */
function ownWeakness(context: Context): WeakSigns {
  const { call, signs, remotes, previous, now } = context;
  const before = weakBefore(previous);
  const heardBadly = remotes.hearBadly > 0 && !remotes.hearUs;
  const found = readWeakSigns(call, before, heardBadly, now);
  // Between two alone their reports would be the same loss seen twice.
  const isTheirs = (count: number) => !nobodyCounts(context) && count > 0 && count >= remotes.count;
  const theirs = isTheirs(remotes.weakThemselves) || isEarly(context, found, before);
  // A slow way to the media server is ours, whatever the others report. Where the server measures, its word counts.
  const slow = isTheirs(remotes.measured ? remotes.slowThemselves : remotes.weakThemselves);
  return {
    uplink: arrivesWell(call, now) || isJustHeard(call, now) ? undefined : found.uplink,
    downlink: theirs ? undefined : found.downlink,
    path: signs.mesh && slow ? undefined : found.path,
  };
}

/** One-to-one, and nobody in between to tell the two ends apart. */
function nobodyCounts({ signs, remotes }: Context): boolean {
  return signs.mesh && remotes.count <= 1 && !remotes.measured;
}

/** What a relay counted of the same packets is told a moment later: only then is a loss on the way in behind it. */
function isEarly(
  { call, signs, remotes, now }: Context,
  { downlink }: WeakSigns,
  before: WeakBefore,
): boolean {
  if (!signs.mesh || !remotes.measured || !downlink || before.downlink) return false;
  const then = now - relayLagMs;
  return !readWeakSigns(asOf(call, then), before, false, then).downlink;
}

/** The encoder has learned to send less, so nothing is lost any more: it is slow on the side it was. */
function pinnedBefore({ cause, betweenUs }: CallDiagnosis): CallDiagnosisCause | undefined {
  return !betweenUs && (cause === 'weakUplink' || cause === 'weakDownlink') ? cause : undefined;
}

/** Who stands in between counts what is lost, and by that whose side it is; a slow way looks the same from both ends. */
function isPinned({ heard: { loss = 0 } }: CallFacts, signals: readonly Weakness[]): boolean {
  return (
    loss >= arrivesLoss ||
    signals.some(({ evidence: [sign] }) => /loss|score/.test(sign?.sign ?? ''))
  );
}

/** The server in between gets what we send: what the other end misses, it misses on its own side. */
function arrivesWell({ heard: { at, loss } }: CallFacts, now: number): boolean {
  return loss !== undefined && now - at < heardFreshMs && loss < arrivesLoss;
}

/** The call as it was known to be at that time. */
function asOf(call: CallFacts, at: number): CallFacts {
  const media = Object.entries(call.media).map(([id, { samples, ...rest }]) => [
    id,
    { ...rest, samples: samples.filter((sample) => sample.at <= at) },
  ]);
  return { ...call, media: Object.fromEntries(media) };
}

/** Heard again after a gap: what is reported as lost is the gap. */
function isJustHeard({ heard: { backAt = -Infinity } }: CallFacts, now: number): boolean {
  return now - backAt < justHeardMs;
}

/** What one single remote sends comes in broken, and nobody says how it left them. */
function isUnpinned(
  { count, reports, measured }: RemotesView,
  down: Weakness | undefined,
): boolean {
  return count === 1 && !reports && !measured && down?.scored !== true;
}

/** Which directions it was, by the evidence. */
export function weakBefore({
  cause,
  evidence,
}: Pick<CallDiagnosis, 'cause' | 'evidence'>): WeakBefore {
  const both = cause === 'weakBoth';
  const signs = evidence.map(({ sign }) => sign).join();
  return {
    uplink: cause === 'weakUplink' || (both && signs.includes('uplink')),
    downlink: cause === 'weakDownlink' || (both && signs.includes('downlink')),
    path: both,
  };
}

function weakCause(
  uplink: Weakness | undefined,
  downlink: Weakness | undefined,
  path: Weakness | undefined,
): CallDiagnosisCause | undefined {
  if (uplink && downlink) return 'weakBoth';
  if (uplink) return 'weakUplink';
  if (downlink) return 'weakDownlink';
  return path && 'weakBoth';
}

/** The encoder runs out of processor while the network is fine. */
function busy({ call, now }: Context): Finding | undefined {
  const recent = recentSamples(call, now, 6000).filter(({ uplink }) => uplink.video);
  const limited = recent.filter(({ uplink }) => uplink.limitedBy === 'cpu');
  if (recent.length < 8 || limited.length < recent.length) return undefined;
  return {
    cause: 'deviceBusy',
    began: recent[0]?.at ?? now,
    confidence: 0.8,
    evidence: [{ sign: 'encoder limited by processor', at: now }],
  };
}
